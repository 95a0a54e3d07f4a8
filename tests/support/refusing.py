"""What a service refuses, and that it writes nothing."""

import pytest

from ballast.kernel.errors import Faulty
from ballast.platform.audit.models import Entry


def faults_of(act, *tables):
    """The faults for which it refuses; neither the journal nor these tables grew by it."""
    before = [one.objects.count() for one in (Entry, *tables)]
    with pytest.raises(Faulty) as refusal:
        act()
    assert [one.objects.count() for one in (Entry, *tables)] == before
    return refusal.value.faults


def refused(act, *tables):
    """The codes of its faults."""
    return [one.code for one in faults_of(act, *tables)]
