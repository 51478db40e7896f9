from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from bulletin.secrecy import MarkedSecret
from issues import intake
from issues.archiving.layout import Unusable
from issues.archiving.restore import restore

MARKED, FAILED = 3, 1


class Command(BaseCommand):
    help = "把 export_archive 的全本归档包恢复到一套空的系统上（已 migrate，还没有账号和内容）。"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.zip")

    def handle(self, *args, file, **options):
        try:
            with file.open("rb") as opened:
                counts = restore(opened)
        except OSError as error:
            raise CommandError(f"{file}：打不开这个文件。请核对文件名和读取权限。") from error
        except Unusable as refusal:
            raise CommandError(str(refusal), returncode=FAILED) from refusal
        except MarkedSecret as secret:
            intake.record_refusal(secret, file.name, by=None)
            raise CommandError(str(secret), returncode=MARKED) from secret
        self.stdout.write(f"已恢复 {counts['issues']} 期、{counts['publications']} 次发布，核对通过。")
        self.stdout.write(
            "审稿、签发等人员的账号只有姓名，不能登录。请先 createsuperuser，再由系统管理启用和授予角色。"
        )
