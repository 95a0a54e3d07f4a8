"""Who may see a file: for each kind of owner, whether a viewer sees the one of a key on a day."""

from collections.abc import Mapping

from ballast.platform.files.owners import Sees

OWNERS: Mapping[str, Sees] = {}
