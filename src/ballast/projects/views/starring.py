"""A person's own mark on one project."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ballast.platform.identity import http as identity
from ballast.platform.identity.http import require
from ballast.projects import services

from .numbers import shown

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest


@require_POST
@require("project.view")
def star(request: "AuthedRequest", number: str) -> HttpResponse:
    """Put a star on it, or take it off."""
    project = shown(request, number)
    do = services.star if request.POST.get("star") == "1" else services.unstar
    do(by=identity.actor(request), at=identity.now(), project_ids=[project.pk])
    return redirect("projects:project", number=project.number)
