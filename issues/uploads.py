"""Uploads stay in memory: the secrecy gate reads them before anything is written anywhere."""

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload

MAX_UPLOAD = 20 * 1024 * 1024


class InMemoryUploadHandler(MemoryFileUploadHandler):
    """Never spools to disk; an upload over MAX_UPLOAD bytes is cut off and arrives as no file at all."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.activated = True

    def new_file(self, *args, **kwargs):
        self.received = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > MAX_UPLOAD:
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)
