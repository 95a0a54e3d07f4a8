"""The city's own rulebook: the rules that ship, put in force under its own name."""

import re

from ballast.dispatch.alerts.selectors.rulebooks import PRESETS, shipped

from .generator.told import YEAR
from .generator.units import NAME

_OWN = {
    "code": "city",
    "version": str(YEAR),
    "zh": f"{NAME}重点项目预警管理规则",
    "en": "The city's rules of warning",
}


def own_rules() -> str:
    """The text of the default rules under the city's name."""
    text = shipped(PRESETS[0])
    for key, said in _OWN.items():
        text = re.sub(rf'^{key} = ".*"$', f'{key} = "{said}"', text, count=1, flags=re.MULTILINE)
    return text
