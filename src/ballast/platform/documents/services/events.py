"""What happens to papers, for the journal."""

from dataclasses import dataclass
from typing import ClassVar

from ballast.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersEvent(Event):
    """Something happened to papers; the subject is the period of the first."""

    papers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersDrafted(PapersEvent):
    code: ClassVar[str] = "documents.drafted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersEdited(PapersEvent):
    code: ClassVar[str] = "documents.edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersRedrafted(PapersEvent):
    code: ClassVar[str] = "documents.redrafted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersCompared(PapersEvent):
    """Their figures were found changed, or found as drafted again."""

    code: ClassVar[str] = "documents.compared"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersSubmitted(PapersEvent):
    code: ClassVar[str] = "documents.submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersSentBack(PapersEvent):
    code: ClassVar[str] = "documents.sent_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersChecked(PapersEvent):
    code: ClassVar[str] = "documents.checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersSigned(PapersEvent):
    code: ClassVar[str] = "documents.signed"
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersSealed(PapersEvent):
    code: ClassVar[str] = "documents.sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersSent(PapersEvent):
    code: ClassVar[str] = "documents.sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersReceipted(PapersEvent):
    code: ClassVar[str] = "documents.receipted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersWithdrawn(PapersEvent):
    code: ClassVar[str] = "documents.withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersDiscarded(PapersEvent):
    code: ClassVar[str] = "documents.discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterheadKept(Event):
    """What papers say at their head; the subject is the day it holds from."""

    code: ClassVar[str] = "documents.letterhead_kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersBegun(Event):
    """A register of numbers goes on after those given outside; the subject is its series."""

    code: ClassVar[str] = "documents.numbers_begun"
    word: str
    year: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateReplaced(Event):
    """Another template is in force for a kind, which is the subject."""

    code: ClassVar[str] = "documents.template_replaced"
    digest: str  # "" for the one that ships
