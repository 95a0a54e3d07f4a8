"""docs/reference/permissions.md says what the table of rights says (`make snapshots` writes it)."""

import os
from pathlib import Path

from ballast.platform.identity.rules import ADMINISTRATORS, RIGHTS, WHOLE_CITY, Role

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "permissions.md"

HEAD = """# Who may do what

*Written by `make snapshots` from `identity/rules.py`; edit it there. Why it is so: [ADR 0006](../adr/0006-one-door-to-rows.md).*

A role is held in a unit, from a day to a day. Rights of several roles add up. Without a role in force a person sees nothing and may do nothing.

"""


def written():
    lines = [HEAD + "| role | sees | rights |", "|---|---|---|"]
    for role in Role:
        rights = " ".join(f"`{right}`" for right in sorted(RIGHTS[role]))
        lines.append(f"| {role.value} | {sees(role)} | {rights} |")
    lines += ["", "| right | held by |", "|---|---|"]
    for right in sorted(frozenset().union(*RIGHTS.values())):
        holders = ", ".join(role.value for role in Role if right in RIGHTS[role])
        lines.append(f"| `{right}` | {holders} |")
    return "\n".join(lines) + "\n"


def sees(role):
    if role in ADMINISTRATORS:
        return "no project; every unit"
    if role in WHOLE_CITY:
        return "the whole city"
    below = "its unit and what stands below it"
    return f"{below}, and whatever lies in its regions" if role is Role.DISTRICT else below


def test_the_page_of_permissions_is_true():
    if os.environ.get("BALLAST_SNAPSHOTS") == "write":
        PAGE.write_text(written())

    assert PAGE.read_text() == written()
