"""Every way in which a backup can be damaged is found before anything is written."""

import json

import pytest

from ballast.config.operations import manifest
from ballast.config.operations.digests import TableDigest
from ballast.config.operations.stopped import Stopped


@pytest.fixture
def kept(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "photo").write_bytes(b"a photo")
    (tmp_path / "database.dump").write_bytes(b"a dump")
    manifest.Manifest(
        made_at="2023-09-30T10:00:00+00:00",
        ballast="0.1.0",
        postgres="18.6",
        cluster="/srv/pg",
        migrations=("plans.0001_initial",),
        tables={"public.plan": TableDigest(3, "ab")},
        parts={n: manifest.part_of(tmp_path / n) for n in ("database.dump", "files/photo")},
    ).write(tmp_path)
    return tmp_path


def change(folder, **values):
    body = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(body | values))


def test_a_whole_backup_reads_as_it_was_written(kept):
    found = manifest.verified(kept)

    assert found.tables == {"public.plan": TableDigest(3, "ab")}
    assert found.parts["files/photo"].bytes == 7
    assert found.migrations == ("plans.0001_initial",)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (
            lambda f: (f / "files/photo").write_bytes(b"A photo"),
            "files/photo is not what was written",
        ),
        (lambda f: (f / "files/photo").unlink(), "files/photo is missing"),
        (lambda f: (f / "files/other").write_bytes(b""), "files/other does not belong to it"),
        (lambda f: (f / "files/etc").symlink_to("/etc"), "files/etc is a link"),
        (lambda f: (f / "manifest.json").unlink(), "holds no backup"),
        (lambda f: (f / "manifest.json").write_text('{"format": 1'), "cannot be read"),
        (lambda f: (f / "manifest.json").write_text("[]"), "cannot be read"),
        (lambda f: change(f, tables={}), "manifest.json was changed"),
        (lambda f: change(f, parts={}), "manifest.json was changed"),
        (lambda f: change(f, seal="00"), "manifest.json was changed"),
    ],
)
def test_damage_is_told_in_words(kept, damage, words):
    damage(kept)

    with pytest.raises(Stopped, match=words):
        manifest.verified(kept)
