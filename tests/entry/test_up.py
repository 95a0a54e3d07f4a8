"""`ballast up` leaves nothing behind, however it ends."""

import signal

import psutil
import pytest

from tests.support.house import answers, below, programs, wait_until


def ended(children):
    return all(
        not child.is_running() or child.status() == psutil.STATUS_ZOMBIE for child in children
    )


@pytest.mark.parametrize("request_to_end", [signal.SIGINT, signal.SIGTERM])
def test_one_word_stops_pages_jobs_and_database(worked_in, request_to_end):
    with worked_in.up() as process:
        children = below(process)
        assert answers(process.url) > 0
        assert len(programs(process)["web worker"]) == 2
        assert len(programs(process)["worker"]) == 1

        process.send_signal(request_to_end)

        assert process.wait(30) == 0
        assert ended(children)
        assert not (worked_in.home / "pg" / "postmaster.pid").exists()


def test_children_do_not_outlive_a_killed_parent(worked_in):
    with worked_in.up() as process:
        children = below(process)
        assert len(children) >= 4

        process.kill()

        wait_until(lambda: ended(children), 10)


def test_what_dies_is_started_again(worked_in):
    with worked_in.up() as process:
        (worker,) = programs(process)["worker"]
        master = programs(process)["web server"][0]

        worker.kill()
        master.kill()

        wait_until(lambda: programs(process)["worker"] not in ([], [worker]), 20)
        wait_until(lambda: programs(process)["web server"] not in ([], [master]), 20)
        wait_until(lambda: answers(process.url), 20)
    said = worked_in.said.read_text()
    assert "the worker ended (signal 9); starting it again" in said


def test_a_house_is_served_once(worked_in):
    with worked_in.up():
        second = worked_in.run("up")

    assert second.returncode == 1
    assert "already runs" in second.stderr


def test_without_its_database_the_house_stops_with_words(worked_in):
    with worked_in.up() as process:
        pid = int((worked_in.home / "pg" / "postmaster.pid").read_text().split()[0])

        psutil.Process(pid).kill()

        assert process.wait(40) == 1
    assert "the database has ended; stopping all" in worked_in.said.read_text()
