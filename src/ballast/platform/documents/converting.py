"""PDF by LibreOffice where it is installed: in a process of its own, with a limit and an end."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

LONGEST_SECONDS = 120  # a bulletin takes three; the first start of a machine, twenty
NAMES = ("soffice", "libreoffice")


class NotConverted(Exception):
    """LibreOffice gave no PDF; the words are its own."""


def office() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def pdf_of(content: bytes, *, seconds: int = LONGEST_SECONDS) -> bytes:
    """The same paper as PDF.

    LibreOffice runs with a profile and a folder of its own, so that two papers never wait for
    one lock, and with its children it is ended when it takes too long. Raises ``NotConverted``.
    """
    program = office()
    if program is None:
        raise NotConverted("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="ballast-paper-") as folder:
        source = Path(folder) / "paper.docx"
        source.write_bytes(content)
        said = _run(_command(program, folder), folder, seconds)
        made = Path(folder) / "paper.pdf"
        if not made.exists():
            raise NotConverted(said)
        return made.read_bytes()


def _command(program: str, folder: str) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", "pdf", "--outdir", folder, str(Path(folder) / "paper.docx")),
    ]


def _run(command: list[str], folder: str, seconds: int) -> str:
    environment = {"HOME": folder, "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
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
            raise NotConverted(f"not done after {seconds} seconds") from None
    return said.decode(errors="replace").strip()
