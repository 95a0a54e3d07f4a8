"""``python -m bench [NAME]``: one line per bar, exit status 1 when one falls short.

Times are given as a quiet reference machine would take them (bars.py). It runs in a home of its
own with a database of its own, so that nobody's data is touched.
"""

import os
import sys

from bench.bars import scratch_home


def main(arguments: list[str]) -> int:
    with scratch_home() as home:
        os.environ |= {
            "BALLAST_HOME": home,
            "DJANGO_SETTINGS_MODULE": "ballast.config.settings.base",
        }
        # Read late: the home must be set before the settings are read.
        from ballast.config.operations import database_start

        with database_start.ready():
            from bench.work import BARS

            chosen = [bar for bar in BARS if not arguments or bar.name in arguments]
            if not chosen:
                print(f"no bar of that name; there are: {' '.join(bar.name for bar in BARS)}")
                return 2
            kept = True
            for bar in chosen:
                line, ok = bar.line()
                print(line, flush=True)
                kept = kept and ok
        return 0 if kept else 1


sys.exit(main(sys.argv[1:]))
