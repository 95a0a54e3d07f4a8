"""How long a notice is kept. Notices are no record: what happened is in the journal."""

from datetime import timedelta

KEPT_READ = timedelta(days=90)
