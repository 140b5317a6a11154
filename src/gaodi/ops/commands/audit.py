"""gaodi audit verify [--rows] | seal"""

from __future__ import annotations

import argparse
import dataclasses
import json

from gaodi.ops.progress import say

NAME = "audit"
HELP = "Prove that nothing in the audit was changed (verify), or seal what is not sealed yet (seal)."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=["verify", "seal"], help="verify the chain, or seal committed rows now"
    )
    parser.add_argument(
        "--rows", action="store_true", help="with verify: also compare the tables with every sealed batch"
    )


def run(args: argparse.Namespace) -> int:
    from gaodi.kernel import audit, clock

    if args.what == "verify":
        found = audit.verify()
        said = dataclasses.asdict(found)
        if args.rows:
            rows = audit.verify_rows(_tell)
            said |= {"ok": found.ok and rows.ok, "rows": dataclasses.asdict(rows)}
        print(json.dumps(said, ensure_ascii=False, default=str))
        return 0 if said["ok"] else 1
    sealed = audit.seal(at=clock.now())
    print(json.dumps({"sealed": None if sealed is None else str(sealed)}, ensure_ascii=False))
    return 0


def _tell(done: int, total: int, table: str) -> None:
    say(f"  batch {done + 1} of {total}: {table}")
