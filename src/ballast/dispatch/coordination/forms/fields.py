"""Fields that several forms share."""

from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ballast.platform.files.services import Upload
from ballast.platform.ui.fields import Words


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Files as uploads, none or several."""

    def __init__(self, **given: Any) -> None:
        super().__init__(widget=_Several(), required=False, allow_empty_file=True, **given)

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        return uploads(super(Files, self).clean(one, initial) for one in sent)


def uploads(sent: Any) -> Sequence[Upload]:
    """What a browser sent, as the files' app takes it."""
    return [
        Upload(one.name or "", cast("BinaryIO", one.file))
        for one in sent
        if isinstance(one, UploadedFile)
    ]


class ReasonForm(forms.Form):
    """A word why, which stays in the history."""

    reason = Words(label=_("Why"), max_length=500, required=False, rows=2)
