"""Old Word files (.doc) → .docx, by LibreOffice where the server has it."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from bulletin.parsing.decoding import Unreadable
from bulletin.parsing.word.gate import refuse_marked_bytes

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECONDS = 60
_ABSENT = "它是旧版 Word 文件（.doc）。请在 Word 或 WPS 中打开，另存为“Word 文档（.docx）”后再导入。"
_FAILED = "它是旧版 Word 文件（.doc），没能自动转换。请在 Word 或 WPS 中打开，另存为“Word 文档（.docx）”后再导入。"
_NOT_OLD = "它不是旧版 Word 文件，只是文件名像。请在 Word 或 WPS 中打开，另存为“Word 文档（.docx）”后再导入。"
_LOCKED = "它设有打开密码。请在 Word 中打开，去掉密码，另存为 .docx 后再导入。"


def docx_of(content: bytes) -> bytes:
    """The .docx of a .doc. Its raw bytes go through the gate before anything is written to disk.

    Raises MarkedSecret, or Unreadable with a sentence where LibreOffice is not there or cannot.
    """
    if content.startswith(b"PK"):
        return content
    refuse_marked_bytes(content)
    if not content.startswith(_OLE):
        raise Unreadable(_NOT_OLD)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(_LOCKED)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unreadable(_ABSENT)
    with tempfile.TemporaryDirectory(prefix="jccy-doc-") as folder:
        return _converted(program, Path(folder), content)


def _converted(program: str, folder: Path, content: bytes) -> bytes:
    source = folder / "source.doc"
    source.write_bytes(content)
    command = [
        program,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)),
        str(source),
    ]
    try:
        _run(command, folder)
        return (folder / "source.docx").read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        raise Unreadable(_FAILED) from error


def _run(command: list[str], folder: Path) -> None:
    """Run the converter in its own group of processes, all of which end with its time."""
    home = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    quiet = subprocess.DEVNULL
    # No shell; the program is the server's own, the file's name is ours.
    with subprocess.Popen(  # noqa: S603
        command, cwd=folder, env=home, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as running:
        try:
            if running.wait(timeout=_SECONDS):
                raise subprocess.CalledProcessError(running.returncode, command)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise
