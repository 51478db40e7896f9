"""`python -m bench.child JOB [NUMBER]`: what a run does inside Django, each in a process of its own; prints JSON."""

import importlib
import json
import sys

import django

JOBS = {
    "fill": "bench.office",
    "anonymous_pages": "bench.pages",
    "take_in_seed": "bench.seed",
    "pdf_of_seed": "bench.documents",
    "docx_of_seed": "bench.documents",
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
    job, *numbers = sys.argv[1:]
    django.setup()
    print(json.dumps(getattr(importlib.import_module(JOBS[job]), job)(*map(int, numbers))))


if __name__ == "__main__":
    main()
