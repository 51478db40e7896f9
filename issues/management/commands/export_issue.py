from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError

from accounts import audit
from bulletin.rendering import markdown, text
from bulletin.rendering.pdf import MissingGlyph
from bulletin.serialization import to_json
from issues import corrections
from issues.models import Publication
from issues.numbering import read_number
from issues.printing import as_word, kept

RENDERERS = {"docx": as_word, "txt": text.render, "md": markdown.render, "json": to_json}


class Command(BaseCommand):
    help = "把已发布的一期导出成文件：全本，或加 --public 只出公开版。"

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="年份，如 2022")
        parser.add_argument("number", help="期号，如 4；增刊写 s1")
        parser.add_argument("--public", action="store_true", help="只出公开版；没有公开发布的不出")
        parser.add_argument("--format", choices=sorted([*RENDERERS, "pdf"]), default="txt")
        parser.add_argument("-o", "--output", type=Path, help="存到哪个文件；不写则打印出来")

    def handle(self, *args, year, number, public, format, output, **options):
        publication = _publication(year, number, public)
        content = _content(publication, format, public)
        if isinstance(content, bytes) and not output:
            raise CommandError(f"{format} 文件不能打印在屏幕上。请用 -o 写明存到哪个文件。")
        if output:
            _write(output, content)
        subject = audit.subject_of(publication)
        audit.record(audit.Event.EXPORTED, by=None, subject=subject, format=format, public=public)
        self.stdout.write(f"已存到 {output}。" if output else content, ending="\n" if output else "")


def _content(publication, format, public):
    """The bulletin in the format; of the paper the file that was kept."""
    try:
        if format == "pdf":
            return kept(publication, whole=not public)
    except MissingGlyph as missing:
        raise CommandError(str(missing)) from missing
    return RENDERERS[format](corrections.public_bulletin(publication) if public else publication.bulletin)


def _write(output, content):
    try:
        output.write_bytes(content if isinstance(content, bytes) else content.encode())
    except OSError as error:
        raise CommandError(f"写不了 {output}。请核对文件夹和写入权限，或换一个地方。") from error


def _publication(year, text, public):
    try:
        number, supplement = read_number(text)
    except ValueError as error:
        raise CommandError(str(error)) from error
    readable = Publication.objects.visible_to(AnonymousUser()) if public else Publication.objects.live()
    found = readable.numbered(year, number, supplement).select_related("revision").first()
    if not found:
        issue = f"{year}年{'增刊' if supplement else ''}第{number}期"
        raise CommandError(f"{issue}没有{'公开' if public else ''}发布，不能导出。")
    return found
