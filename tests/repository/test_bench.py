"""`make bench` on a small scale: that it runs and says what it should, not how fast anything is."""

import importlib
import json
import os
import re
import subprocess
import sys

import pytest

from bench import corpus, load
from bench.documents import RENDER
from bench.turns import Turn, percentile, processor, rate, ratio
from bulletin.value import Kind
from tests.repository.files import ROOT

SMALL = (
    "--issues",
    "2",
    "--rounds",
    "1",
    "--seconds",
    "0.1",
    "--archived",
    "2",
    "--searched",
    "3",
    "--rows",
    "4",
    "--imported",
    "2",
)


def test_a_small_run_prints_a_row_for_each_page_and_the_import() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", *SMALL], cwd=ROOT, env=dict(os.environ), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert re.search("^2 issues published on ", done.stdout, re.MULTILINE)
    assert re.search(r"^import of fixtures/2022-4\.txt: \d+ ms .* MiB", done.stdout, re.MULTILINE)
    assert re.search(r"^import of 2 text issues: \d+\.\d s \(.*progress", done.stdout, re.MULTILINE)
    names = ("home", "list", "issue", "hub", "compare", "lessons", "search")
    rows = [line.split() for line in done.stdout.splitlines() if re.match(rf"({'|'.join(names)}) +\d", line)]
    assert [row[0] for row in rows] == list(names)
    assert {len(row) for row in rows} == {13}
    assert max(int(row[2]) for row in rows) <= 5  # queries
    assert re.search(
        r"^archive of 2 issues: written in \d+\.\d s, .* restored and verified in", done.stdout, re.MULTILINE
    )
    assert re.search(r"^search in 3 issues \(\d+ texts\) on SQLite", done.stdout, re.MULTILINE)
    assert re.search(r"^first 20 hits( +\d+\.\d){4}$", done.stdout, re.MULTILINE)
    assert re.search(r"^as a page( +\d+\.\d){4}$", done.stdout, re.MULTILINE)
    assert re.search(r"^two words( +\d+\.\d){4}$", done.stdout, re.MULTILINE)
    sheets = [line.split() for line in done.stdout.splitlines() if re.match(r"(library|ours) +\d", line)]
    assert [(row[0], len(row)) for row in sheets] == [("library", 6), ("ours", 6)]


def test_the_documents_are_measured_alone_when_asked_for() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--documents"], cwd=ROOT, env=dict(os.environ), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert re.findall(r"^([a-z]+)(?: +[\d.]+){5}$", done.stdout, re.MULTILINE) == list(RENDER)
    assert "published" not in done.stdout


def test_an_invented_issue_is_as_long_as_the_real_one_and_always_the_same() -> None:
    issue = corpus.composed(300)
    hanzi = [
        letter for one in issue.sections for letter in one.heading + one.thesis + one.text if "一" <= letter <= "龥"
    ]
    assert 2_000 < len(hanzi) < 4_500
    assert issue == corpus.composed(300)
    assert sum(one.kind is Kind.CASE for one in issue.sections) == 5


def test_the_invented_run_leads_up_to_the_real_issue() -> None:
    last = corpus.composed(417)
    assert (last.year, last.number) == (2022, 3)


def test_a_turn_is_summed_up() -> None:
    real, bare = Turn([4.0, 6.0], 1, 10), Turn([1.0] * 8, 1, 4)
    assert (rate([real]), percentile([real], 0.5), processor([real]), ratio([[real, bare]])) == (2, 6.0, 5, 0.25)


def test_a_wrong_answer_is_not_counted_as_a_fast_one(live_server) -> None:
    with pytest.raises(RuntimeError, match="Expected 200"):
        load.burst(int(live_server.url.rsplit(":", 1)[1]), "/nowhere/", 10, 1, 60)


def test_the_page_of_the_bare_application_comes_byte_for_byte(tmp_path, monkeypatch) -> None:
    page = {"path": "/", "headers": [["X-A", "b"]], "body": "决策".encode().decode("latin-1")}
    (tmp_path / "pages.json").write_text(json.dumps([page]), encoding="utf-8")
    monkeypatch.setenv("BENCH_PAGES", str(tmp_path / "pages.json"))
    bare = importlib.import_module("bench.bare")
    said = []
    body = bare.application({"PATH_INFO": "/"}, lambda *told: said.append(told))
    assert (body, said) == (["决策".encode()], [("200 OK", [("X-A", "b")])])
