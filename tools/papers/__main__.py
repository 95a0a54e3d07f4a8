"""`python -m tools.papers`: every template into the place it is shipped from."""

from pathlib import Path

from tools.papers import bulletin

SOURCE = Path(__file__).parents[2] / "src/ballast"
PAPERS = {
    SOURCE / "oversight/reporting/papers/bulletin.docx": bulletin.write,
}

for target, write in PAPERS.items():
    write(target)
