from getpass import getpass

from django.contrib.auth import authenticate
from django.core.management.base import BaseCommand, CommandError
from django.http import HttpRequest

from issues import disposal
from issues.models import Issue
from issues.moves import Refused


class Command(BaseCommand):
    help = "涉密处置：由“签发”和“公开审查”两人当场登录，永久删除一期的全部文字，留下处置记录。"

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="年份，如 2022")
        parser.add_argument("number", type=int, help="期号，如 4")
        parser.add_argument("--supplement", action="store_true", help="增刊")
        parser.add_argument("--reason", required=True, help="依据和批准人，不要写内容")

    def handle(self, *args, year, number, supplement, reason, **options):
        issue = Issue.objects.filter(year=year, number=number, supplement=supplement).first()
        if not issue:
            raise CommandError(f"没有{year}年第{number}期。")
        by, second = _sign_in("签发人"), _sign_in("公开审查人员")
        try:
            disposal.dispose(issue, by=by, second=second, reason=reason)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        disposal.scrub()
        self.stdout.write("已处置。请按 docs/operations.md 的办法处理全部备份。")


def _sign_in(who):
    username = input(f"{who}用户名：")
    # django-axes counts failures a request; this one comes from no address.
    user = authenticate(HttpRequest(), username=username, password=getpass(f"{who}密码："))
    if user is None:
        raise CommandError(f"{who}的用户名或密码不对，没有处置。")
    return user
