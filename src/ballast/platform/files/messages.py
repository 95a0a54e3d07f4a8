"""What is said of a file that is not taken."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

WORDS: Mapping[str, "StrPromise"] = {
    "file_too_large": _("%(name)s is larger than 20 MB."),
    "file_empty": _("%(name)s is empty."),
    "file_kind_not_taken": _(
        "%(name)s is not taken. Send PDF, OFD, Word, Excel or PowerPoint without macros "
        "(.docx, .xlsx, .pptx), JPEG, PNG or WebP pictures, or plain text."
    ),
    "file_broken": _("%(name)s cannot be read; it may be damaged."),
    "file_swells": _("%(name)s would be far too large unpacked."),
    "file_owner_unknown": _("Files cannot be added here."),
}
