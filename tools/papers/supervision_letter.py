"""督办函: prompted before and still not done; a government is urged, on its superior's word."""

from tools.papers import letter


def write(target):
    letter.write(
        target,
        "督办函",
        "{{ matter }}{{ reminded }}{{ mandate }}，现函告如下：",
        "一、{{ passages.办理要求 }}",
        "二、请于{{ plan_by }}前报送工作方案，列明每周节点和责任人；此后每周五报送进展，直至办结。",
        "三、{{ passages.后续措施 }}",
        "特此函告。",
    )
