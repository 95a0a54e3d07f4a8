"""How the web server receives a file: never more of it on disk than would be taken."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .rules import MOST_BYTES


class CappedUploadHandler(TemporaryFileUploadHandler):
    """What comes beyond the limit is counted, for the refusal, but not kept."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= MOST_BYTES:
            super().receive_data_chunk(raw_data, start)
