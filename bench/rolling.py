"""The rolling lists of a month, as each of those reads them who reads the project list."""

from datetime import datetime
from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ballast.oversight.reporting import services as reporting
from ballast.platform.codelists import selectors as codelists
from bench import city
from bench.autovacuum import take_statistics
from bench.bars import even_seconds

MOST_QUERIES = 25  # however many projects


def slowest_lists(period: str, at: datetime) -> float:
    """The slowest list's and role's median: every list as the office, the usual one as others."""
    reporting.tell(at=at)
    office, *others = city.people()
    take_statistics()
    asked = [(office, scheme.code) for scheme in codelists.schemes(on=at.date())]
    medians = []
    for user, code in [*asked, *((user, "six_lists") for user in others)]:
        client = Client(SERVER_NAME="localhost")
        client.force_login(user)
        address = f"/lists/months/?list={code}&period={period}"
        with CaptureQueriesContext(connection) as questions:
            answer = client.get(address)
        if len(questions) > MOST_QUERIES or b"moved-" not in answer.content:
            raise AssertionError(f"{code}: {answer.status_code}, {len(questions)} questions")
        medians.append(even_seconds(partial(client.get, address), 7) * 1_000)
    return max(medians)
