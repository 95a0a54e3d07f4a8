"""By webhook: one POST to one approved host, signed, answered by itself and by nobody else."""

import hashlib
import hmac
import ssl
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

import orjson
from django.conf import settings

from .message import Down, Later, Message, Never, Unsure

TIMEOUT_SECONDS = 5
LONGEST_ANSWER = 1024
SHORTEST_KEY = 32
# Only on the machine itself may it go in the clear.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def is_open() -> bool:
    return bool(settings.WEBHOOK_HOSTS and settings.SITE_URL) and has_key()


def has_key() -> bool:
    return len(settings.WEBHOOK_KEY) >= SHORTEST_KEY


def faults_of(url: str) -> list[tuple[str, str]]:
    """Why nothing is sent to an address: codes, each with the host it is about."""
    parts = _split(url)
    if parts is None:
        return [("webhook_no_address", url)]
    host = parts.hostname or ""
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
    found = {
        "webhook_not_https": not is_safe,
        "webhook_with_password": parts.username is not None,
        "webhook_host_not_approved": host not in settings.WEBHOOK_HOSTS,
    }
    return [(code, host) for code, wrong in found.items() if wrong]


def signature(key: str, timestamp: str, body: bytes) -> str:
    """What proves that a message is ours and of its time: see docs/operations/notices.md."""
    whole = timestamp.encode() + b"." + body
    return "v1=" + hmac.new(key.encode(), whole, hashlib.sha256).hexdigest()


def send(message: Message, *, at: float) -> None:
    """Hand a message to the webhook. Raises ``Down``, ``Later``, ``Never``, ``Unsure``."""
    faults = faults_of(message.address)
    if faults:  # approved when it was set, perhaps, and not any more
        raise Never(" ".join(f"{code}: {host}" for code, host in faults))
    parts, timestamp = urlsplit(message.address), str(int(at))
    body = _body(message)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Ballast",
        "Ballast-Message": str(message.key),
        "Ballast-Timestamp": timestamp,
        "Ballast-Signature": signature(settings.WEBHOOK_KEY, timestamp, body),
    }
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with closing(_connection(parts)) as connection:
        try:
            connection.connect()
        except OSError as failure:
            raise Down(f"{type(failure).__name__}: {failure}") from failure
        try:
            connection.request("POST", target, body, headers)
            answer = connection.getresponse()
            answer.read(LONGEST_ANSWER)
        except (OSError, HTTPException) as failure:
            raise Unsure(f"{type(failure).__name__}: {failure}") from failure
    _judge(answer.status)


def _body(message: Message) -> bytes:
    return orjson.dumps(
        {
            "message": str(message.key),
            "to": message.username,
            "items": [{"title": one.title, "link": one.link} for one in message.items],
        }
    )


def _connection(parts: SplitResult) -> HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "http":
        return HTTPConnection(host, parts.port, timeout=TIMEOUT_SECONDS)
    trusted = ssl.create_default_context()
    return HTTPSConnection(host, parts.port, timeout=TIMEOUT_SECONDS, context=trusted)


def _judge(status: int) -> None:
    """A redirect is not followed: who answers elsewhere was approved by nobody."""
    if status in range(200, 300):
        return
    said = f"HTTP {status}"
    if status in range(300, 400):
        raise Never(f"{said}, not followed")
    if status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS) or status >= 500:
        raise Later(said)
    raise Never(said)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        return None
    return parts if parts.hostname and url.isascii() and url.isprintable() else None
