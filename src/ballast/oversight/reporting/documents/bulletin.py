"""通报: the monthly bulletin, in the words an office signs.

Figures are those of ``selectors.told_month``, here only put into words: ``sentences`` says the
text, ``tables`` the attachments. ``docs/rules/papers.md`` has the rules of both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors
from ballast.oversight.reporting.rules import Month
from ballast.platform.codelists import selectors as codelists
from ballast.platform.documents import words
from ballast.platform.documents.kinds import Composed, Form, Kind, Query
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import Series

from . import sentences, tables
from .samples import september
from .sentences import Deadlines

TEMPLATE = Path(__file__).parent.parent / "papers" / "bulletin.docx"
# Working days after the month's warnings went out: causes checked, plans handed in, works begun.
CHECKED_IN, MENDED_IN, BEGUN_IN = 2, 5, 9

Item = dict[str, str]


def compose(query: Query) -> list[Composed]:
    """The period's bulletin, on what the drafter may see; to every unit that is ranked."""
    month = selectors.told_month(query.viewer, query.on, Period.from_code(query.period))
    ranked = identity.series(month.period.last_day).values()
    units = [unit.code for of in ranked for unit in of]
    return [replace(composed(month, deadlines(month)), addressees=tuple(units))]


def deadlines(month: Month) -> Deadlines | None:
    """Until when units have to answer the warnings; None where none went out yet."""
    if month.lamps is None or month.lamps.issued_on is None:
        return None
    calendar, day = codelists.calendar(), month.lamps.issued_on
    return Deadlines(*(calendar.add(day, count) for count in (CHECKED_IN, MENDED_IN, BEGUN_IN)))


def composed(month: Month, until: Deadlines | None) -> Composed:
    """What the bulletin of a month says."""
    span = month.period.label_to_date(year=True)
    passages = dict(sentences.passages(month, until))
    overall = _counted(
        ("投资进度", sentences.investment(month)),
        ("分领域进度", sentences.sectors(month)),
        ("开工竣工", sentences.starts(month)),
        (_loop_head(month), sentences.lamps(month)),
    )
    return Composed(
        subject="",
        title=f"关于{span}\n全市重点项目推进情况的通报",
        values={
            "opening": f"现将{span}全市重点项目推进情况通报如下。",
            "progress": sentences.investment(month),
            "overall": overall,
            "standing": _counted(
                ("区（市）县和功能区", sentences.areas(month.units[Series.AREAS])),
                ("市级部门和有关企业", sentences.bodies(month.units[Series.BODIES])),
            ),
            "problems": _counted(
                (sentences.SPREAD, ""),
                ("应开未开", sentences.unstarted(month)),
                ("卡点集中", sentences.gathered(month.loop)),
                ("报送质量不高", sentences.filing(month)),
                drafted=passages,
            ),
            "demands": _counted(
                ("紧盯红灯项目", sentences.reds(month, until)),
                (sentences.STARTS, ""),
                (sentences.SETTLING, ""),
                ("严肃数据报送", sentences.HONESTY),
                drafted=passages,
                called={sentences.STARTS: f"确保{sentences.rest_of_year(month.period)}开工"},
            ),
            "attached": list(_attached(month)),
            "units": tables.units(month),
            "reds": tables.reds(month.reds),
            "unstarted": tables.unstarted(month.unstarted),
            "unfiled": tables.unfiled(month),
            "rounding": tables.rounding(month),
            "snapshot": words.source(month.period, month.seal),
        },
        passages=passages,
    )


def _loop_head(month: Month) -> str:
    return "预警和问题办理" if month.loop and month.loop.is_begun else "预警情况"


def _counted(
    *items: tuple[str, str],
    drafted: dict[str, str] | None = None,
    called: dict[str, str] | None = None,
) -> list[Item]:
    """The paragraphs that have something to say, counted （一）, （二）.

    One that somebody has to answer for names its ``passage`` instead of a text.
    """
    said = [
        (name, text, passage)
        for name, text in items
        if (passage := name if name in (drafted or {}) else "") or text
    ]
    return [
        {
            "lead": f"（{words.numeral(place)}）{(called or {}).get(name, name)}。",
            "text": text,
            "passage": passage,
        }
        for place, (name, text, passage) in enumerate(said, 1)
    ]


def _attached(month: Month) -> Iterator[Item]:
    names: Sequence[str] = (
        "责任单位年度计划完成情况表",
        f"红灯项目清单（{len(month.reds)}个）",
        f"应开未开项目清单（{len(month.unstarted)}个）",
        f"未按期报送项目清单（{len(month.unfiled)}个）",
    )
    for place, name in enumerate(names, 1):
        yield {"head": "附件：" if place == 1 else "　　　", "text": f"{place}．{name}"}


def sample() -> Composed:
    """A bulletin with something under every name."""
    month, until = september()
    return composed(month, until)


BULLETIN = Kind(
    code="bulletin",
    name="通报",
    form=Form.OFFICIAL,
    template=TEMPLATE,
    subjects=lambda period: [""],  # noqa: ARG005 - one a period
    compose=compose,
    sample=sample,
    numbered="",
)
