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
        "python",
        "zone",
        "disk",
        "LibreOffice",
        "key",
        "assets",
        "database",
        "rights",
        "tables",
        "journal",
    ]
    assert found["database"] == ("ok", f"PostgreSQL 18 at {(worked_in.home / 'pg').resolve()}")
    assert found["rights"] == ("ok", "the application may change rows, not tables")
    assert found["tables"] == ("ok", "as this version wants them")
    assert found["journal"] == ("ok", "0 rows are not sealed yet")


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
