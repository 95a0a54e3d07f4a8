"""提示函: a limit has run out; the unit that leads is asked to say what it does."""

from tools.papers import letter


def write(target):
    letter.write(
        target,
        "提示函",
        "{{ matter }}{{ mandate }}，现就有关事宜提示如下：",
        "一、{{ passages.办理要求 }}",
        "二、请于{{ reply_by }}前将办理进展、未按期办结的原因和下一步安排书面告知我办。",
        "三、事项办结后，请提交佐证材料，由提出单位确认后销号；"
        "不属你单位职责的，请在回复中说明理由并提出改办建议。",
        "专此函达。",
    )
