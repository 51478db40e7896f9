from django.core.management.base import BaseCommand, CommandError

from bulletin.rendering.pdf import MissingGlyph
from issues import printing, projections
from issues.models import Publication


class Command(BaseCommand):
    help = "按冻结的稿子重新生成所有已发布页面，补排还没有留存的 PDF；不改任何校验值和已留存的文件。"

    def handle(self, *args, **options):
        changed = 0
        publications = Publication.objects.filter(issue__disposal=None)
        for publication in publications.select_related("revision").iterator():
            changed += self._render(publication)
        self.stdout.write(f"更新 {changed}，未变 {publications.count() - changed}。")
        self._keep_papers()

    def _render(self, publication):
        pages = projections.rendered(publication.bulletin)
        if all(getattr(publication, name) == page for name, page in pages.items()):
            return 0
        return Publication.objects.filter(pk=publication.pk).update(**pages)

    def _keep_papers(self):
        """One transaction a publication: interrupted, it goes on where it stopped."""
        made, refused = 0, 0
        for publication in printing.waiting().select_related("revision", "issue").order_by("pk"):
            try:
                made += len(printing.keep_later(publication))
            except MissingGlyph as missing:
                refused += 1
                self.stderr.write(f"{publication}：{missing}")
        self.stdout.write(f"补排 PDF {made} 个。")
        if refused:
            raise CommandError(f"有 {refused} 次发布排不成 PDF，见上。装好字体后请再执行一次。")
