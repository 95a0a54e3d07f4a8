"""`ballast doctor` says what falls short and what to do, and changes nothing."""

import os


def lines(ran):
    """Name → (ok or short, words)."""
    rows = [
        line.split(maxsplit=2)
        for line in ran.stdout.replace("time zone", "zone")
        .replace("secret key", "key")
        .splitlines()[1:]
    ]
    return {name: (state, words) for name, state, words in rows}


def test_a_house_in_order_is_called_so_line_by_line(worked_in):
    found = lines(worked_in.run("doctor"))

    assert list(found) == [
        "Python",
        "zone",
        "disk",
        "LibreOffice",
        "key",
        "assets",
        "database",
        "rights",
        "tables",
        "clock",
        "journal",
        "indicators",
        "jobs",
    ]
    assert found["database"] == ("ok", f"PostgreSQL 18 at {(worked_in.home / 'pg').resolve()}")
    assert found["rights"] == ("ok", "the application may change rows, not tables")
    assert found["tables"] == ("ok", "as this version wants them")
    assert found["clock"] == ("ok", "the machine's")
    assert found["journal"] == ("ok", "0 rows are not sealed yet")
    assert found["indicators"] == ("ok", "every version that a closed month rests on is here")
    assert found["jobs"] == ("ok", "none failed")


def test_a_house_in_earnest_does_not_live_behind_the_machine_unseen(worked_in):
    mark = worked_in.home / "sample-data"
    mark.write_text("30")

    told = lines(worked_in.run("doctor"))["clock"]
    worked_in.run("export", "--help")
    is_left = mark.exists()

    mark.unlink(missing_ok=True)
    assert told[0] == "short"
    assert "30 days behind the machine" in told[1]
    assert not is_left


def test_a_job_given_up_is_not_passed_over_in_silence(worked_in):
    jobs = "from procrastinate.contrib.django.models import ProcrastinateJob as J; from django.db "
    worked_in.shell(
        jobs + 'import connection; connection.cursor().execute("INSERT INTO procrastinate_jobs'
        " (task_name, queue_name, status) VALUES ('lost', 'default', 'failed')\")"
    )

    ran = worked_in.run("doctor")

    worked_in.shell(
        jobs + 'import connection; connection.cursor().execute("DELETE FROM procrastinate_jobs")'
    )
    assert ran.returncode == 1
    assert lines(ran)["jobs"] == (
        "short",
        "1 jobs failed for good; the worker's words say why",
    )


def test_a_key_that_others_may_read_falls_short(worked_in):
    os.chmod(worked_in.home / "secret-key", 0o644)

    ran = worked_in.run("doctor")

    os.chmod(worked_in.home / "secret-key", 0o600)
    assert ran.returncode == 1
    assert lines(ran)["key"] == (
        "short",
        f"others may read it; chmod 600 {worked_in.home}/secret-key",
    )


def test_looking_at_a_home_that_is_not_made_makes_nothing(house):
    ran = house.run("doctor")

    assert ran.returncode == 1
    assert lines(ran)["database"] == ("short", "not made yet; `ballast up` makes it")
    assert not house.home.exists()
