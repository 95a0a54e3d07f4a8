"""What a paper must say of itself, and how."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

# A paper is written in Chinese whatever language its drafter's screen is in.
DRAFT = "草稿"
BY_HAND = "〔人〕"  # before a sentence that somebody still has to answer for
INTERNAL = "内部资料　注意保存"
NO_DATE = "　　　　年　　月　　日"
DISCLOSURES = ("主动公开", "依申请公开", "不予公开")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """In whose name a paper goes out, on whose word, and to whom; empty is not yet said.

    An office inside a commission may not instruct governments in its own name
    (党政机关公文处理工作条例, articles 16 and 17): hence the mandate.
    """

    issuer: str = ""
    mandate: str = ""  # 授权依据: 经市政府同意
    series: str = ""  # 发文机关代字: 示重点办
    addressees: str = ""  # 主送机关
    copied_to: str = ""  # 抄送
    disclosure: str = ""  # 公开属性: 主动公开, 依申请公开, 不予公开
    is_internal: bool = False
    copies: int | None = None
    contact: str = ""


def said_of(heading: Heading) -> dict[str, str]:
    """The names of a heading that every template may use; what is not said stands in brackets."""
    return {
        "issuer": heading.issuer or "〔发文机关〕",
        "body": (heading.issuer or "〔发文机关〕").removesuffix(
            "办公室"
        ),  # that met, of its office
        "mandate": heading.mandate or "〔授权依据〕",
        "series": heading.series or "〔发文机关代字〕",
        "addressees": heading.addressees or "〔主送机关〕",
        "copied_to": heading.copied_to,
        "disclosure": heading.disclosure or "〔公开属性〕",
        "internal": INTERNAL if heading.is_internal else "",
        "copies": "" if heading.copies is None else str(heading.copies),
        "contact": heading.contact or "〔联系人〕",
    }


_IN_WORDS = ("addressees", "copied_to")


def in_words(values: Mapping[str, object]) -> dict[str, str]:
    """What a kind says itself instead of the letterhead; "" is that there is nobody."""
    return {name: text for name in _IN_WORDS if isinstance(text := values.get(name), str)}


def headed(heading: Heading, values: Mapping[str, object]) -> Heading:
    """A letterhead with what a kind says itself."""
    own = in_words(values)
    return replace(
        heading,
        addressees=own.get("addressees", heading.addressees),
        copied_to=own.get("copied_to", heading.copied_to),
    )


def number_text(series: str, word: str, year: int, serial: int) -> str:
    """示重点办预警〔2023〕46号: no 第, no leading nought."""
    return f"{series}{word}〔{year}〕{serial}号"


def year_and_serial(number: str) -> str:
    """〔2023〕10 of a number: minutes bear no more of it (GB/T 9704-2012, 10.3)."""
    series, mark, rest = number.partition("〔")
    return f"{mark}{rest.removesuffix('号')}" if mark else series


def issue_text(serial: int) -> str:
    return f"第{serial}期"


def date_text(day: date) -> str:
    """2023年10月13日."""
    return f"{day.year}年{day.month}月{day.day}日"


def still_drafted(passages: dict[str, str], taken: frozenset[str]) -> dict[str, str]:
    """Passages as they stand in a paper: what nobody has taken on says so."""
    return {name: text if name in taken else f"{BY_HAND}{text}" for name, text in passages.items()}
