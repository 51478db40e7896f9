import logging


class WithoutDetail(logging.Formatter):
    """A traceback without PostgreSQL's DETAIL lines, which quote the row that was refused."""

    def formatException(self, ei):
        lines = super().formatException(ei).splitlines()
        return "\n".join(line for line in lines if not line.startswith("DETAIL:"))
