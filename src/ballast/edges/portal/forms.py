"""What is asked before something is done to many projects at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.platform.ui.fields import Day
from ballast.projects.messages import PARTIES
from ballast.projects.rules import Holder, Party

Pairs = Iterable[tuple[str, str]]
_PERSONS = (Party.SPONSOR, Party.PROJECT_OFFICER)


class Appointing(forms.Form):
    """A person who is to hold a part of every project. ``users`` are ids by sign-in name."""

    party = forms.ChoiceField(
        label=_("Part"), choices=[(one.value, PARTIES[one.value]) for one in _PERSONS]
    )
    person = forms.CharField(label=_("Person"), max_length=40)
    post = forms.CharField(label=_("Post"), max_length=60, required=False)
    username = forms.CharField(label=_("Signs in as"), max_length=64, required=False)
    since = Day(label=_("From"))

    def __init__(self, *given: Any, users: Mapping[str, int], **more: Any) -> None:
        super().__init__(*given, **more)
        self.users = users

    def clean_username(self) -> int | None:
        typed = str(self.cleaned_data["username"]).strip()
        if typed and typed not in self.users:
            raise forms.ValidationError(_("Nobody signs in by this name."))
        return self.users.get(typed)

    @property
    def holder(self) -> Holder:
        said = self.cleaned_data
        return Holder(
            person=said["person"].strip(), post=said["post"].strip(), user_id=said["username"]
        )


class HandingOver(Appointing):
    """The same, taking the part over from who holds it now."""

    former = forms.CharField(label=_("Held until now by"), max_length=40)
    reason = forms.CharField(label=_("Reason"), max_length=200)
    field_order = ("party", "former", "person", "post", "username", "since", "reason")


class PuttingOn(forms.Form):
    list_name = forms.CharField(label=_("Named list"), max_length=60)
    batch = forms.CharField(label=_("Batch"), max_length=40, required=False)
    paper = forms.CharField(label=_("Paper"), max_length=200, required=False)
    since = Day(label=_("From"))


class TakingOff(forms.Form):
    list_name = forms.CharField(label=_("Named list"), max_length=60)
    until = Day(label=_("First day it no longer is so"))
    reason = forms.CharField(label=_("Reason"), max_length=200)
