from django.core.management.base import BaseCommand, CommandError

from accounts.models import AuditEntry
from issues import verification, verifying_paper
from issues.models import Publication, Revision


class Command(BaseCommand):
    help = "核对全部稿子、发布、索引、数据库保护和审计记录是否完好。"

    def handle(self, *args, **options):
        found = list(verification.problems())
        for problem in found:
            self.stderr.write(problem)
        if found:
            raise CommandError(f"有 {len(found)} 处不符，见上。请先备份，不要改动，联系系统管理人员。")
        counts = f"{Revision.objects.count()} 稿、{Publication.objects.count()} 次发布"
        self.stdout.write(f"全部完好：{counts}，审计记录连续。")
        for remark in verifying_paper.remarks():
            self.stdout.write(remark)
        if last := AuditEntry.objects.order_by("sequence").last():
            self.stdout.write(
                f"审计末条：第{last.sequence}条，校验值 {last.hash}。请与备份一起留存，日后可查有没有被截去。"
            )
