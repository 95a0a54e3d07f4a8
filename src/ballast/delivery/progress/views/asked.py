"""What of the duty list an address asks for, and the address of something else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from ballast.delivery.progress.rules import Standing
from ballast.delivery.progress.selectors.month import TO_DO, Choice, Opened
from ballast.delivery.progress.templatetags.progress import label

CHUNK = 100  # rows at a time
LONGEST_PAGE = 4  # digits of a page's number; what is longer is none
EVERY_ROW = "all"  # instead of a page: the whole list at once, to be printed

STATES: Mapping[str, tuple[Standing, ...]] = {
    "": (),
    "TO_DO": TO_DO,
    **{one.value: (one,) for one in Standing if one is not Standing.NOT_DUE},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One address of the list: a period that was opened, and which of its duties."""

    period: Opened
    state: str = ""
    unit: str = ""
    text: str = ""
    page: int = 1
    is_whole: bool = False

    @classmethod
    def read(cls, query: QueryDict, opened: Sequence[Opened]) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        state, page = query.get("state", ""), query.get("page", "")
        wanted = [one for one in opened if one.period.code == query.get("period", "")]
        return cls(
            period=(wanted or list(opened))[0],
            state=state if state in STATES else "",
            unit=query.get("unit", "")[:32],
            text=query.get("q", "").strip()[:100],
            page=max(1, int(page)) if page.isdecimal() and len(page) <= LONGEST_PAGE else 1,
            is_whole=query.get("rows") == EVERY_ROW,
        )

    @property
    def label(self) -> str:
        return label(self.period.period)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.state or self.unit or self.text)

    @property
    def choice(self) -> Choice:
        return Choice(self.period.period.code, STATES[self.state], self.unit, self.text)

    @property
    def query(self) -> str:
        """The address after its question mark; what is usual is not said."""
        said = [
            ("period", self.period.period.code),
            ("state", self.state),
            ("unit", self.unit),
            ("q", self.text),
            ("page", "" if self.page == 1 else str(self.page)),
        ]
        return "?" + urlencode([(name, value) for name, value in said if value])

    def in_state(self, state: str) -> str:
        return replace(self, state=state, page=1).query

    def next_page(self) -> str:
        return replace(self, page=self.page + 1).query
