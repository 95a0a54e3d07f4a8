"""What of the duty list an address asks for, and the address of something else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from ballast.delivery.progress.rules import Standing
from ballast.delivery.progress.selectors.month import TO_DO, Choice, Opened
from ballast.delivery.progress.templatetags.progress import label
from ballast.platform.ui.addresses import Address

STATES: Mapping[str, tuple[Standing, ...]] = {
    "": (),
    "TO_DO": TO_DO,
    **{one.value: (one,) for one in Standing if one is not Standing.NOT_DUE},
}


@dataclass(frozen=True, slots=True)
class Asked(Address):
    """One address of the list: a period that was opened, and which of its duties."""

    period: Opened
    state: str = ""
    unit: str = ""
    text: str = ""

    @classmethod
    def read(cls, query: QueryDict, opened: Sequence[Opened]) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        state = query.get("state", "")
        wanted = [one for one in opened if one.period.code == query.get("period", "")]
        return cls(
            period=(wanted or list(opened))[0],
            state=state if state in STATES else "",
            unit=query.get("unit", "")[:32],
            text=query.get("q", "").strip()[:100],
            **cls.reach(query),
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

    def said(self) -> list[tuple[str, str]]:
        return [
            ("period", self.period.period.code),
            ("state", self.state),
            ("unit", self.unit),
            ("q", self.text),
        ]

    def in_state(self, state: str) -> str:
        return replace(self, state=state, page=1).query
