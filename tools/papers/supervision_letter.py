"""督办函: prompted before and still not done; a government is urged, on its superior's word."""

from tools.papers import layout as page
from tools.papers import letter
from tools.papers.layout import say


def write(target):
    document = letter.new("督办函")
    letter.title(document)
    say(document, "{%p if project %}")
    say(document, "{{ project }}", indent=2)
    say(document, "{%p endif %}")
    say(document, "{{ matter }}{{ reminded }}{{ mandate }}，现函告如下：", indent=2)
    say(document, "一、{{ passages.办理要求 }}", indent=2)
    say(
        document,
        "二、请于{{ plan_by }}前报送工作方案，列明每周节点和责任人；此后每周五报送进展，直至办结。",
        indent=2,
    )
    say(document, "三、{{ passages.后续措施 }}", indent=2)
    say(document, "特此函告。", indent=2)
    letter.close(document)
    page.save(document, target)
