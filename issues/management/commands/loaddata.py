from django.core.management.commands import loaddata

from issues import printing
from issues.models import Publication
from issues.search import index


class Command(loaddata.Command):
    """Django's own; publications it loads are then searched, and have their paper, like everything released here.

    A fixture holds no PDF: its bytes depend on the fonts of the machine.
    """

    def handle(self, *labels, **options):
        super().handle(*labels, **options)
        if Publication.objects.exists():
            index.rebuild()
        for publication in printing.waiting():
            printing.keep_later(publication)
