import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts import access
from accounts.models import User
from bulletin.parsing.report import refusal_data, to_data
from bulletin.secrecy import MarkedSecret
from issues import files, intake

MARKED, FAILED = 3, 1
COMMAND_LINE = "command-line"


class Command(BaseCommand):
    help = "读入一期或多期（.docx、.doc、.txt、.md），建立草稿；带密级标志的一律拒收（退出码 3）。"

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="打印解析结果")
        parser.add_argument("--dry-run", action="store_true", help="只解析，什么都不存")
        parser.add_argument("--by", metavar="账号", help="以谁的名义导入（此人即为作者）")

    def handle(self, *args, **options):
        self.options, self.status, self.parses = options, 0, []
        self.by = None if options["dry_run"] else _account(options["by"])
        for path in options["files"]:
            self._one(path)
        if options["json"]:
            self.stdout.write(json.dumps(self.parses, ensure_ascii=False, indent=1))
        if self.status:
            refused = "有文件没有导入，原因见上。"
            raise CommandError(refused, returncode=self.status)

    def _one(self, path):
        try:
            source = files.source_of(path.name, path.read_bytes())
            parse = files.read(source)
        except MarkedSecret as secret:
            self._refuse(path, secret)
        except files.CannotRead as unreadable:
            self._fail(str(unreadable))
            self.parses.append(refusal_data(unreadable, path.name))
        except OSError:
            unopened = f"{path}：打不开这个文件。请核对文件名和读取权限。"
            self._fail(unopened)
            self.parses.append(refusal_data(OSError(unopened), path.name))
        else:
            self.parses.append(to_data(parse, str(path)))
            self._take_in(source, parse)

    def _take_in(self, source, parse):
        if self.options["dry_run"]:
            self._say(f"{source.name}：读出“{parse.bulletin.title}”，{len(parse.unplaced)} 行没有归入，未存。")
            return
        try:
            outcome = intake.take_in(
                parse.bulletin, by=self.by, file_name=source.name, sha256=source.sha256, images=parse.images
            )
        except intake.CannotTakeIn as refusal:
            self._fail(f"{source.name}：{refusal}")
        else:
            self._say("\n".join(outcome.lines))

    def _refuse(self, path, secret):
        self.status = MARKED
        self.stderr.write(str(secret))
        self.parses.append(refusal_data(secret, path.name))
        if not self.options["dry_run"]:
            intake.record_refusal(secret, path.name, by=self.by)

    def _fail(self, sentence):
        self.status = self.status or FAILED
        self.stderr.write(sentence)

    def _say(self, sentence):
        (self.stderr if self.options["json"] else self.stdout).write(sentence)


def _account(name):
    if not name:
        return _command_line()
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"没有“{name}”这个账号，或者它已停用。请核对 --by。什么都没有导入。")
    if not access.allows(user, access.Action.IMPORT):
        raise CommandError(f"“{name}”没有“编辑”的角色，不能以此名义导入。什么都没有导入。")
    return user


def _command_line():
    """The account in whose name the server's command line works; nobody signs in with it."""
    user, created = User.objects.get_or_create(username=COMMAND_LINE, defaults={"full_name": "命令行"})
    if created:
        user.set_unusable_password()
        user.save()
    return user
