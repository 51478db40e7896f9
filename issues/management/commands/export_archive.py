import hashlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts import audit
from issues.archiving import export, layout


class Command(BaseCommand):
    help = "把全部已发布的各期导出成一个归档包（zip）；加 --public 只出公众可读的公开版。"

    def add_arguments(self, parser):
        parser.add_argument("-o", "--output", type=Path, required=True, help="存到哪个文件，如 归档.zip")
        parser.add_argument("--public", action="store_true", help="只出公开版，供查阅，不能用来恢复")

    def handle(self, *args, output, public, **options):
        manifest, sha256 = _write(output, export.public if public else export.whole)
        counts = manifest["counts"]
        detail = {"kind": manifest["kind"], "sha256": sha256, **counts}
        audit.record(audit.Event.EXPORTED, by=None, subject=layout.FORMAT, **detail)
        self.stdout.write(f"已存到 {output}：{counts['issues']} 期、{counts['publications']} 次发布。")
        self.stdout.write(f"整个文件的 SHA-256：{sha256}。请另行记下，恢复前核对。")


def _write(output, export):
    """The archive beside its place and then into it, so that one that is cut short never stands there."""
    unfinished = output.with_name(f"{output.name}.part")
    try:
        with unfinished.open("w+b") as file:
            manifest = export(file)
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        unfinished.replace(output)
    except OSError as error:
        raise CommandError(f"写不了 {output}。请核对文件夹、写入权限和剩余空间，或换一个地方。") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest, sha256
