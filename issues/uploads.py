"""Uploads stay in memory: the secrecy gate reads them before anything is written anywhere."""

from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile

MAX_UPLOAD = 20 * 1024 * 1024
MAX_REQUEST = 100 * 1024 * 1024


class InMemoryUploadHandler(MemoryFileUploadHandler):
    """Never spools to disk. A file over MAX_UPLOAD bytes, or over what a request may hold, arrives as no file at all.

    `left_out` are the names of such files, which nobody has gated yet.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.all_received, self.left_out = 0, []

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.activated = True

    def new_file(self, *args, **kwargs):
        self.received = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        self.all_received += len(raw_data)
        if self.received > MAX_UPLOAD or self.all_received > MAX_REQUEST:
            self.all_received -= self.received
            self.left_out.append(self.file_name)
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)


def left_out(request):
    """The names of the uploads of a request, once read, that were cut off."""
    return [name for handler in request.upload_handlers for name in getattr(handler, "left_out", ())]
