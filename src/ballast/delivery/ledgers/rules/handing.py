"""What is handed out: each unit's sheet for a period, under its name."""

from dataclasses import dataclass

from ballast.kernel.periods import Period

NOBODY = "未定责任单位"


@dataclass(frozen=True, slots=True)
class Share:
    """A unit with how many projects it files; no code: nobody answers for them."""

    code: str
    unit: str  # its short name
    projects: int

    def filename(self, period: Period) -> str:
        """Under which name its sheet is handed to it."""
        plain = "".join(sign for sign in self.unit if sign.isprintable() and sign not in _UNFIT)
        return f"{period.label()}报送表_{self.code or '无'}_{plain}.xlsx"


_UNFIT = '\\/:*?"<>|'  # what no file's name may hold
