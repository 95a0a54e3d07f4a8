"""What each visitor gets of the pages of checks."""

from tests.support.places import Guarded

CHECKS = {
    "alerts:checks": Guarded(),
    "alerts:checks_export": Guarded(),
    "alerts:answer_checks": Guarded(),
    "alerts:check_sheet": Guarded(),
    "alerts:read_check_sheet": Guarded(here=422, elsewhere=422, method="post"),
    "alerts:remind_checks": Guarded(here=302, elsewhere=302, method="post"),
    "alerts:return_disputed": Guarded(here=302, elsewhere=302, method="post"),
    "alerts:check_limits": Guarded(here=422, elsewhere=422, method="post"),
}
