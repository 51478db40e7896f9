from django.core.management.commands import loaddata

from issues.models import Publication
from issues.search import index


class Command(loaddata.Command):
    """Django's own; what it loads of publications is then searched like everything released here."""

    def handle(self, *labels, **options):
        super().handle(*labels, **options)
        if Publication.objects.exists():
            index.rebuild()
