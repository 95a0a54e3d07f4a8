"""What the register says of a project, each thing once: for ledgers, pages and the journal.

``Draft`` is the description. Everything else (the checks, the form's sections, the columns that
an amendment writes) is read from it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, get_type_hints

from ballast.platform.sheets.rules import Origin

from .kinds import (
    ApprovalRoute,
    BuildType,
    ChainRole,
    Crs,
    DeliveryMode,
    Financing,
    InvestorKind,
    Tag,
    Tier,
)
from .names import tidy_name

LONGEST_NAME = 300
USUAL_TEMPLATE = "industrial"  # of a project of which nobody said another


class Section(StrEnum):
    """The parts in which a project is written down and corrected."""

    BASICS = "basics"
    PARTIES = "parties"
    PLACE = "place"
    MONEY = "money"
    KIND = "kind"
    CHAIN = "chain"
    STATISTICS = "statistics"


class Kind(StrEnum):
    """What a value is, and so how it is typed and checked."""

    LINE = "LINE"
    TEXT = "TEXT"
    CODE = "CODE"
    CODES = "CODES"
    MONEY = "MONEY"
    COUNT = "COUNT"
    DEGREES = "DEGREES"
    DAY = "DAY"
    YES_NO = "YES_NO"
    UNIT = "UNIT"
    TEMPLATE = "TEMPLATE"


@dataclass(frozen=True, slots=True)
class About:
    """Where an attribute is asked, what it is, how long it may be, and of which codes it is one."""

    section: Section
    kind: Kind = Kind.LINE
    longest: int = 0
    codes: type[StrEnum] | None = None


@dataclass(frozen=True, slots=True)
class Attribute(About):
    """One thing the register says; ``name`` is its column."""

    name: str = ""


def _code(section: Section, codes: type[StrEnum]) -> About:
    return About(section, Kind.CODE, codes=codes)


def _codes(codes: type[StrEnum]) -> About:
    return About(Section.KIND, Kind.CODES, codes=codes)


_YUAN = About(Section.MONEY, Kind.MONEY)
_DEGREES = About(Section.PLACE, Kind.DEGREES)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is said of a project; a blank says nothing. Money in yuan, position in degrees."""

    name: Annotated[str, About(Section.BASICS, longest=LONGEST_NAME)] = ""
    content: Annotated[str, About(Section.BASICS, Kind.TEXT, longest=20_000)] = ""
    tier: Annotated[str, _code(Section.BASICS, Tier)] = ""

    owner_name: Annotated[str, About(Section.PARTIES, longest=200)] = ""
    owner_credit_code: Annotated[str, About(Section.PARTIES, longest=18)] = ""
    responsible_unit_id: Annotated[int | None, About(Section.PARTIES, Kind.UNIT)] = None

    region_code: Annotated[str, About(Section.PLACE, longest=6)] = ""
    address: Annotated[str, About(Section.PLACE, longest=200)] = ""
    longitude: Annotated[Decimal | None, _DEGREES] = None
    latitude: Annotated[Decimal | None, _DEGREES] = None
    crs: Annotated[str, _code(Section.PLACE, Crs)] = ""
    precinct: Annotated[str, About(Section.PLACE, longest=60)] = ""
    functional_area_id: Annotated[int | None, About(Section.PLACE, Kind.UNIT)] = None

    total_investment_yuan: Annotated[Decimal | None, _YUAN] = None
    equipment_investment_yuan: Annotated[Decimal | None, _YUAN] = None
    expected_output_yuan: Annotated[Decimal | None, _YUAN] = None
    expected_tax_yuan: Annotated[Decimal | None, _YUAN] = None
    expected_jobs: Annotated[int | None, About(Section.MONEY, Kind.COUNT)] = None
    five_year_plan: Annotated[str, About(Section.MONEY, longest=9)] = ""  # 2021-2025
    last_five_years_yuan: Annotated[Decimal | None, _YUAN] = None
    five_year_planned_yuan: Annotated[Decimal | None, _YUAN] = None
    five_year_goal: Annotated[str, About(Section.MONEY, Kind.TEXT, longest=20_000)] = ""

    investor_kind: Annotated[str, _code(Section.KIND, InvestorKind)] = ""
    approval_route: Annotated[str, _code(Section.KIND, ApprovalRoute)] = ""
    build_type: Annotated[str, _code(Section.KIND, BuildType)] = ""
    template: Annotated[str, About(Section.KIND, Kind.TEMPLATE, longest=16)] = ""
    is_investor_project: Annotated[bool | None, About(Section.KIND, Kind.YES_NO)] = None
    delivery_modes: Annotated[tuple[str, ...], _codes(DeliveryMode)] = ()
    financing: Annotated[tuple[str, ...], _codes(Financing)] = ()
    tags: Annotated[tuple[str, ...], _codes(Tag)] = ()

    sector: Annotated[str, About(Section.CHAIN, longest=200)] = ""
    industry_code: Annotated[str, About(Section.CHAIN, longest=5)] = ""
    chain: Annotated[str, About(Section.CHAIN, longest=60)] = ""
    chain_role: Annotated[str, _code(Section.CHAIN, ChainRole)] = ""

    is_in_statistics: Annotated[bool | None, About(Section.STATISTICS, Kind.YES_NO)] = None
    statistics_entry_on: Annotated[date | None, About(Section.STATISTICS, Kind.DAY)] = None

    origins: Mapping[str, Origin] = field(default_factory=dict)

    @cached_property
    def said(self) -> Mapping[str, object]:
        """The attributes that are not blank, written the register's way."""
        values = {one.name: getattr(self, one.name) for one in ATTRIBUTES}
        return tidy({name: value for name, value in values.items() if not is_blank(value)})


def _described() -> Iterator[Attribute]:
    for name, hint in get_type_hints(Draft, include_extras=True).items():
        for about in getattr(hint, "__metadata__", ()):
            yield Attribute(about.section, about.kind, about.longest, about.codes, name)


ATTRIBUTES = tuple(_described())


def is_blank(value: object) -> bool:
    return value is None or value in ("", (), [])


def attributes(section: Section) -> tuple[Attribute, ...]:
    """What a section says, in the order in which it is asked."""
    return tuple(one for one in ATTRIBUTES if one.section is section)


def tidy(said: Mapping[str, object]) -> dict[str, object]:
    """The same values as the register writes them."""
    return {name: _TIDY.get(name, _stripped)(value) for name, value in said.items()}


def _stripped(value: Any) -> object:
    if isinstance(value, tuple):
        return list(value)  # as the database gives it back
    return value.strip() if isinstance(value, str) else value


def _code_as_typed(text: Any) -> str:
    """A code without blanks, half-width, in capitals."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()


def _industry(text: Any) -> str:
    """4811 for E4811: the letter of the section is only put before it."""
    code = _code_as_typed(text)
    return code[1:] if re.fullmatch(r"[A-T]\d{2,4}", code) else code


def _path(text: Any) -> str:
    return "/".join(part.strip() for part in text.split("/"))


_TIDY = {
    "name": tidy_name,
    "owner_name": tidy_name,
    "owner_credit_code": _code_as_typed,
    "region_code": _code_as_typed,
    "industry_code": _industry,
    "sector": _path,
}
