"""Papers, from draft to receipt; each call takes many and is one transaction."""

from ballast.platform.documents.writing import render, same_bytes, write

from .comparing import compare
from .composing import SubjectUnknown
from .converting import convert
from .drafting import KindUnknown, NotToCorrect, correct, draft, head, redraft, word
from .keeping import (
    LetterheadInPast,
    TemplateUnknown,
    keep_letterhead,
    names_of,
    put_back,
    replace_template,
)
from .monthly import draft_month, run_drafting
from .moving import Unready, check, discard, seal, send, send_back, submit, withdraw
from .receiving import NotAddressed, receive
from .signing import DataChanged, NumbersGiven, WithoutSeries, begin_numbers, sign
from .telling import tell_drafters, tell_next, tell_sent
from .together import PaperElsewhere, PapersRefused, PaperUnknown, ReasonNeeded

__all__ = [
    "DataChanged",
    "KindUnknown",
    "LetterheadInPast",
    "NotAddressed",
    "NotToCorrect",
    "NumbersGiven",
    "PaperElsewhere",
    "PaperUnknown",
    "PapersRefused",
    "ReasonNeeded",
    "SubjectUnknown",
    "TemplateUnknown",
    "Unready",
    "WithoutSeries",
    "begin_numbers",
    "check",
    "compare",
    "convert",
    "correct",
    "discard",
    "draft",
    "draft_month",
    "head",
    "keep_letterhead",
    "names_of",
    "put_back",
    "receive",
    "redraft",
    "render",
    "replace_template",
    "run_drafting",
    "same_bytes",
    "seal",
    "send",
    "send_back",
    "sign",
    "submit",
    "tell_drafters",
    "tell_next",
    "tell_sent",
    "withdraw",
    "word",
    "write",
]
