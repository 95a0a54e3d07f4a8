"""`ballast templates PERIOD --out FOLDER`: each unit's sheet for a month, and the notice."""

from argparse import ArgumentParser
from pathlib import Path

from django.utils.translation import gettext as _

from ballast.delivery.ledgers import services
from ballast.platform import clock
from ballast.platform.audit.services import Actor

from .acting import acted, period


def run(arguments: list[str]) -> int:
    """``PERIOD --out FOLDER [--unit CODE] [--by USER]``; without a person, for every unit."""
    parser = ArgumentParser(prog="ballast templates")
    parser.add_argument("period", type=period, metavar="PERIOD")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--unit", default="", metavar="CODE")
    parser.add_argument("--by", default="", metavar="USER")
    options = parser.parse_args(arguments)

    def act(by: Actor) -> str:
        sheets = services.unit_sheets(
            by=by, at=clock.now(), period=options.period, unit=options.unit
        )
        projects = sum(sheet.projects for sheet in sheets)
        notice = services.notice(period=options.period, shares=[sheet.share for sheet in sheets])
        options.out.mkdir(parents=True, exist_ok=True)
        for sheet in sheets:
            (options.out / sheet.filename).write_bytes(sheet.content)
        (options.out / f"{notice.title}.docx").write_bytes(notice.paper())
        said = {"count": len(sheets), "projects": projects, "folder": options.out}
        told = _("%(count)d sheets with %(projects)d projects, and the notice, in %(folder)s.")
        return f"{told % said}\n\n{notice.text()}"

    return acted(options.by, act)
