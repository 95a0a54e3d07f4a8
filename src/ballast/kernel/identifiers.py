"""The codes by which projects, bodies and places are known, and how a wrong one is told."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from ballast.kernel.errors import Refused

_DASHES = re.compile("[—–―‐‑−-]+")


class NotAProjectCode(Refused):
    """The text has neither shape of a national project code."""

    code = "not_a_project_code"


class NotABallastNumber(Refused):
    """The text is no Ballast number, or a digit of it was mistyped."""

    code = "not_a_ballast_number"


# --- Bodies: GB 32100-2015 and the organisation code inside it, GB 11714-1997 ---------------

# No I, O, S, V, Z: they are mistaken for 1, 0, 5, U, 2.
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CREDIT_SHAPE = re.compile(rf"[{_CREDIT_SIGNS}]{{2}}\d{{6}}[{_CREDIT_SIGNS}]{{10}}")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_SHAPE = re.compile(r"[0-9A-Z]{8}-?[0-9X]")


def is_credit_code(text: str) -> bool:
    """Whether it is a unified social credit code with both of its check characters right."""
    return (
        _CREDIT_SHAPE.fullmatch(text) is not None
        and text[-1] == credit_check(text[:-1])
        and text[16] == organisation_check(text[8:16])
    )


def credit_check(first17: str) -> str:
    """The eighteenth character of a credit code."""
    pairs = zip(first17, _CREDIT_WEIGHTS, strict=True)
    total = sum(_CREDIT_SIGNS.index(sign) * weight for sign, weight in pairs)
    return _CREDIT_SIGNS[-total % 31]


def is_organisation_code(text: str) -> bool:
    """Whether it is an organisation code, with or without the hyphen before its check."""
    if not _ORGANISATION_SHAPE.fullmatch(text):
        return False
    return text[-1] == organisation_check(text[:8])


def organisation_check(first8: str) -> str:
    """The ninth character of an organisation code: a digit, or X for ten."""
    pairs = zip(first8, _ORGANISATION_WEIGHTS, strict=True)
    rest = -sum(int(sign, 36) * weight for sign, weight in pairs) % 11
    return "X" if rest == 10 else str(rest)


# --- Projects: the national code, in its shape since 2020-11 and the one before -------------

_PROJECT_SHAPE = re.compile(r"(\d{4})-?(\d{6})-?(\d{2})-?(\d{2})-?(\d{5,6})")
_FIRST_LEGACY_YEAR, _LAST_LEGACY_YEAR = 2013, 2020


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A national project code 投资项目统一代码, taken apart.

    Structure only: how the last digit is computed is not published, so it is not checked.
    ``month`` is None in the older shape, which says the year alone.
    """

    text: str
    shape: Literal["current", "legacy"]
    year: int
    month: int | None
    region: str

    @classmethod
    def parse(cls, text: str) -> "ProjectCode":
        """Read a code as typed: other dashes, blanks, full width, or no hyphens at all.

        Raises ``NotAProjectCode``. Whether the region exists is for the code lists to say.
        """
        found = _PROJECT_SHAPE.fullmatch(_typed(text))
        if found is None or not is_region_code(found[2]):
            raise NotAProjectCode(text=text)
        head, region, serial = int(found[1]), found[2], found[5]
        normal = "-".join(found.groups())
        # The first four digits are year and month (GB/T 40058), or the whole year before it.
        # No legacy year can be read as a month: the older system began in 2013.
        if 1 <= head % 100 <= 12 and head // 100 >= 20 and len(serial) == 6:
            return cls(normal, "current", 2000 + head // 100, head % 100, region)
        if _FIRST_LEGACY_YEAR <= head <= _LAST_LEGACY_YEAR:
            return cls(normal, "legacy", head, None, region)
        raise NotAProjectCode(text=text)


# --- Places --------------------------------------------------------------------------------

Level = Literal["province", "city", "county"]


def is_region_code(text: str) -> bool:
    """Whether it has the shape of GB/T 2260: six digits, no gap above the lowest filled pair."""
    return re.fullmatch(r"[1-9]\d(?:0000|(?!00)\d\d\d\d)", text) is not None


def region_level(code: str) -> Level:
    """The level a region code speaks of."""
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def region_above(code: str) -> str | None:
    """The code one level up; for a province there is none."""
    match region_level(code):
        case "province":
            return None
        case "city":
            return code[:2] + "0000"
        case "county":
            return code[:4] + "00"


# --- Ballast's own number ------------------------------------------------------------------

# H. M. Damm's quasigroup of order ten: finds every single wrong digit and every swap of
# neighbours. A number that checks out leaves nought.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
_NUMBER_SHAPE = re.compile(r"B(\d{7,11})")


def ballast_number(serial: int) -> str:
    """The number of the ``serial``-th project, given at birth and never changed: B0000017.

    A letter, so that no spreadsheet takes it for a figure and drops the noughts; at least six
    digits, which can be read out in any language; a check digit.
    """
    if serial < 1:
        raise ValueError("projects are counted from one")
    digits = f"{serial:06}"
    return f"B{digits}{_damm(digits)}"


def parse_ballast_number(text: str) -> str:
    """The number as typed or dictated, in its normal form. Raises ``NotABallastNumber``."""
    plain = _typed(text).replace("-", "").upper()
    found = _NUMBER_SHAPE.fullmatch(plain)
    if found is None or _damm(found[1]) != "0":
        raise NotABallastNumber(text=text)
    return plain


def _damm(digits: str) -> str:
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def _typed(text: str) -> str:
    return _DASHES.sub("-", re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
