import logging
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError

from reading.link_check import Walk, unreachable


class Command(BaseCommand):
    help = "核对网站和已发布各期里的链接，说出打不开的；站外链接只列出，加 --external 才去核对。"

    def add_arguments(self, parser):
        parser.add_argument("--external", action="store_true", help="也核对站外链接：每个地址访问一次，最多等10秒")

    def handle(self, *, external, **options):
        with _quietly():
            walk = Walk()
            found = list(walk.broken())
        found += _unreachable(walk.external) if external else []
        for sentence in found:
            self.stderr.write(sentence)
        if not external:
            for address, where in walk.external.items():
                self.stdout.write(f"站外链接，没有核对：{address}，见{where}")
        checked = f"{len(walk.opened)} 个页面和文件、{len(walk.links)} 处站内链接、{len(walk.external)} 个站外地址"
        if found:
            raise CommandError(f"有 {len(found)} 处链接打不开，见上；共查了 {checked}。")
        self.stdout.write(f"链接都打得开：{checked}{'' if external else '（站外没有核对）'}。")


def _unreachable(addresses):
    for address, why in unreachable(list(addresses)).items():
        yield f"{addresses[address]}：站外链接“{address}”打不开，{why}。"


@contextmanager
def _quietly():
    """What is not found is in the report; the log need not say it once more."""
    log = logging.getLogger("django.request")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)
