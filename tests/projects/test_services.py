"""A project gets one number at birth, and nobody else ever gets it."""

import pytest
from django.db import transaction

from ballast.kernel.identifiers import parse_ballast_number
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.projects.models import Project
from ballast.projects.services import Draft, amend, register
from tests.identity.factories import ACTOR, NOW, make_user

pytestmark = pytest.mark.django_db


def registered(*names):
    return register(by=ACTOR, at=NOW, drafts=[Draft(name=name) for name in names])


def test_each_project_gets_a_number_that_checks_out_in_the_order_given():
    projects = registered("东路", "西路", "南路")

    numbers = [project.number for project in projects]
    assert numbers == sorted(set(numbers))
    assert [parse_ballast_number(number) for number in numbers] == numbers
    assert [project.name for project in projects] == ["东路", "西路", "南路"]


def test_a_number_given_in_work_that_was_undone_is_not_given_again():
    with transaction.atomic():
        (undone,) = registered("东路")
        transaction.set_rollback(True)

    (project,) = registered("西路")

    assert not Project.objects.filter(number=undone.number).exists()
    assert project.number > undone.number


def test_registering_is_one_entry_in_the_journal_with_each_project():
    projects = registered("东路", "西路")

    entry = Entry.objects.get()
    assert (entry.code, entry.subject) == ("projects.registered", projects[0].number)
    assert entry.payload["numbers"] == [project.number for project in projects]
    assert ChangedRow.objects.filter(entry=entry).count() == 2


def test_who_does_not_keep_the_register_enters_nothing():
    owner = make_user(role=Role.OWNER)

    with pytest.raises(NotAllowed):
        register(by=actor_of(owner), at=NOW, drafts=[Draft(name="东路")])

    assert not Project.objects.exists()
    assert not Entry.objects.exists()


def test_registering_nothing_writes_nothing():
    assert register(by=ACTOR, at=NOW, drafts=[]) == []
    assert not Entry.objects.exists()


def test_a_name_is_found_by_its_first_letters_also_after_it_changed():
    (project,) = registered("桂柳高速")
    assert project.initials == "g,l,g,s"

    amend(at=NOW, drafts=[(project, Draft(name="桂林高速"))])

    project.refresh_from_db()
    assert (project.name, project.name_key) == ("桂林高速", "桂林高速")
    assert project.sort_key == "gui4 lin2 gao1 su4"


def test_a_blank_takes_no_value_away():
    (project,) = register(by=ACTOR, at=NOW, drafts=[Draft(name="东路", owner_name="城投集团")])

    assert amend(at=NOW, drafts=[(project, Draft(name="东路"))]) == {}

    project.refresh_from_db()
    assert project.owner_name == "城投集团"
