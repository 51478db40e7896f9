"""`python -m bench.child JOB [NUMBER or FORMAT]`: what a run does in Django, in a process of its own; prints JSON."""

import importlib
import json
import sys

import django

JOBS = {
    "fill": "bench.office",
    "anonymous_pages": "bench.pages",
    "take_in_seed": "bench.seed",
    "seed_as": "bench.documents",
    "import_texts": "bench.importing",
    "fill_archive": "bench.archive",
    "search_archive": "bench.searches",
    "fill_catalogue": "bench.catalogue",
    "export_catalogue": "bench.catalogue",
    "restore_catalogue": "bench.catalogue",
    "library_sheet": "bench.sheets",
    "our_sheet": "bench.sheets",
}


def main() -> None:
    job, *arguments = sys.argv[1:]
    django.setup()
    print(json.dumps(getattr(importlib.import_module(JOBS[job]), job)(*map(_number_or_name, arguments))))


def _number_or_name(argument: str) -> int | str:
    return int(argument) if argument.isdecimal() else argument


if __name__ == "__main__":
    main()
