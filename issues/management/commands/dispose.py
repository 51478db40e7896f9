from getpass import getpass

from django.contrib.auth import authenticate
from django.core.management.base import BaseCommand, CommandError
from django.http import HttpRequest

from issues import disposal
from issues.models import Issue
from issues.moves import Refused
from issues.numbering import read_number


class Command(BaseCommand):
    help = "涉密处置：由“签发”和“公开审查”两人当场登录，永久删除一期的全部文字，留下处置记录。"

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, nargs="?", help="年份，如 2022")
        parser.add_argument("number", nargs="?", help="期号，如 4；增刊写 s1")
        parser.add_argument("--id", type=int, help="没有期号的，或期号相同的：编辑页地址里的编号")
        parser.add_argument("--reason", required=True, help="依据和批准人，不要写内容")

    def handle(self, *args, reason, **options):
        issue = _issue(options["id"], options["year"], options["number"])
        self.stdout.write(f"将处置：{issue.numbering}，编号 {issue.pk}，{issue.get_state_display()}。")
        by, second = _sign_in("签发人"), _sign_in("公开审查人员")
        try:
            disposal.dispose(issue, by=by, second=second, reason=reason)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        disposal.scrub()
        self.stdout.write("已处置。请按 docs/operations.md 的办法处理全部备份。")


def _issue(id, year, number):
    """The one issue that is meant, those in the trash included. Raises CommandError when none or several are."""
    if id is None and (year is None or number is None):
        raise CommandError("请写明年份和期号，如 2022 4；没有期号的写 --id。")
    wanted = {"pk": id} if id else _numbered(year, number)
    found = list(Issue.objects.filter(**wanted))
    if not found:
        raise CommandError("没有这一期，请核对编号。" if id else f"没有{year}年第{number}期。")
    if len(found) > 1:
        ids = "、".join(str(issue.pk) for issue in found)
        raise CommandError(f"这个期号有{len(found)}期（含回收站里的），编号是{ids}。请用 --id 写明是哪一期。")
    return found[0]


def _numbered(year, text):
    try:
        number, supplement = read_number(text)
    except ValueError as error:
        raise CommandError(str(error)) from error
    return {"year": year, "number": number, "supplement": supplement}


def _sign_in(who):
    try:
        given = {"username": input(f"{who}用户名："), "password": getpass(f"{who}密码：")}
    except EOFError:
        raise CommandError("须由两人在服务器的键盘上登录，没有处置。") from None
    # django-axes counts failures a request; this one comes from no address.
    user = authenticate(HttpRequest(), **given)
    if user is None:
        raise CommandError(f"{who}的用户名或密码不对，没有处置。")
    return user
