"""Papers as they are written for the tests of their layout."""

from ballast.platform.documents.rules import Heading

HEADING = Heading(
    issuer="示例市重点项目建设领导小组办公室",
    mandate="经市政府同意",
    series="示重点办",
    addressees="各区（市）县人民政府，各有关单位",
    copied_to="市委办公厅、市人大常委会办公厅、市政协办公厅，市政府督查室",
    disclosure="不予公开",
    is_internal=True,
    copies=60,
    contact="×××，电话：××××××××",
)
