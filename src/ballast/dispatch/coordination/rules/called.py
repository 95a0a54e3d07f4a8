"""What papers call things. They are in Chinese, whatever language a screen is in."""

from collections.abc import Mapping

from .issues import Cause

CAUSES: Mapping[str, str] = {
    Cause.LAND_CLEARANCE: "征拆净地",
    Cause.LAND_PROCEDURES: "用地手续",
    Cause.PROCEDURES: "前期手续",
    Cause.FUNDS: "资金保障",
    Cause.DESIGN: "设计变更",
    Cause.CONTRACTOR: "施工组织",
    Cause.MARKET: "市场因素",
    Cause.PIPELINES: "管线迁改",
    Cause.POWER: "供电供水",
    Cause.WEATHER: "天气影响",
    Cause.OTHER: "其他原因",
}
