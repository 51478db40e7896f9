"""What a PDF of an issue is: its words, its fonts, what it says of itself, the same bytes each time."""

import datetime
import hashlib
import io
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given, settings

from bulletin.rendering import pdf, text
from bulletin.value import Bulletin, Kind, Section, public_form
from tests.bulletin import factories, strategies
from tests.bulletin.paper import pages, printable, read

pytestmark = pytest.mark.looks

ROOT = Path(__file__).resolve().parents[2]
RARE = "镕堃喆昇珺玥〇“”‘’•—…①℃"
HOSTILE = (
    '#sys.inputs #panic("x") #{1+1} $x^2$ \\ \\u{41} `code` *strong* _em_ @ref <label> // /* */ ~ -- ... "q" \'q\'',
    '#import "/etc/passwd": *',
    "= 标题",
    "/ 甲: 乙",
    "#" * 50,
)


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


def pdftotext(content: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()


def without_page_numbers(words: str) -> str:
    return re.sub(r"^— ?\d+ ?—$", "", words, flags=re.MULTILINE)


def printed(*sections: Section, **changes: object) -> str:
    """The characters of an issue with these sections, in the order of the file."""
    return "".join(char.text for page in pages(factories.issue(sections=sections, **changes)) for char in page.body)


def test_every_character_of_the_real_issue_stands_in_the_file_in_order() -> None:
    found = "".join(char.text for page in pages(factories.seed()) for char in page.body)
    assert found == squeezed(text.render(factories.seed()))


@pytest.mark.pdftotext
def test_what_is_copied_out_is_what_was_written() -> None:
    found = pdftotext(pdf.render(factories.seed()))
    assert squeezed(without_page_numbers(found)) == squeezed(text.render(factories.seed()))


@pytest.mark.pdftotext
def test_rare_names_and_marks_are_found_by_a_search() -> None:
    issue = factories.issue(sections=(Section(Kind.LEAD, text=f"字{RARE}字"),))
    assert f"字{RARE}字" in pdftotext(pdf.render(issue))


def test_every_field_that_is_printed_stands_in_the_file() -> None:
    found = "".join(char.text for page in pages(factories.issue()) for char in page.body)
    for part in re.split(r"[\n　]", text.render(factories.issue())):
        assert squeezed(part).removeprefix("编号：") in found


@pytest.mark.parametrize(
    "note", ["编者按：", "编者按：- 甲", "编者按：**重点**，乙", "按语\n编者按：\n- 甲", "编者按：| 甲 |"]
)
def test_a_note_of_the_editor_loses_no_character(note: str) -> None:
    found = printed(Section(Kind.LEAD, text="正文"), editor_note=note)
    assert squeezed(note.replace("**", "").replace("\n- 甲", "•甲")) in found


def test_the_public_form_has_no_labels_no_distribution_and_no_copies() -> None:
    found = "".join(char.text for page in pages(public_form(factories.issue())) for char in page.body)
    assert "决策参阅" in found
    for internal in ("内部资料", "领导参阅", "报：", "共印", "000036"):
        assert internal not in found


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_that_looks_like_code_of_typst_is_printed_as_typed(hostile: str) -> None:
    section = Section(Kind.DISCUSSION, "一、", hostile, 1, text=hostile)
    assert printed(section, title=hostile, byline=hostile).count(squeezed(hostile)) == 4


def test_what_is_given_beside_the_issue_is_no_code_either() -> None:
    made = pdf.render(factories.issue(), watermark="#panic()", draft="$x$", copy_number="*1*")
    assert b"%PDF" in made[:8]


def test_an_empty_issue_is_a_page() -> None:
    assert len(pages(Bulletin())) == 1


def test_an_issue_of_200_pages_is_printed() -> None:
    seed = factories.seed()
    made = pdf.render(replace(seed, sections=seed.sections * 43))
    with pdfplumber.open(io.BytesIO(made)) as document:
        assert len(document.pages) > 200


@settings(max_examples=30)
@given(strategies.bulletins().map(printable))
def test_any_bulletin_there_can_be_is_printed_and_loses_no_character(bulletin: Bulletin) -> None:
    lines = text.render(bulletin).split("\n")
    asked = Counter(squeezed("".join(line for line in lines if not line.startswith(("本期要目", "◇")))))
    found = Counter("".join(char.text for page in read(pdf.render(bulletin)) for char in page.chars))
    # The text names the copy number and marks items of lists.
    assert (asked - found).keys() <= set("编号：-")


def test_the_file_says_what_it_is() -> None:
    with pdfplumber.open(io.BytesIO(pdf.render(factories.seed()))) as document:
        about, catalog = document.metadata, document.doc.catalog
    assert about["Title"] == "国外一流科技创新中心是怎样建设的"
    assert about["Author"] == "许昌市科技创新公共服务中心"
    assert about["Keywords"] == "决策参阅, 第4期, 总第418期"
    assert about["CreationDate"].startswith("D:20220125")
    assert catalog["Lang"] == b"zh-CN"
    assert catalog["MarkInfo"]["Marked"]


def test_the_outline_names_the_title_and_the_headings() -> None:
    with pdfplumber.open(io.BytesIO(pdf.render(factories.issue()))) as document:
        outline = [(level, title) for level, title, *_ in document.doc.get_outlines()]
    assert outline == [
        (1, "科技创新中心是怎样建设的"),
        (2, "英国伦敦科技创新中心"),
        (2, "英国剑桥科技创新中心"),
        (2, "一、综合来看"),
        (3, "（一）分述"),
    ]


def test_it_is_for_keeping_and_for_reading_aloud() -> None:
    made = pdf.render(factories.issue())
    assert b'pdfaid:part="2"' in made or b"<pdfaid:part>2<" in made
    assert b"<pdfuaid:part>1<" in made


def test_a_draft_without_a_date_is_printed_all_the_same() -> None:
    assert b"pdfaid" not in pdf.render(factories.issue(date=None))


def test_a_printing_house_is_given_red_of_yellow_and_magenta() -> None:
    with pdfplumber.open(io.BytesIO(pdf.render(factories.issue(), press=True))) as document:
        assert document.pages[0].lines[0]["stroking_color"] == pytest.approx((0, 0.8, 0.8, 0))


@pytest.mark.pdftotext
def test_fonts_are_embedded_as_subsets_with_their_unicode() -> None:
    made = pdf.render(factories.issue())
    listed = subprocess.run(["pdffonts", "-"], input=made, capture_output=True, check=True).stdout.decode()
    rows = [row.split() for row in listed.splitlines()[2:]]
    assert len(rows) >= 2
    assert all(re.match("[A-Z]{6}[+]", row[0]) for row in rows)
    assert {tuple(row[-5:-2]) for row in rows} == {("yes", "yes", "yes")}


def test_the_same_issue_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from bulletin.rendering import pdf; from tests.bulletin import factories;"
        "print(hashlib.sha256(pdf.render(factories.issue())).hexdigest())"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    here = hashlib.sha256(pdf.render(factories.issue())).hexdigest()
    assert told.strip() == here


def test_a_character_no_font_has_is_an_error_that_names_it_and_its_place() -> None:
    issue = factories.issue(title="题\U00020bb7", sections=(Section(Kind.DISCUSSION, "一、", "问题", 1, text="好😀"),))
    with pytest.raises(pdf.MissingGlyph) as refused:
        pdf.render(issue)
    assert "“😀”（U+1F600，在“问题”的正文）" in str(refused.value)
    assert "“\U00020bb7”（U+20BB7，在标题）" in str(refused.value)
    assert "FONT_DIRS" in str(refused.value)


def test_a_watermark_of_a_name_no_font_has_stops_nobody_from_reading() -> None:
    assert pdf.render(factories.issue(), watermark="\U00020bb7某")


def illustrated() -> Bulletin:
    return factories.issue(sections=(Section(Kind.LEAD, text="见图。\n![园区全景](/media/b.png)\n图1　园区"),))


def test_a_picture_is_named_where_it_stands() -> None:
    assert "园区全景" in "".join(char.text for page in pages(illustrated()) for char in page.body)


def test_a_table_longer_than_a_page_goes_on_with_its_head() -> None:
    rows = "\n".join(f"| 企业{number} | {number} |" for number in range(60))
    section = Section(Kind.LEAD, text=f"表1 企业\n| 企业名称 | 数值 |\n|---|---|\n{rows}")
    found = printed(section, date=datetime.date(2022, 1, 25))
    assert found.count("企业名称") >= 2
    assert all(f"企业{number}" in found for number in range(60))
