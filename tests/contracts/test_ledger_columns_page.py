"""docs/reference/ledger-columns.md says what the table of columns says (`make snapshots`)."""

import os
import tomllib
from pathlib import Path

from ballast.delivery.ledgers import sheets

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "ledger-columns.md"
TABLE = Path(sheets.__file__).with_name("columns.toml")

HEAD = """# The columns of ledgers

*Written by `make snapshots` from `delivery/ledgers/sheets/columns.toml`; edit it there.*

Under which headings each column is found. Braces hold choices, an empty one too: `{项目,}总投资` is 总投资 or 项目总投资. 年度 stands for any way to say this year (2023年, 本年, 今年), `1-n月` for January to a month (1—9月, 截至9月底), `n月`, `9月` and 本月 for a month, 上年底 for the end of the last year. Units, 的, the 额 of 投资额, blanks and width make no difference; 比例, 比重 and 百分比 are `%`. Headings of several lines are run together from top to bottom: 投资情况 over 总投资 is found as 总投资. A heading names one column only; a test holds the table to it. How a heading is found at all: [rules/ledger-reading.md](../rules/ledger-reading.md).

A kept column is shown with its row and written nowhere; it may stand again. A column of the months stands once a month, and below it once a 旬. `finish` is the finishing mark of the project's template.
"""

FAMILIES = {
    "row": "Which project is meant",
    "project": "The register",
    "plan": "The year's plan",
    "filing": "The month's filing",
    "step": "Steps",
    "kept": "Kept as the source has it",
}


def written():
    with TABLE.open("rb") as file:
        table = tomllib.load(file)
    lines = [HEAD]
    for family, title in FAMILIES.items():
        lines += [f"## {title}", "", "| column | fills | headings |", "|---|---|---|"]
        lines += [
            f"| `{row['key']}` | {filled(row)} | {headings(row)} |"
            for row in table["column"]
            if row["fills"].partition(".")[0] == family
        ]
        lines.append("")
    lines += ["## Nodes of a project's life", ""]
    lines += [
        "Each is put to a step, proposed once; 完成时限 and the like stand under or beside it."
    ]
    lines += ["", "| node | step | headings |", "|---|---|---|"]
    lines += [
        f"| `{row['key']}` | {code(row.get('step', ''))} | {headings(row)} |"
        for row in table["node"]
    ]
    lines += ["", "| of a node | headings |", "|---|---|"]
    lines += [f"| `{row['field']}` | {headings(row)} |" for row in table["aspect"]]
    return "\n".join(lines) + "\n"


def filled(row):
    kind = row.get("kind", "TEXT").lower()
    months = ", each month" if row.get("across") else ""
    return f"{code(row['fills'].partition('.')[2])} {kind}{months}".strip()


def code(text):
    return f"`{text}`" if text else "–"


def headings(row):
    said = [f"`{alias}`".replace("|", "\\|") for alias in row["aliases"]]
    for kind in ("plan", "filing"):
        if kind in row:
            said += [f"in a {kind}:", *(f"`{alias}`" for alias in row[kind])]
    return " · ".join(said).replace(": · ", ": ")


def test_the_page_of_ledger_columns_is_true():
    if os.environ.get("BALLAST_SNAPSHOTS") == "write":
        PAGE.write_text(written(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written()
