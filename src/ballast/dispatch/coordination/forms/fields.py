"""Fields that several forms share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ballast.platform.files.services import Upload
from ballast.projects.selectors import typed

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.projects.models import Project

MOST_PROJECTS = 20_000
_NAMED = 20  # lines at fault named one by one
_WRONG = {
    "project_unknown": _("Line %(line)s: no project has the number or the name “%(text)s”."),
    "project_ambiguous": _(
        "Line %(line)s: several projects are called “%(text)s”; say the number."
    ),
    "project_twice": _("Line %(line)s: “%(text)s” stands there twice."),
}


class Day(forms.DateField):
    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **given)


class Projects(forms.CharField):
    """Projects by number or whole name, a line each; as ids. ``seen``: those one may see."""

    seen: "QuerySet[Project]"

    def __init__(self, **given: Any) -> None:
        lines = forms.Textarea({"rows": 4, "spellcheck": "false"})
        super().__init__(widget=lines, required=False, **given)

    def clean(self, value: Any) -> Any:
        lines = typed(super().clean(value), self.seen)
        faults = [
            forms.ValidationError(_WRONG[one.code], params={"line": one.line, "text": one.text})
            for one in lines
            if one.code
        ]
        if faults:
            raise forms.ValidationError(faults[:_NAMED])
        return [one.project.pk for one in lines if one.project]


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

    reason = forms.CharField(
        label=_("Why"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
