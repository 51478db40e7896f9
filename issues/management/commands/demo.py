from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from hubs.models import Hub
from issues.demo import build
from issues.demo.fixture import fixture
from issues.models import Issue

FIXTURE = settings.BASE_DIR / "fixtures" / "2022-4.json"


class Command(BaseCommand):
    help = "在空的数据库里建立演示编辑部：真实的2022年第4期和三期演示稿，全部按正式流程办理。"

    def add_arguments(self, parser):
        parser.add_argument("--fixture", action="store_true", help="只重写 fixtures/2022-4.json，不留下任何数据")

    def handle(self, *args, **options):
        if User.objects.exists() or Issue.objects.exists() or Hub.objects.exists():
            raise CommandError("数据库里已经有内容，演示数据只能放进空的数据库。")
        if options["fixture"]:
            FIXTURE.write_text(fixture(), encoding="utf-8")
            self.stdout.write(f"已重写 {FIXTURE.name}。")
            return
        with transaction.atomic():
            people = build()
        self._tell(people)

    def _tell(self, people):
        self.stdout.write("演示编辑部已建好。以下账号只用于演示，密码是这台机器上随机生成的，只显示这一次：")
        for user, password in people:
            roles = "、".join([*user.roles, *(f"代理{one.principal}" for one in user.active_stand_ins)])
            self.stdout.write(f"  {user.username:<8}  {password}  {user.full_name}（{roles}）")
