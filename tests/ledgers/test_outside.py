"""Series that others publish, brought in from a workbook."""

import io
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from ballast.delivery.ledgers import services
from ballast.delivery.ledgers.services import LedgerRefused
from ballast.delivery.plans.models import OutsideFigure
from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from tests.identity.factories import make_user
from tests.plans.factories import BY

AT = datetime(2023, 10, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
HEAD = ("指标", "地区", "报告期", "数值", "计量单位", "排名", "来源", "发布日期")
OURS = ("投资完成率", "本市", "2023年9月", 81.4, "%", 3, "省通报第9期", "2023年10月18日")
MEAN = ("投资完成率", "全省平均", "2023年9月", "79.2%", "", "", "省通报第9期", date(2023, 10, 18))

pytestmark = pytest.mark.django_db


def workbook(*rows):
    book = Workbook()
    sheet = book.active
    sheet.title = "外部数据"
    for row in (("全省重点项目进展",), HEAD, *rows):
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def bring_in(*rows, by=BY):
    return services.import_outside(by=by, at=AT, content=workbook(*rows), filename="通报.xlsx")


def test_figures_come_in_with_their_source_and_cell_and_again_change_nothing():
    imported = bring_in(OURS, MEAN)

    assert (imported.subject, imported.new, imported.changed) == ("2023-09", 2, 0)
    ours, mean = OutsideFigure.objects.order_by("pk")
    assert (ours.series, ours.area, ours.period) == ("COMPLETION_RATE", "本市", "2023-09")
    assert (ours.value, ours.measure, ours.rank) == (Decimal("81.4"), "%", 3)
    assert (mean.value, mean.measure, mean.published_on) == (
        *(Decimal("79.2"), "%"),
        date(2023, 10, 18),
    )
    assert ours.provenance["value"][1] == "外部数据!D3"
    assert (bring_in(OURS, MEAN).unchanged, Entry.objects.count()) == (2, 1)
    assert bring_in((*OURS[:3], 81.6, *OURS[4:])).changed == 1


def test_every_fault_has_its_cell_and_nothing_comes_in():
    with pytest.raises(LedgerRefused) as refused:
        bring_in(
            ("幸福指数", *OURS[1:]),
            (*OURS[:2], "九月底", "很高", "%", "第三", "省通报", "2023-10-21"),
            (*OURS[:6], "", OURS[7]),
        )

    assert [(fault.code, fault.cell) for fault in refused.value.faults] == [
        ("series_unknown", "外部数据!A3"),
        ("period_unreadable", "外部数据!C4"),
        ("figure_unreadable", "外部数据!D4"),
        ("figure_unreadable", "外部数据!F4"),
        ("day_unreadable", "外部数据!H4"),
        ("outside_cell_missing", "外部数据!A5"),
    ]
    assert not OutsideFigure.objects.exists()


def test_a_figure_that_stands_twice_is_refused():
    with pytest.raises(LedgerRefused) as refused:
        bring_in(OURS, OURS)

    assert [(fault.code, fault.cell) for fault in refused.value.faults] == [
        ("outside_twice", "外部数据!A4")
    ]


def test_only_the_office_brings_them_in():
    with pytest.raises(NotAllowed):
        bring_in(OURS, by=actor_of(make_user(role=Role.DISTRICT)))
