"""Which words mark a secret project: it may not be kept here at all.

《保守国家秘密法》 forbids handling state secrets in a system that is not built for them, and
《政府投资条例》 第十条 leaves secret projects out of the open platform. Only words are
read here: this stops what calls itself secret, and cannot find what does not.
"""

import re
import unicodedata

# Each mark with the neighbours that make another word of it: 电机密封, 司机密集, 商业秘密.
# Military museums and school drill grounds are open works, and so is a factory that also makes
# things for the army: such stand on published lists. So is anything 不涉密.
MARKS: tuple[str, ...] = (
    r"(?<![非不])涉密(?!资质|载体销毁)",
    r"(?<!非)涉军(?!民)",
    r"绝密(?![封闭])",
    r"机密(?![封闭度集炼接植合排实云林])",
    r"(?<!商业)(?<!技术)秘密(?!花园|森林)",
    r"军事(?!博物|文化|主题|遗址|体验|科普|公园|旅游|题材|教育|拓展|夏令|历史|纪念)",
    r"军用(?:机场|港口|码头|仓库|设施|营区|洞库)",
    r"国防(?:工程|设施|专用)",
    r"军工(?:保密|涉密)",
)
_MARK = re.compile("|".join(f"(?:{mark})" for mark in MARKS))
_BETWEEN_HAN = re.compile(r"(?<=[㐀-鿿])\s+(?=[㐀-鿿])")


def secret_mark(text: str) -> str:
    """The first mark of secrecy in a text as written there; empty when there is none."""
    plain = _BETWEEN_HAN.sub("", unicodedata.normalize("NFKC", text))
    found = _MARK.search(plain)
    return found[0] if found else ""
