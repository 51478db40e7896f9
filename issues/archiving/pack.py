"""A zip written so that the same files give the same bytes, with the SHA-256 of each."""

import hashlib
import zipfile

from issues.archiving import layout

EPOCH = (1980, 1, 1, 0, 0, 0)
PACKED_ALREADY = (".pdf", ".png", ".jpg", ".jpeg", ".docx", ".zip")


class Pack:
    def __init__(self, file):
        self.zip = zipfile.ZipFile(file, "w", strict_timestamps=True)
        self.sums = {}

    def add(self, name, content):
        """`content` (text or bytes) under `name`, which is new."""
        content = content.encode() if isinstance(content, str) else bytes(content)
        if name in self.sums:
            raise ValueError(f"{name} is in the archive already")
        self.sums[name] = hashlib.sha256(content).hexdigest()
        self._write(name, content)

    def close(self, manifest):
        """The list of sums, then the manifest, which names the sum of that list and is all that tells the time."""
        sums = "".join(f"{self.sums[name]}  {name}\n" for name in sorted(self.sums)).encode()
        self._write(layout.SUMS, sums)
        self._write(layout.MANIFEST, layout.dump(manifest | {"sha256sums": hashlib.sha256(sums).hexdigest()}))
        self.zip.close()
        return manifest

    def _write(self, name, content):
        info = zipfile.ZipInfo(name, EPOCH)
        info.create_system, info.external_attr = 3, 0o644 << 16
        stored = name.endswith(PACKED_ALREADY)
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        self.zip.writestr(info, content)
