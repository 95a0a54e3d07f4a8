"""PDF by LibreOffice where it is installed: in a process of its own, with a limit and an end."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

START_SECONDS = 90  # the first start of a machine takes twenty
EACH_SECONDS = 10  # a bulletin takes three
FONTS = Path(__file__).parent / "fonts.conf"  # for those that papers name and few may install
NAMES = ("soffice", "libreoffice")


class NotConverted(Exception):
    """LibreOffice gave no PDF; the words are its own."""


def office() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def pdfs_of(papers: Mapping[str, bytes], *, seconds: int | None = None) -> dict[str, bytes]:
    """The same papers as PDF by their plain names, with one start of LibreOffice.

    It runs with a profile and a folder of its own, so that two never wait for one lock, and with
    its children it is ended when it takes too long; what was done by then is given. Raises
    ``NotConverted`` when nothing was.
    """
    program = office()
    if program is None:
        raise NotConverted("LibreOffice is not installed")
    limit = seconds or START_SECONDS + EACH_SECONDS * len(papers)
    with tempfile.TemporaryDirectory(prefix="ballast-papers-") as folder:
        sources = [Path(folder) / f"{name}.docx" for name in papers]
        for source, content in zip(sources, papers.values(), strict=True):
            source.write_bytes(content)
        said = _run(_command(program, folder, sources), folder, limit)
        made = {one.stem: one.read_bytes() for one in Path(folder).glob("*.pdf")}
    whole = {name: content for name, content in made.items() if b"%%EOF" in content[-1024:]}
    if papers and not whole:
        raise NotConverted(said)
    return whole


def _command(program: str, folder: str, sources: Sequence[Path]) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", "pdf", "--outdir", folder, *map(str, sources)),
    ]


def _run(command: list[str], folder: str, seconds: int) -> str:
    environment = {
        "HOME": folder,
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
        "FONTCONFIG_FILE": str(FONTS),
    }
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return f"not done after {seconds} seconds"
    return said.decode(errors="replace").strip()
