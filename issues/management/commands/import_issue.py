import json
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts import access
from accounts.models import User
from bulletin.parsing.report import refusal_data, to_data
from issues import import_report, importing
from issues.import_report import Progress

MARKED, FAILED = 3, 1
STATUS = {importing.MARKED: MARKED, importing.FAILED: FAILED}
COMMAND_LINE = "command-line"


class Command(BaseCommand):
    help = (
        "读入一期或多期（.docx、.doc、.txt、.md，或装着它们的文件夹、.zip），建立草稿；"
        "导入过的不再导入，中断后重新执行即可接着做；带密级标志的一律拒收（退出码 3）。"
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="打印解析结果")
        parser.add_argument("--dry-run", action="store_true", help="只解析，什么都不存")
        parser.add_argument("--by", metavar="账号", help="以谁的名义导入（此人即为作者）")
        parser.add_argument("--report", type=Path, metavar="FILE", help="把每个文件的结果写进表格（.csv）或 .json")

    def handle(self, *args, **options):
        self.options, self.status, self.parses, self.told = options, 0, [], []
        _refuse_report(options["report"])
        importer = importing.Importer(None if options["dry_run"] else _account(options["by"]))
        try:
            self._all(importer, importing.items(options["files"]))
        finally:
            if options["report"]:
                import_report.write(options["report"], self.told)
        if options["json"]:
            self.stdout.write(json.dumps(self.parses, ensure_ascii=False, indent=1))
        if self.status:
            refused = "有文件没有导入，原因见上。"
            raise CommandError(refused, returncode=self.status)

    def _all(self, importer, items):
        progress = Progress(self.stderr, len(items))
        for done, item in enumerate(items):
            progress.show(done)
            told, read = importer.take(item)
            progress.clear()
            self._tell(item, told, read)
        if len(items) > 1:
            self._say(self._count())

    def _tell(self, item, told, read):
        self.told.append(told)
        status = STATUS.get(told.outcome, 0)
        self.status = max(self.status, status)
        if status:
            self.stderr.write(told.sentence)
        else:
            self._say(told.sentence)
        if self.options["json"]:
            is_refused = isinstance(read, Exception)
            self.parses.append(refusal_data(read, item.name) if is_refused else to_data(read, item.place))

    def _count(self):
        found = Counter(one.outcome for one in self.told)
        counts = [f"{word} {found[word]}" for word in importing.OUTCOMES if found[word]]
        return f"共{len(self.told)}个文件：{'，'.join(counts)}。"

    def _say(self, sentence):
        (self.stderr if self.options["json"] else self.stdout).write(sentence)


def _refuse_report(path):
    if path and path.suffix.lower() not in import_report.ENDINGS:
        raise CommandError(f"“{path}”：报告请写成 .csv 或 .json。什么都没有导入。")
    if path and not path.parent.is_dir():
        raise CommandError(f"没有“{path.parent}”这个文件夹，报告写不进去。什么都没有导入。")


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
