"""`ballast link NAME`: a way back in where nobody may make the link in the browser."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ballast.platform import clock
from ballast.platform.audit.services import Actor
from ballast.platform.identity import services

CONSOLE = Actor("system", None, "console of the server")


def run(arguments: list[str]) -> int:
    """Void the person's password and print the path of a link, good once, that sets a new one."""
    if len(arguments) != 1:
        print(_("ballast link NAME: the name somebody signs in with"))
        return 2
    try:
        tokens = services.renew_links(by=CONSOLE, at=clock.now(), usernames=arguments)
    except services.PersonUnknown:
        print(_("ballast: nobody active signs in as %(name)s") % {"name": arguments[0]})
        return 1
    [token] = tokens.values()
    link = reverse("identity:link", args=[token])
    print(_("Good once, for 24 hours, on this site: %(link)s") % {"link": link})
    return 0
