"""The words of ledgers for the register's codes."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from ballast.delivery.progress.rules import Kind
from ballast.platform.sheets.reading import plain
from ballast.projects.rules import (
    ApprovalRoute,
    BuildType,
    Crs,
    DeliveryMode,
    Financing,
    InvestorKind,
    Tier,
)

_BETWEEN = re.compile(r"[、,;/+\n]+")
_REMEMBERED = 1_000  # words; a column says few different ones
_DEGREES = Decimal("0.000001")

_BUILD_TYPES = {
    **dict.fromkeys(("新建", "new"), BuildType.NEW),
    **dict.fromkeys(("扩建", "改扩建", "extension"), BuildType.EXTENSION),
    **dict.fromkeys(("改建", "rebuilding"), BuildType.REBUILDING),
    **dict.fromkeys(("技改", "技术改造", "改建和技术改造", "upgrade"), BuildType.UPGRADE),
    **dict.fromkeys(("迁建", "搬迁", "relocation"), BuildType.RELOCATION),
    **dict.fromkeys(("恢复", "restoration"), BuildType.RESTORATION),
    **dict.fromkeys(("单纯购置", "购置", "purchase"), BuildType.PURCHASE),
}
_TIERS = {
    **dict.fromkeys(("国家级", "国家", "国家重点", "国重", "national"), Tier.NATIONAL),
    **dict.fromkeys(
        ("省级", "省", "省重点", "省重", "自治区级", "自治区", "provincial"), Tier.PROVINCIAL
    ),
    **dict.fromkeys(("市级", "市", "市重点", "市重", "city"), Tier.CITY),
    **dict.fromkeys(("县级", "县", "区级", "区县级", "县重点", "district"), Tier.DISTRICT),
}
_INVESTORS = {
    **dict.fromkeys(("政府", "政府投资", "财政", "government"), InvestorKind.GOVERNMENT),
    **dict.fromkeys(("国企", "国有企业", "国有", "国有投资", "state"), InvestorKind.STATE_COMPANY),
    **dict.fromkeys(
        ("民间", "民营", "民企", "社会投资", "民间投资", "民营企业", "企业投资", "private"),
        InvestorKind.PRIVATE,
    ),
    **dict.fromkeys(("外资", "外商", "外商投资", "foreign"), InvestorKind.FOREIGN),
    **dict.fromkeys(("混合", "混合所有制", "合资", "mixed"), InvestorKind.MIXED),
}
_ROUTES = {
    **dict.fromkeys(("审批", "approved"), ApprovalRoute.APPROVED),
    **dict.fromkeys(("核准", "verified"), ApprovalRoute.VERIFIED),
    **dict.fromkeys(("备案", "filed"), ApprovalRoute.FILED),
}
_CRS = {
    **dict.fromkeys(("cgcs2000", "2000国家大地坐标系", "国家2000", "2000坐标系"), Crs.CGCS2000),
    **dict.fromkeys(("wgs84", "wgs-84"), Crs.WGS84),
    **dict.fromkeys(("gcj02", "gcj-02", "火星坐标系"), Crs.GCJ02),
    **dict.fromkeys(("bd09", "bd-09", "百度坐标系"), Crs.BD09),
}
_MODES = {
    **dict.fromkeys(("施工总承包", "传统", "平行发包"), DeliveryMode.TRADITIONAL),
    **dict.fromkeys(("epc", "工程总承包"), DeliveryMode.EPC),
    **dict.fromkeys(("代建", "代建制"), DeliveryMode.AGENT_CONSTRUCTION),
    "全过程工程咨询": DeliveryMode.WHOLE_PROCESS_CONSULTING,
    "ppp": DeliveryMode.PPP,
    "reits": DeliveryMode.REITS,
    "eod": DeliveryMode.EOD,
    "管委会公司": DeliveryMode.COMMITTEE_COMPANY,
}
_FINANCING = {
    **dict.fromkeys(("中央预算内", "中央预算内投资"), Financing.CENTRAL_BUDGET_INVESTMENT),
    **dict.fromkeys(("超长期特别国债", "特别国债"), Financing.ULTRA_LONG_SPECIAL_TREASURY_BOND),
    **dict.fromkeys(("专项债", "专项债券", "地方政府专项债券"), Financing.SPECIAL_PURPOSE_BOND),
    "债贷组合": Financing.BOND_LOAN_MIX,
    **dict.fromkeys(("财政资金", "地方财政", "财政拨款", "本级财政"), Financing.LOCAL_BUDGET),
    **dict.fromkeys(("银行贷款", "贷款", "国内贷款"), Financing.BANK_LOAN),
    **dict.fromkeys(("自筹", "企业自筹", "业主自筹", "自有资金"), Financing.OWN_FUNDS),
    **dict.fromkeys(("社会资本", "社会资金"), Financing.SOCIAL_CAPITAL),
    **dict.fromkeys(("外资", "利用外资"), Financing.FOREIGN_CAPITAL),
}
_KINDS = {
    **dict.fromkeys(("实际", "实际数", "actual"), Kind.ACTUAL),
    **dict.fromkeys(("预计", "预计数", "estimate"), Kind.ESTIMATE),
}
_YES = ("是", "已入统", "已纳统", "入统", "√", "✓", "y", "yes")
_NO = ("否", "未入统", "未纳统", "×", "n", "no")


def code_of(field: str, value: object) -> object | None:
    """What the register keeps for a ledger's word; None where it has none for it."""
    meant = _MEANT.get(field)
    return value if meant is None else meant(value)


def _one(words: Mapping[str, StrEnum]) -> Callable[[object], object | None]:
    """A code of a list; 项目 after the word says nothing."""

    @lru_cache(_REMEMBERED)
    def meant(value: object) -> object | None:
        text = _bare(str(value))
        code = words.get(text) or words.get(text.removesuffix("项目"))
        return code.value if code else None

    return meant


def _several(words: Mapping[str, StrEnum]) -> Callable[[object], object | None]:
    """Codes of a list, all of them known."""

    def meant(value: object) -> object | None:
        codes = [words.get(_bare(part)) for part in _BETWEEN.split(plain(value))]
        known = tuple(dict.fromkeys(code.value for code in codes if code))
        return known if known and None not in codes else None

    return meant


def _bare(text: str) -> str:
    return re.sub(r"\s", "", plain(text)).casefold()


def _yes_or_no(value: object) -> object | None:
    text = _bare(str(value))
    return True if text in _YES else False if text in _NO else None


def _count(value: object) -> object | None:
    return int(value) if isinstance(value, Decimal) and value == int(value) else None


def _degrees(value: object) -> object | None:
    return value.quantize(_DEGREES) if isinstance(value, Decimal) else None


_MEANT: Mapping[str, Callable[[object], object | None]] = {
    "build_type": _one(_BUILD_TYPES),
    "tier": _one(_TIERS),
    "kind": _one(_KINDS),
    "investor_kind": _one(_INVESTORS),
    "approval_route": _one(_ROUTES),
    "crs": _one(_CRS),
    "delivery_modes": _several(_MODES),
    "financing": _several(_FINANCING),
    "is_in_statistics": _yes_or_no,
    "expected_jobs": _count,
    "longitude": _degrees,
    "latitude": _degrees,
}
