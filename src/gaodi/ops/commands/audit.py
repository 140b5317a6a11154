"""gaodi audit verify | seal"""

from __future__ import annotations

import argparse
import dataclasses
import json

NAME = "audit"
HELP = "Prove that nothing in the audit was changed (verify), or seal what is not sealed yet (seal)."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=["verify", "seal"], help="verify the chain, or seal committed rows now"
    )


def run(args: argparse.Namespace) -> int:
    from gaodi.kernel import audit, clock

    if args.what == "verify":
        found = audit.verify()
        print(json.dumps(dataclasses.asdict(found), ensure_ascii=False, default=str))
        return 0 if found.ok else 1
    sealed = audit.seal(at=clock.now())
    print(json.dumps({"sealed": None if sealed is None else str(sealed)}, ensure_ascii=False))
    return 0
