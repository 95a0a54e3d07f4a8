"""Which kinds of paper there are, in the order in which a month needs them."""

from ballast.oversight.reporting.documents import BULLETIN

PAPERS = (BULLETIN,)
