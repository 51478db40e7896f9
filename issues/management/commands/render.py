from django.core.management.base import BaseCommand

from issues import projections
from issues.models import Publication


class Command(BaseCommand):
    help = "按冻结的稿子重新生成所有已发布页面；不改任何校验值。"

    def handle(self, *args, **options):
        changed = 0
        publications = Publication.objects.filter(issue__disposal=None)
        for publication in publications.select_related("revision").iterator():
            changed += self._render(publication)
        self.stdout.write(f"更新 {changed}，未变 {publications.count() - changed}。")

    def _render(self, publication):
        pages = projections.rendered(publication.bulletin)
        if all(getattr(publication, name) == page for name, page in pages.items()):
            return 0
        return Publication.objects.filter(pk=publication.pk).update(**pages)
