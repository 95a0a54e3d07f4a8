"""A body and its person written in one cell."""

import re

_BREAK = re.compile(r"[\n、,，;；/／\s]+|[(（]")
_PHONE = re.compile(r"[\d\s()（）+-]{7,}")
_BODY_ENDS = (
    *("公司", "集团", "中心", "政府", "委员会", "管委会", "指挥部", "办公室", "学院", "大学"),
    *("医院", "学校", "中学", "小学", "银行", "支行", "分行", "局", "委", "办", "厅", "院", "处"),
    *(
        "所",
        "站",
        "厂",
        "部",
        "镇",
        "乡",
        "区",
        "县",
        "市",
        "村",
        "社",
        "场",
        "馆",
        "矿",
        "队",
        "会",
    ),
)
_LONGEST_PERSON = 4


def body_of(text: str) -> str:
    """The body alone: 市交投集团 of “市交投集团、张三 13800000000”.

    Only what follows the body and cannot be one is left off: a telephone, or up to four signs
    that do not end as bodies do. Two bodies stay two.
    """
    end = len(text)
    for found in reversed(list(_BREAK.finditer(text))):
        if not _is_persons(text[found.end() : end]):
            break
        end = found.start()
    return text[:end].strip()


def _is_persons(part: str) -> bool:
    bare = part.strip(" ()（）:：")
    return (
        not bare
        or bool(_PHONE.fullmatch(bare))
        or (len(bare) <= _LONGEST_PERSON and not bare.endswith(_BODY_ENDS))
    )
