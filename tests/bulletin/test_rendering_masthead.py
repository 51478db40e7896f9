import datetime

from hypothesis import given

from bulletin.rendering import masthead
from bulletin.rendering.anchors import anchors
from bulletin.value import Annotations, Bulletin, CaseNote, Contact, DateStyle, Kind, Section
from tests.bulletin.factories import issue, two_articles
from tests.bulletin.strategies import bulletins


def headed(*levels: int) -> Bulletin:
    return Bulletin(sections=tuple(Section(Kind.DISCUSSION, heading="题", level=level) for level in levels))


def test_an_issue_names_its_number_and_total():
    assert masthead.number_line(issue()) == "第4期"
    assert masthead.total_line(issue()) == "（总第418期）"


def test_a_supplement_names_its_year():
    assert masthead.number_line(issue(supplement=True, number=1)) == "2022年增刊第1期"


def test_what_is_not_known_yet_is_not_printed():
    draft = Bulletin()
    assert masthead.number_line(draft) == masthead.total_line(draft) == masthead.date_line(draft) == ""
    assert masthead.board_line(draft) == masthead.contact_line(draft) == masthead.copies_line(draft) == ""


def test_the_date_is_written_in_the_style_of_the_issue():
    day = datetime.date(2022, 1, 25)
    assert masthead.date_line(Bulletin(date=day)) == "二〇二二年元月二十五日"
    assert masthead.date_line(Bulletin(date=day, date_style=DateStyle.ARABIC)) == "2022年1月25日"


def test_contact_names_only_what_is_known():
    assert masthead.contact_line(Bulletin(contact=Contact(phone="0374-1"))) == "电话：0374-1"


def test_headings_are_nested_without_skipping_a_step():
    assert masthead.depths(headed(1, 3, 4, 2, 1)) == (0, 1, 2, 1, 0)
    assert masthead.depths(headed(3, 2, 1)) == (0, 0, 0)


def test_headings_stand_under_the_title_of_their_article():
    assert masthead.depths(two_articles()) == (0, 1, 0, None)


def test_contents_name_the_headings_and_the_lessons():
    assert [(entry.text, entry.depth) for entry in masthead.contents(issue())] == [
        ("英国伦敦科技创新中心", 0),
        ("英国剑桥科技创新中心", 0),
        ("一、综合来看", 0),
        ("（一）分述", 1),
        ("启示", 0),
    ]


def test_one_heading_needs_no_contents():
    assert masthead.contents(headed(1)) == ()


def test_a_case_stands_at_its_hub_and_counts_when_met_again():
    assert anchors(issue()) == ("section-1", "hub-london", "hub-london-2", "section-4", "section-5", "section-6")


def test_articles_are_counted():
    assert anchors(two_articles()) == ("article-1", "section-2", "article-2", "section-4")


def test_learning_a_hub_later_moves_no_other_anchor():
    before = anchors(issue(annotations=Annotations()))
    assert before[3:] == anchors(issue())[3:]


def test_a_hub_named_like_the_second_of_another_gets_an_anchor_of_its_own():
    cases = tuple(Section(Kind.CASE, heading="题") for _ in range(3))
    slugs = ("london", "london-2", "london")
    notes = tuple(CaseNote(number, str(number), slug, "") for number, slug in enumerate(slugs))
    bulletin = Bulletin(sections=cases, annotations=Annotations(cases=notes))
    assert anchors(bulletin) == ("hub-london", "hub-london-2", "hub-london-3")


@given(bulletins())
def test_each_section_has_an_anchor_of_its_own(bulletin):
    assert len(set(anchors(bulletin))) == len(bulletin.sections)
