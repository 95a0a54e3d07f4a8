"""The audit administrator finds who did what, with what it changed, and whether it still stands."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction

from ballast.edges.portal import journal_words
from ballast.kernel.events import Event
from ballast.platform.audit import reading, services
from ballast.platform.audit.models import Entry
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity.rules import Role
from ballast.platform.ui.words import name_of
from ballast.projects.services import Edited
from tests.audit.tampering import tamper
from tests.coordination.factories import make_instruction
from tests.identity.factories import NOW, make_client, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor():
    return make_client(make_user(role=Role.AUDIT_ADMINISTRATOR))


def write(number="B0000013", *, by=None, at=NOW, changes=(), **said):
    actor = Actor("person", by.pk, by.name) if by else Actor("system", None, "tests")
    with transaction.atomic():
        event = Edited(subject=number, numbers=(number,))
        return services.record(event, by=actor, at=at, changes=changes, **said)


def soup(client, path="", status=200):
    answer = client.get(f"/journal/{path}")
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def found(client, query=""):
    """What the list shows: the numbers of its entries."""
    links = soup(client, query).select("tbody th a")
    return [int(link["href"].split("/")[2]) for link in links]


def words(element):
    return " ".join(element.get_text(" ").split())


def test_entries_stand_the_newest_first_with_who_and_why(auditor):
    older = write(at=NOW - timedelta(days=1))
    person = make_user(name="李敏")
    newer = write(by=person, at=NOW, cause="更正错字", on_behalf_of="北区")

    page = soup(auditor)

    assert found(auditor)[:2] == [newer, older]
    row = words(page.select_one("tbody tr"))
    assert row == "2024-06-03 09:30:00 修改项目信息 B0000013 李敏 代 北区 更正错字 尚未封存"


def test_one_may_ask_by_person_unit_project_part_and_days(auditor):
    unit = make_unit(name="北区发改局")
    person = make_user(name="李敏", role=Role.DISTRICT, unit=unit)
    hers = write(by=person, at=NOW - timedelta(days=3))
    other = write("B0000021", at=NOW)

    assert found(auditor, "?who=李敏") == [hers]
    assert found(auditor, "?who=北区发改局") == [hers]
    assert found(auditor, "?about=B0000021") == [other]
    assert found(auditor, "?family=projects") == [other, hers]
    assert found(auditor, "?family=plans") == []
    assert found(auditor, "?since=2024-06-03&until=2024-06-03&family=projects") == [other]
    assert found(auditor, "?until=2024-06-02&family=projects") == [hers]
    assert found(auditor, "?since=nonsense&family=projects") == [other, hers]


def test_an_entry_about_many_projects_is_found_by_each_of_them(auditor):
    with transaction.atomic():
        event = Edited(subject="", numbers=("B0000013", "B0000021"))
        entry = services.record(event, by=Actor("system", None, "t"), at=NOW)

    assert found(auditor, "?about=B0000021") == [entry]
    assert "2 个项目" in words(soup(auditor, "?about=B0000021").select_one("tbody tr"))


def test_pages_follow_each_other_without_a_gap_also_where_moments_are_equal(auditor):
    written = {write() for _ in range(reading.PAGE + 5)}

    first = soup(auditor, "?family=projects")
    further = first.select_one(".pages a[href*=after]")["href"]
    second = found(auditor, further.removeprefix("/journal/"))

    shown = found(auditor, "?family=projects")
    assert len(shown) == reading.PAGE
    assert len(second) == 5
    assert {*shown, *second} == written


def test_an_entry_says_each_field_before_and_after_in_words(auditor):
    change = Change(
        "projects_project",
        7,
        {"tier": ("CITY", "PROVINCIAL"), "total_investment_yuan": (None, 46_800_000)},
    )
    entry = write(changes=[change])

    page = soup(auditor, f"{entry}/")

    rows = [words(row) for row in page.select("#changed tbody tr")]
    assert rows == ["项目 7 项目级别 市重点项目 省重点项目", "总投资（万元） — 4,680"]


def test_an_import_of_thousands_is_read_a_page_at_a_time(auditor):
    changes = [Change("projects_project", pk, {"name": ("", f"项目{pk}")}) for pk in range(1, 131)]
    entry = write(changes=changes)

    first = soup(auditor, f"{entry}/")
    further = first.select_one(".pages a")["href"]

    assert len(first.select("#changed tbody tr")) == 100
    assert len(soup(auditor, f"{entry}/{further}").select("#changed tbody tr")) == 30


def test_what_is_for_addressees_only_is_not_read_in_the_journal(auditor):
    make_instruction(words="请周处长约谈该区。")
    entered = Entry.objects.get(code="coordination.instructions_entered")

    page = words(soup(auditor, f"{entered.pk}/")) + words(soup(auditor))

    assert "约谈" not in page
    assert "仅限批示对象阅看" in page


def test_an_entry_is_checked_against_its_seal(auditor):
    entry = write(cause="更正")
    assert "尚未封存" in words(soup(auditor, f"{entry}/"))
    services.seal(at=NOW)
    assert "与封存一致" in words(soup(auditor, f"{entry}/"))

    tamper("UPDATE audit_entry SET cause = '' WHERE id = %s", entry)

    assert "与封存不符" in words(soup(auditor, f"{entry}/"))


def test_the_workbook_holds_what_was_asked_for_and_the_journal_says_who_took_it(auditor):
    write()
    write("B0000021", cause="更正")

    answer = auditor.get("/journal/export/?about=B0000021")

    sheet = openpyxl.load_workbook(BytesIO(answer.getvalue())).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[2] == "B0000021"]
    assert len(rows) == 1
    assert "更正" in rows[0]
    taken = Entry.objects.get(code="audit.exported")
    assert taken.payload["rows"] == 1
    assert taken.payload["asked"] == "?about=B0000021"


@pytest.mark.parametrize("role", [Role.PROJECT_OFFICE, Role.CITY_LEADER, Role.SYSTEM_ADMINISTRATOR])
def test_nobody_but_the_audit_administrator_reads_it(role):
    client = make_client(make_user(role=role))
    entry = write()

    for path in ("", f"{entry}/", "export/"):
        assert client.get(f"/journal/{path}").status_code == 403
    assert not Entry.objects.filter(code="audit.exported").exists()


def test_every_event_of_the_product_has_a_name():
    def below(kind):
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    codes = {one.code for one in below(Event) if one.code and one.__module__.startswith("ballast.")}

    assert sorted(code for code in codes if name_of(code) == code) == []


def test_every_part_that_writes_can_be_asked_for():
    def family(kind):
        return kind.code.partition(".")[0]

    kinds = [one for one in Event.__subclasses__() if one.__module__.startswith("ballast.")]
    written = {family(one) for one in kinds if "." in one.code}
    assert written <= journal_words.FAMILIES.keys()


def test_a_page_takes_as_many_queries_with_many_entries_as_with_one(
    auditor, django_assert_max_num_queries
):
    for _ in range(20):
        write()
    services.seal(at=NOW)
    with django_assert_max_num_queries(9):
        auditor.get("/journal/?who=李敏")


def test_each_way_of_asking_has_an_index_in_the_order_of_the_pages():
    asked = [
        reading.Asked(),
        reading.Asked(code="projects.edited"),
        reading.Asked(actors=[7]),
        reading.Asked(since=NOW, until=NOW + timedelta(days=1)),
        reading.Asked(subject="B0000013"),
        reading.Asked(batch="7"),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plans = []
        for one in asked:
            query, params = reading.entries(one)[:101].query.sql_with_params()
            cursor.execute(f"EXPLAIN {query}", params)
            plans.append("\n".join(line for (line,) in cursor.fetchall()))

    assert not [plan for plan in plans if "Seq Scan" in plan]
