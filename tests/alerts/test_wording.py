"""A mayor repeats the sentence: it must not name a threshold that was changed."""

import pytest

from ballast.dispatch.alerts.rules import read, stray_figures
from ballast.dispatch.alerts.selectors import PRESETS, shipped


@pytest.mark.parametrize("preset", PRESETS)
def test_every_rulebook_that_ships_names_its_own_thresholds(preset):
    assert list(stray_figures(read(shipped(preset)))) == []


def test_a_threshold_changed_without_its_sentences_is_told_wherever_it_is_named():
    text = shipped("default").replace("at_most = -10", "at_most = -5")

    assert list(stray_figures(read(text))) == [
        ("progress.rows[2].zh", "10"),
        ("progress.rows[2].en", "10"),
        ("progress.rows[3].zh", "10"),
        ("progress.rows[3].en", "10"),
    ]
