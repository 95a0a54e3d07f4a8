"""By mail: one SMTP server, named in the settings of the machine."""

from email.utils import formatdate
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from .message import Down, Later, Message, Never, Unsure

TIMEOUT_SECONDS = 10
_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
_FOR_GOOD = 500  # an answer from here on is no matter of time


def is_open() -> bool:
    return bool(settings.MAIL_URL and settings.MAIL_FROM and settings.SITE_URL)


def send(message: Message) -> None:
    """Hand a mail to the server. Raises ``Down``, ``Later``, ``Never``, ``Unsure``."""
    server = _server()
    try:
        server.open()
    except (OSError, SMTPException) as failure:
        raise Down(_said(failure)) from failure
    try:
        server.send_messages([_mail(message)])
    except SMTPRecipientsRefused as refusal:
        codes = [code for code, _words in refusal.recipients.values()]
        said = _said(refusal).replace(message.address, "…")  # the log shows nobody's address
        raise _refused(max(codes), said) from refusal
    except SMTPResponseException as refusal:
        said = _said(refusal).replace(message.address, "…")
        raise _refused(refusal.smtp_code, said) from refusal
    except (OSError, SMTPException) as failure:  # cut off: perhaps after the last dot
        raise Unsure(_said(failure)) from failure
    finally:
        _hang_up(server)


def _server() -> EmailBackend:
    parts = urlsplit(settings.MAIL_URL)
    return EmailBackend(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp+tls",
        use_ssl=parts.scheme == "smtps",
        timeout=TIMEOUT_SECONDS,
    )


def _mail(message: Message) -> EmailMessage:
    count = len(message.items)
    subject = _("Ballast: %(title)s") if count == 1 else _("Ballast: %(count)d notices")
    lines = [f"{one.title}\n{one.link}\n" for one in message.items]
    host = urlsplit(settings.SITE_URL).hostname
    return EmailMessage(
        subject=subject % {"title": message.items[0].title, "count": count},
        body="\n".join([*lines, _("You chose this under “My notices”, “By mail and messenger”.")]),
        from_email=settings.MAIL_FROM,
        to=[message.address],
        headers={
            "Message-ID": f"<{message.key}@{host}>",
            "Date": formatdate(),
            "Auto-Submitted": "auto-generated",
        },
    )


def _refused(code: int, said: str) -> Exception:
    return Never(said) if code >= _FOR_GOOD else Later(said)


def _hang_up(server: EmailBackend) -> None:
    """What the server says of our leaving changes nothing."""
    try:
        server.close()
    except (OSError, SMTPException):
        server.connection = None


def _said(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"
