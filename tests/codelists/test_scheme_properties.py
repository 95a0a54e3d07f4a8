"""Whatever is known of a project, every list answers, and the complete ones place it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ballast.platform.codelists import catalogue
from ballast.platform.codelists.rules import Facts, events, gaps, place, standing

SCHEMES = {scheme.code: scheme for scheme in catalogue.schemes()[-1]}
LIFE = catalogue.lifecycles()[-1]
CODES = sorted(
    {step.code for node in LIFE.nodes for step in node.steps}
    | {mark for node in LIFE.nodes for mark in node.marks}
)
DAYS = st.dates(date(2021, 1, 1), date(2025, 12, 31))
FACTS = st.builds(
    Facts,
    on=st.dates(date(2023, 1, 1), date(2023, 12, 31)),
    plan_year=st.just(2023),
    reached=st.dictionaries(st.sampled_from(CODES), DAYS, max_size=12),
    planned=st.dictionaries(st.sampled_from(CODES), DAYS, max_size=4),
    template=st.sampled_from(sorted(LIFE.templates)),
    investor=st.booleans(),
    tags=st.sampled_from([frozenset(), frozenset({"stock_renewal"})]),
)


@given(FACTS)
def test_every_scheme_answers_with_a_member_of_its_own(facts):
    for scheme in SCHEMES.values():
        own = {member.code for member in scheme.members}
        if scheme.kind == "place":
            assert place(scheme, facts) in own | {None}
        else:
            assert own.issuperset(events(scheme, facts, since=date(2023, 1, 1)))
            assert own.issuperset(gap.member for gap in gaps(scheme, facts))


@given(FACTS)
def test_no_project_falls_out_of_the_plan_classes_or_five_batches_before_it_is_finished(facts):
    if standing(LIFE, facts).finish != "earlier":
        assert place(SCHEMES["plan_class"], facts) is not None
        assert place(SCHEMES["five_batches"], facts) is not None


@given(FACTS)
def test_every_project_has_a_place_in_the_views_of_the_whole_life(facts):
    for scheme in ("five_libraries", "conceive_approve_push_build", "oc4ids"):
        assert place(SCHEMES[scheme], facts) is not None
