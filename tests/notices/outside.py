"""A mail server and a webhook's host of one's own, on this machine and as simple as can be."""

import contextlib
import socketserver
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail by SMTP; ``answers`` replace what it says to a command, ``None`` hangs up."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Smtp)
        self.mails, self.answers = [], {}
        self.taken = lambda: None  # called when a mail is in and before it is answered for

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        """Who hangs up on us is part of the test."""


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            verb = line[:4].strip().upper().decode()
            if verb == "QUIT":
                return self.say("221 bye")
            said = self.server.answers.get(verb, "250 ok")
            if verb == "DATA" and said is not None and said.startswith("250"):
                self.say("354 go on")
                self.server.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                self.server.taken()
                said = self.server.answers.get(".", "250 taken")
            if said is None:
                return None
            self.say(said)
        return None

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")


class Hook(ThreadingHTTPServer):
    """Keeps what is posted to it; answers with ``status``, elsewhere with ``location``."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Http)
        self.posts, self.status, self.location = [], 204, ""

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/in"

    def handle_error(self, request, client_address):
        """Who hangs up on us is part of the test."""


class _Http(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append((self.path, dict(self.headers), body))
        if self.server.status is None:
            self.connection.close()
            return
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()

    def log_message(self, *args):
        """Nobody reads it."""


@contextlib.contextmanager
def running(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
