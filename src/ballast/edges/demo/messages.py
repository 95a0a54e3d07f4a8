"""The words of this app's refusals."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "real_data": _(
        "Somebody already works in this database; a demo would mix inventions into it. "
        "Give the demo a folder of its own: set BALLAST_HOME."
    ),
    "another_demo": _(
        "Another invented city lives in this database: %(projects)s projects of seed %(seed)s,"
        " %(months)s periods. Remove the folder var/ to begin anew, or give the other city a"
        " folder of its own: set BALLAST_HOME."
    ),
}
