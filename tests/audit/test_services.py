"""One use case, one entry: who did what to what, and what follows from it."""

from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction

from ballast.kernel.events import Event
from ballast.platform.audit import selectors, tasks
from ballast.platform.audit import services as audit
from ballast.platform.audit.models import ChangedRow, Entry, Reacted, Seal
from tests.audit.events import AT, CLERK, Weighed, change, weigh
from tests.support.jobs import run_all, waiting

pytestmark = pytest.mark.django_db
SEEN = []


def note(*, event, entry_id):
    SEEN.append((entry_id, event))


def fail(*, event, entry_id):
    note(event=event, entry_id=entry_id)
    Entry.objects.create(at=AT, code="half", subject=event.subject, payload={}, actor_kind="job")
    raise ValueError("half done")


@pytest.fixture(autouse=True)
def reactions():
    from ballast.config.reactions import REACTIONS

    SEEN.clear()
    audit.install({Weighed: [note]})
    yield
    audit.install(REACTIONS)


def test_an_entry_holds_actor_principal_subject_cause_batch_and_every_change():
    entry_id = weigh(
        "PT-1",
        on_behalf_of="城建集团",
        cause="过磅单",
        batch="7",
        changes=[change(4, "1.20", "1.50")],
    )

    (entry,) = selectors.entries(subject="PT-1")
    assert entry.pk == entry_id
    assert (entry.at, entry.code, entry.actor_kind, entry.actor_id) == (AT, "weighed", "person", 7)
    assert (entry.actor_label, entry.on_behalf_of) == ("陈敏", "城建集团")
    assert (entry.cause, entry.batch) == ("过磅单", "7")
    assert entry.payload["tonnes"] == "1.50"
    assert [(row.table, row.row_id, row.fields) for row in entry.changed_rows.all()] == [
        ("scales_load", 4, {"tonnes": ["1.20", "1.50"]})
    ]


def test_a_use_case_over_2000_records_writes_its_journal_in_a_fixed_number_of_queries(
    django_assert_num_queries,
):
    changes = [change(number, "0", "1") for number in range(2_000)]
    audit.install({})

    with django_assert_num_queries(4):  # savepoint, entry, all changes, release
        weigh("PT-1", changes=changes)

    assert ChangedRow.objects.count() == 2_000


def test_a_use_case_that_is_undone_leaves_no_entry_and_no_job():
    with transaction.atomic():
        weigh("PT-1", changes=[change(4, "0", "1")])
        transaction.set_rollback(True)

    assert Entry.objects.count() == 0
    assert ChangedRow.objects.count() == 0
    assert waiting() == []


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        weigh.__wrapped__("PT-1")

    assert Entry.objects.count() == 0


def test_each_reaction_of_an_event_is_a_job_of_its_own_and_gets_the_event_back():
    entry_id = weigh("PT-1")

    assert waiting("audit.react") == [
        {"entry_id": entry_id, "reaction": "tests.audit.test_services.note"}
    ]
    run_all()
    assert SEEN.pop() == (entry_id, Weighed(subject="PT-1", tonnes=Decimal("1.50")))
    assert not SEEN


def test_a_reaction_whose_job_runs_twice_acts_once():
    weigh("PT-1")
    (job,) = waiting("audit.react")

    tasks.react(**job)
    tasks.react(**job)

    assert len(SEEN) == 1
    assert Reacted.objects.count() == 1


def test_two_events_of_one_code_are_refused_at_start_up():
    with pytest.raises(ValueError, match="Event needs a code of its own"):
        audit.install({Weighed: [note], Event: [note]})


def test_a_reaction_that_fails_halfway_leaves_nothing_and_may_run_again():
    audit.install({Weighed: [fail]})
    weigh("PT-1")
    (job,) = waiting("audit.react")

    for _ in range(2):
        with pytest.raises(ValueError, match="half done"):
            tasks.react(**job)

    assert len(SEEN) == 2
    assert Reacted.objects.count() == 0
    assert Entry.objects.filter(code="half").count() == 0


@pytest.mark.parametrize("role", ["ballast_app", "ballast_owner"])
@pytest.mark.parametrize("table", ["audit_entry", "audit_changedrow", "audit_seal"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"],
    ids=["update", "delete", "truncate"],
)
def test_the_database_refuses_to_alter_the_journal_even_for_its_owner(role, table, statement):
    weigh("PT-1", by=CLERK, changes=[change(4, "0", "1")])
    audit.seal(at=AT)
    sql = statement.format(table)
    if table == "audit_seal":
        sql = sql.replace("id = id", "digest = digest")

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"SET ROLE {role}")
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute(sql)
        cursor.execute("SET ROLE ballast_app")

    assert (Entry.objects.count(), ChangedRow.objects.count(), Seal.objects.count()) == (1, 1, 1)
