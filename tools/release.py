"""A release carries what is built: production needs neither Node nor a registry."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Release(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what git does not keep; an editable install finds it in its checkout."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from tools import assets, translations

        assets.build()
        translations.compile_catalogue()
        words = translations.CATALOGUE.with_suffix(".mo")
        inside = words.relative_to(translations.SOURCE.parent)
        build_data["force_include"] |= {
            str(assets.OUT): str(Path("ballast", "static")),
            str(words): str(inside),
        }
