"""How long 200,000 rows of statements take from the file to the registry, as CSV and as XLSX.

Run on a database with a city of 50,000 companies or more, and on a copy of it that may be thrown away: what is written
stays. The command that operators use is measured whole, start of Python included; the slower format is the figure.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.figures import Figure  # noqa: E402  the checkout's root is known from here on

ROWS = 200_000
COMPANIES = 50_000
IMPORT = Figure("import_200k_rows_s", "s", 60)
MOST_MIB = 400
_HEADERS = [
    "统一社会信用代码", "企业名称", "期间", "口径", "期间末日", "经审计", "货币资金", "应收账款", "资产总计", "负债合计",
    "所有者权益合计", "营业收入", "营业成本", "研发费用", "利润总额", "净利润",
]  # fmt: skip


class TooFewCompanies(RuntimeError):
    """The database holds no city of the size that the figure is about."""


def main() -> int:
    """Exit code 1 where the aim is missed."""
    return 0 if IMPORT.report(round(measure(), 2)) else 1


def measure() -> float:
    """Seconds of the slower of both formats, checked and applied (`import_200k_rows_s`, aim ≤ 60).

    Raises: RuntimeError: rows were not applied, or the process grew beyond 400 MiB; TooFewCompanies.
    """
    companies = _companies()
    with tempfile.TemporaryDirectory(prefix="gaodi-imports-") as folder:
        plain, book = Path(folder) / "statements.csv", Path(folder) / "statements.xlsx"
        _write_csv(plain, _rows(companies, seed=time.time_ns(), first_year=2021))
        _write_xlsx(book, _rows(companies, seed=time.time_ns(), first_year=2017))
        return max(_import(plain), _import(book))


def _companies() -> list[tuple[str, str]]:
    """Credit code and name of companies in the order of their keys."""
    import django

    django.setup()
    from gaodi.apps.registry.models import Party

    rows = Party.objects.filter(kind="company", credit_code__isnull=False).order_by("pk")
    found = [(str(code), name) for code, name in rows.values_list("credit_code", "name")[:COMPANIES]]
    if len(found) < COMPANIES:
        raise TooFewCompanies(f"{len(found)} companies have a credit code; {COMPANIES} are needed")
    return found


def _rows(companies: list[tuple[str, str]], seed: int, first_year: int) -> Iterator[list[object]]:
    """Four years of each company, with sums that add up; a file that came before would be refused."""
    chance = random.Random(seed)
    for year in range(first_year, first_year + ROWS // COMPANIES):
        for code, name in companies:
            assets, revenue = chance.randrange(10**7, 10**11), chance.randrange(10**7, 10**11)
            debts, cost = assets * chance.randrange(10, 90) // 100, revenue * chance.randrange(60, 95) // 100
            research, profit = revenue // 25, (revenue - cost) // 4
            money = (assets // 9, assets // 7, assets, debts, assets - debts, revenue, cost, research)
            shown = [amount / 100 for amount in (*money, profit, profit * 3 // 4)]
            yield [code, name, "年度", "合并", f"{year}-12-31", "是", *shown]


def _write_csv(path: Path, rows: Iterator[list[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADERS)
        writer.writerows(rows)


def _write_xlsx(path: Path, rows: Iterator[list[object]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("数据")
        sheet.write_row(0, 0, _HEADERS)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)


def _import(path: Path) -> float:
    command = [sys.executable, "-m", "gaodi.ops.cli", "intake", "check", str(path)]
    command += ["--kind", "statement", "--outlet", "tax_record", "--apply"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{path.name} was not applied: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    told = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps({"file": path.name, **told}, ensure_ascii=False), file=sys.stderr)
    if told["new"] + told["changed"] < ROWS * 0.99 or told["peak_mib"] > MOST_MIB:
        raise RuntimeError(f"{path.name}: {told}")
    return float(told["seconds"])


if __name__ == "__main__":
    sys.exit(main())
