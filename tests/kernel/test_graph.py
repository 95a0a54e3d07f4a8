"""Steps come after what they wait for, and a ring is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kernel import graph
from ballast.kernel.graph import CircularSteps

# Each step waits only for smaller ones: never a ring.
ACYCLIC = st.dictionaries(st.integers(0, 20), st.sets(st.integers(0, 20))).map(
    lambda waits: {
        str(step): [str(other) for other in others if other < step]
        for step, others in waits.items()
    }
)


@given(ACYCLIC)
def test_every_step_comes_once_and_after_all_it_waits_for(waits_for):
    order = graph.in_order(waits_for)

    assert len(order) == len(set(order))
    for step, others in waits_for.items():
        assert all(order.index(other) < order.index(step) for other in others)


def test_a_ring_is_refused_and_named():
    with pytest.raises(CircularSteps) as refused:
        graph.in_order({"permit": ["tender"], "tender": ["drawings"], "drawings": ["permit"]})

    ring = refused.value.params["ring"].split(" → ")
    assert ring[0] == ring[-1]
    assert set(ring) == {"permit", "tender", "drawings"}
