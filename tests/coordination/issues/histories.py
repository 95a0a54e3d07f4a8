"""An invented city whose issues meet whatever may happen, and what must hold after each of it.

What an act does is told here from docs/rules/coordination.md, and limits are counted day by day:
nothing is taken over from the rules that are tried.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ballast.dispatch.alerts.models import ProjectWarning, WarningStep
from ballast.dispatch.alerts.rules import WarningState
from ballast.dispatch.alerts.services import matters
from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import Issue, IssueStep, Pause, Task
from ballast.dispatch.coordination.rules.issues import Decision, PauseReason, Source
from ballast.dispatch.coordination.selectors.journalled import moved
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import IssueMove, IssuesRefused, Run
from ballast.kernel.errors import Refused
from ballast.platform.audit.models import Entry
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.services import DeclaredDay, declare_workdays
from ballast.platform.files.models import File
from tests.coordination.issues.factories import MONDAY, Town, draft, draft_task, photo
from tests.coordination.issues.told_acts import (
    ACTS,
    DAYS,
    OPEN,
    RUNNING,
    SILENT,
    TAKEN,
    TOP,
    WAITING,
)
from tests.identity.factories import ACTOR

PLACES = st.integers(0, 11)
SOME = 4  # of these places are people


def act(name: str) -> Callable[..., None]:
    """A rule that does this act to one of the issues it is open to, by somebody who may."""

    def done(city: "City", place: int, who: int) -> None:
        city.do(name, place, who)

    done.__name__ = name
    return precondition(lambda city: city.open_to(name))(rule(place=PLACES, who=PLACES)(done))


class City(RuleBasedStateMachine):
    """Everything that may happen, each by its name; the clock is ours."""

    def __init__(self, town: Town) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.town, self.at = town, MONDAY
        self.who = {unit.pk: name for name, unit in town.units.items()}
        self.raised = 0
        self.is_redated = False  # the calendar moved since the clocks ran
        self.warned: dict[str, ProjectWarning] = {}
        self.look()

    @initialize()
    def begin(self) -> None:
        self.raise_issue(0)

    def teardown(self) -> None:
        try:
            steps = list(IssueStep.objects.order_by("pk"))
            self.the_journal_tells_each_once(steps)
            self.each_climbs_one_level_at_a_time(steps)
            self.counted_alike()
        finally:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    accept = act("accept")
    send_back = act("send_back")
    raise_again = act("raise_again")
    take_in_hand = act("take_in_hand")
    pause = act("pause")
    end_pause = act("end_pause")
    assign_person = act("assign_person")
    offer = act("offer")
    decline = act("decline")
    take_offer_back = act("take_offer_back")
    take_over = act("take_over")
    hand_over = act("hand_over")
    escalate = act("escalate")
    report_solved = act("report_solved")
    confirm = act("confirm")
    refuse_solution = act("refuse_solution")
    decide_closed = act("decide_closed")
    decide_on = act("decide_on")
    reopen = act("reopen")
    withdraw = act("withdraw")
    merge = act("merge")
    split = act("split")

    @rule(place=PLACES)
    def raise_issue(self, place: int) -> None:
        """By the company, by the office, or out of a warning."""
        said = [{}, {"raiser_id": None}, self.of_a_warning()][place % 3]
        new = [draft(self.town, **said)]
        self.written(1, lambda: services.raise_issues(by=ACTOR, at=self.at, issues=new))
        self.raised += 1
        self.look()

    def of_a_warning(self) -> dict[str, object]:
        family = f"family {len(self.warned)}"
        key = f"warning:{self.town.project.number}:{family}"
        self.warned[key] = ProjectWarning.objects.create(project=self.town.project, family=family)
        return {"source": Source.WARNING, "source_key": key, "raiser_id": None}

    @rule(days=st.sampled_from([1, 1, 2, 3, 5, 8]))
    def days_pass(self, days: int) -> None:
        """The clocks run, and a second run finds nothing left."""
        self.at += timedelta(days=days)
        self.look()
        foreseen = self.foreseen()
        run = services.run_clocks(at=self.at)
        assert self.is_redated or not run.redated, "limits moved by themselves"
        assert services.run_clocks(at=self.at) == Run(), "a second run finds something to do"
        self.is_redated = False
        self.look()
        for row in self.rows:
            at_hand = (row.level, row.desk, row.petition_asked_on)
            assert at_hand == foreseen[row.pk], f"{row} on {self.at.date()}"

    def foreseen(self) -> dict[int, tuple[int, str, date | None]]:
        """Level, desk and petition of each issue, once the clocks have run today."""
        on, found = self.at.date(), {}
        for row in self.rows:
            level, desk, asked = row.level, row.desk, row.petition_asked_on
            if row.state in RUNNING and self.limit(row) < on and level < TOP:
                level, asked = (2, None) if level == 1 else (level, asked or on)
            if row.state in WAITING and not desk and self.worked(row.waiting_since, on) > SILENT:
                desk = "silent"
            found[row.pk] = level, desk, asked
        return found

    @rule(ahead=st.integers(1, 9), is_worked=st.booleans())
    def calendar_moves(self, ahead: int, is_worked: bool) -> None:
        """A day is declared free, or a weekend made up for."""
        day = self.at.date() + timedelta(days=ahead)
        one = DeclaredDay(day=day, is_workday=is_worked, name_zh="调休", source="随机")
        declare_workdays(by=ACTOR, at=self.at, days=[one])
        self.is_redated = True
        self.look()

    @precondition(lambda city: any(row.petition_asked_on for row in city.rows))
    @rule()
    def petitions_are_signed(self) -> None:
        """Twice told is once: only those that wait for it rise, and once."""
        asked = {self.standing(row).pk for row in self.rows if row.petition_asked_on}
        asked = {pk for pk in asked if self.row(pk).state in RUNNING}
        numbers = [row.number for row in self.rows if row.petition_asked_on]
        for meant in (asked, set()):
            risen = services.raise_to_headquarters(by=ACTOR, at=self.at, numbers=numbers)
            assert {row.pk for row in risen} == {pk for pk in meant if self.row(pk).level < TOP}
            self.look()
            assert all(self.row(pk).level == TOP for pk in meant)

    @precondition(lambda city: city.relapsing())
    @rule()
    def warnings_relapse(self) -> None:
        """What was closed about them is open again, at its level, with a clock of its own."""
        relapsing = self.relapsing()
        period = f"P{len(WarningStep.objects.values('period').distinct())}"
        for key in relapsing:
            said = {"warning": self.warned[key], "period": period}
            WarningStep.objects.create(**said, state=WarningState.RELAPSED)
        closed = {row.pk: row for row in relapsing.values()}
        assert matters.reopen_relapsed(at=self.at, period=period) == len(closed)
        self.look()
        for before in closed.values():
            row = self.row(before.pk)
            assert (row.state, row.reopened) == ("in_hand", before.reopened + 1)
            assert (row.level, row.level_since) == (before.level, self.at.date())

    def relapsing(self) -> dict[str, Issue]:
        """What is closed of the issues that came of warnings, and of what took them in."""
        rows = {row.source_key: self.standing(row) for row in self.rows if row.source_key}
        return {key: row for key, row in rows.items() if row.state == "closed"}

    @precondition(lambda city: any(row.state in RUNNING for row in city.rows))
    @rule(place=PLACES)
    def give_a_task(self, place: int) -> None:
        row = self.those(lambda row: row.state in RUNNING, place)
        tasks = [draft_task(self.town, row, due_on=self.at.date())]
        by = self.by("office")
        self.written(1, lambda: services.assign_tasks(by=by, at=self.at, tasks=tasks))

    @precondition(lambda city: Task.objects.filter(issue__state__in=OPEN).exists())
    @rule(place=PLACES)
    def take_a_task_back(self, place: int) -> None:
        """Given by mistake: it is gone, and its issue stands as it stood."""
        rows = Task.objects.filter(issue__state__in=OPEN).order_by("pk")
        task = rows[place % len(rows)]
        said = {"ids": [task.pk], "words": "随机", "by": self.by("office"), "at": self.at}
        self.written(1, lambda: services.take_tasks_back(**said))
        assert not Task.objects.filter(pk=task.pk).exists()
        before, _none = self.row(task.issue_id), self.look()
        assert self.row(task.issue_id).version == before.version

    @precondition(lambda city: any(city.open_to(name) for name in ACTS))
    @rule(place=PLACES, which=st.integers(0, 40))
    def act_on_an_old_page(self, place: int, which: int) -> None:
        """Two at one issue: the second is told who was there first, and nothing is written."""
        names = [name for name in ACTS if self.open_to(name)]
        name = names[which % len(names)]
        row = self.those(lambda row: self.is_open_to(name, row), place)
        if row.version == 1:
            return
        refusal = self.refused(name, row, self.hands(name, row)[0], seen=row.version - 1)
        assert isinstance(refusal, IssuesRefused)
        last = IssueStep.objects.filter(issue=row).order_by("pk").last()
        fault = refusal.faults[0]
        assert fault.code == "issue_moved_meanwhile"
        assert (fault.params["act"], fault.params["by"]) == (last.act, last.by)

    @rule(place=PLACES, which=st.integers(0, 40), who=PLACES)
    def act_out_of_turn(self, place: int, which: int, who: int) -> None:
        """Not in this state, or not by this hand: refused, and nothing is written."""
        name = list(ACTS)[which % len(ACTS)]
        row = self.rows[place % len(self.rows)]
        people = list(self.town.people)
        if self.is_open_to(name, row):
            people = [one for one in people if one not in self.hands(name, row)]
        self.refused(name, row, people[who % len(people)])

    @precondition(lambda city: city.open_to("report_solved"))
    @rule(place=PLACES)
    def tell_solved_without_proof(self, place: int) -> None:
        row = self.those(lambda row: self.is_open_to("report_solved", row), place)
        if not self.proofs[row.pk]:
            self.refused("report_solved", row, self.hands("report_solved", row)[0], uploads={})

    # What these rest on

    def do(self, name: str, place: int, who: int) -> None:
        row = self.those(lambda row: self.is_open_to(name, row), place)
        hands = self.hands(name, row)
        by = hands[who % len(hands)] if who < SOME else ""
        entries = 2 if name == "report_solved" else 1  # the proof is kept by an entry of its own
        self.written(entries, lambda: self.call(name, row, by, place=place))
        before = row
        self.look()
        row = self.row(row.pk)
        assert row.state == (self.decided(name, before) or ACTS[name].to or before.state)
        check = getattr(self, f"after_{name}", None)
        if check:
            check(before, row)

    def decided(self, name: str, before: Issue) -> str:
        """What the office decides over: a thing nobody took is no issue, or must be taken."""
        ends = {"decide_closed": ("withdrawn", "closed"), "decide_on": ("accepted", "in_hand")}
        return ends[name][before.state != "sent_back"] if name in ends else ""

    def after_refuse_solution(self, before: Issue, row: Issue) -> None:
        rests = [(one.from_on, one.ended_on) for one in self.pauses[row.pk]]
        assert (before.waiting_since, self.at.date()) in rests, "the lead pays for the raiser"

    def after_offer(self, before: Issue, row: Issue) -> None:
        assert row.lead_id == before.lead_id, "an offer has moved it"

    def after_take_offer_back(self, before: Issue, row: Issue) -> None:
        stands = (row.lead_id, row.offered_to_id, row.level_since)
        assert stands == (before.lead_id, None, before.level_since), (
            "more than the offer was taken back"
        )

    def after_merge(self, before: Issue, row: Issue) -> None:
        target = row.merged_into
        assert (target.state in RUNNING, Task.objects.filter(issue=row).count()) == (True, 0)
        if not self.is_paused(target):
            assert target.due_on <= max(self.limit(before), target.level_since), (
                "looser than it was"
            )

    def after_split(self, before: Issue, row: Issue) -> None:
        parts = [one for one in self.rows if one.split_from_id == row.pk][-2:]
        self.raised += 2
        if not self.is_paused(before):
            assert {one.due_on for one in parts} == {row.due_on}, "a split moved the limit"

    def after_escalate(self, before: Issue, row: Issue) -> None:
        if before.level + 1 < TOP:
            assert (row.level, row.level_since) == (before.level + 1, self.at.date())
        else:
            assert (row.level, row.petition_asked_on) == (before.level, self.at.date())

    def call(self, name: str, row: Issue, who: str, *, seen=None, place=0, **said) -> None:
        seen = row.version if seen is None else seen
        one = IssueMove(issue_id=row.pk, words="随机", seen=seen)
        said = {**self.usual(name, row, place), **said}
        called = {"decide_closed": "decide", "decide_on": "decide", "take_over": "hand_over"}
        which = {"move": one} if name == "split" else {"moves": [one]}
        getattr(services, called.get(name, name))(by=self.by(who), at=self.at, **which, **said)

    def usual(self, name: str, row: Issue, place: int) -> dict[str, object]:
        match name:
            case "pause":
                until = self.at.date() + timedelta(days=1 + place)
                return {"until_on": until, "reason": PauseReason.WEATHER}
            case "assign_person":
                return {"person_id": self.town.people[self.who[row.lead_id]].pk}
            case "offer" | "hand_over":
                return {"to": self.another_unit(row, place)}
            case "report_solved":
                return {"uploads": {row.pk: [photo()]}}
            case "decide_closed" | "decide_on":
                return {"decision": Decision.CLOSE if name == "decide_closed" else Decision.GO_ON}
            case "merge":
                others = [one.pk for one in self.rows if one.state in RUNNING and one.pk != row.pk]
                return {"into": others[place % len(others)] if others else row.pk}
            case "split":
                said = {"lead_id": row.lead_id, "raiser_id": row.raiser_id}
                return {"parts": [draft(self.town, **said)] * 2}
        return {}

    def another_unit(self, row: Issue, place: int) -> int:
        units = [pk for pk, name in self.who.items() if name != "city" and pk != row.lead_id]
        return units[place % len(units)]

    def written(self, entries: int, do: Callable[[], object]) -> None:
        """What is done is journalled in so many entries."""
        before = Entry.objects.count()
        with transaction.atomic():
            do()
        assert Entry.objects.count() == before + entries, "entries of the journal"

    def refused(self, name: str, row: Issue, who: str, **said) -> Refused:
        before = Entry.objects.count()
        try:
            with transaction.atomic():
                self.call(name, row, who, **said)
        except Refused as refusal:
            assert Entry.objects.count() == before
            return refusal
        raise AssertionError(f"{who} did {name} to {row}")

    def by(self, who: str):
        """Asking who may costs most of the time: most acts are the system's, that may all."""
        return self.town.by(who) if who else ACTOR

    def hands(self, name: str, row: Issue) -> list[str]:
        """Who may do an act to an issue."""
        held = {
            "lead": row.lead_id,
            "raiser": row.raiser_id,
            "offered": row.offered_to_id,
        }
        roles = ACTS[name].by.split()
        people = {self.who.get(held.get(role), "office") for role in roles}
        return sorted("office" if one == "city" else one for one in people)

    def open_to(self, name: str) -> bool:
        return any(self.is_open_to(name, row) for row in self.rows)

    def is_open_to(self, name: str, row: Issue) -> bool:
        if row.state not in ACTS[name].since:
            return False
        match name:
            case "pause":
                return not self.is_paused(row)
            case "end_pause":
                return self.is_paused(row)
            case "decline" | "take_offer_back" | "take_over":
                return row.offered_to_id is not None
            case "escalate":
                return row.level < TOP and row.petition_asked_on is None
            case "decide_closed" | "decide_on":
                return bool(row.desk)
            case "merge":
                return sum(one.state in RUNNING for one in self.rows) > 1
        return True

    def those(self, which: Callable[[Issue], bool], place: int) -> Issue:
        rows = [row for row in self.rows if which(row)]
        return rows[place % len(rows)]

    def row(self, pk: int) -> Issue:
        return next(row for row in self.rows if row.pk == pk)

    def standing(self, row: Issue) -> Issue:
        """Itself, or what it was merged into at last."""
        while row.merged_into_id:
            row = self.row(row.merged_into_id)
        return row

    def is_paused(self, row: Issue) -> bool:
        return any(one.ended_on is None for one in self.pauses[row.pk])

    # How the city stands, and what must hold of it

    def look(self) -> None:
        """Read what there is; the rules ask it often."""
        self.rows = list(Issue.objects.select_related("merged_into").order_by("pk"))
        self.pauses: dict[int, list[Pause]] = defaultdict(list)
        for one in Pause.objects.order_by("pk"):
            self.pauses[one.issue_id].append(one)
        kept = File.objects.filter(owner_kind="issue").order_by("pk")
        self.proofs = Counter(int(key) for key in kept.values_list("owner_key", flat=True))
        self.calendar = codelists.calendar()

    def limit(self, row: Issue) -> date:
        """The last day in time, counted day by day."""
        left = max(0, DAYS[row.level] - (row.days_less or 0))
        day = row.level_since
        while left:
            day += timedelta(days=1)
            left -= self.calendar.is_workday(day) and not self.rests(row, day)
        return max(day, row.extended_to or day)

    def rests(self, row: Issue, day: date) -> bool:
        return any(
            one.from_on <= day < (one.ended_on or one.until_on) for one in self.pauses[row.pk]
        )

    def worked(self, start: date, end: date) -> int:
        days = ((start + timedelta(days=n + 1)) for n in range((end - start).days))
        return sum(self.calendar.is_workday(day) for day in days)

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        assert len({row.number for row in self.rows}) == len(self.rows) == self.raised
        for row in self.rows:
            self.is_whole(row)

    def is_whole(self, row: Issue) -> None:
        assert (row.waiting_since is not None) == (row.state in WAITING), row
        assert (row.closed_at is not None) == (row.state == "closed"), row
        assert (row.merged_into_id is not None) == (row.state == "merged"), row
        assert not row.desk or row.state in WAITING | {"in_hand"}, row
        assert row.petition_asked_on is None or row.level < TOP, row
        assert not self.is_paused(row) or row.state in TAKEN, row
        if row.state == "solved":
            assert self.proofs[row.pk], f"{row} is solved by word alone"
        if row.state in RUNNING and not self.is_redated:
            assert row.due_on == self.limit(row), f"{row} has another limit"

    def the_journal_tells_each_once(self, steps: list[IssueStep]) -> None:
        assert selectors.strayed() == {}
        journalled, written = defaultdict(list), defaultdict(list)
        for one in list(moved()):
            journalled[one.pk].append(one.act.value)
        for step in steps:
            written[step.issue_id].append(step.act)
        assert journalled == written
        versions = {row.pk: row.version for row in self.rows}
        assert versions == {pk: len(acts) for pk, acts in written.items()}

    def each_climbs_one_level_at_a_time(self, steps: list[IssueStep]) -> None:
        level: dict[int, int] = {}
        for step in steps:
            before = level.get(step.issue_id, step.level)
            risen = step.act == "escalate" and step.issue_id in level
            signed = risen and step.level == TOP  # of one below that another was merged into
            assert step.level == before + risen or signed, f"{step} to {step.level}"
            level[step.issue_id] = step.level

    def counted_alike(self) -> None:
        """The loop's counts add up to what there is."""
        self.look()
        counts = selectors.loop_counts(self.at.date() + timedelta(days=3660))
        gone = sum(row.state in {"withdrawn", "merged"} for row in self.rows)
        assert counts.matters == counts.solved + counts.open == len(self.rows) - gone
        levels = Counter(row.level for row in self.rows if row.state in OPEN)
        assert counts.by_level == levels
