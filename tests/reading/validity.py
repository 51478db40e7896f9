"""Whether a page is HTML as the standard writes it: html5lib's complaints, and rules that a parser does not know."""

import re
from collections import Counter

import html5lib
from html5lib.constants import E

REFERENCES = ("for", "list", "headers", "form", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
MAY_BE_EMPTY = {"alt", "value", "content"}
SWITCHES = {"allowfullscreen", "async", "autofocus", "checked", "defer", "disabled", "formnovalidate", "hidden"} | {
    *("ismap", "multiple", "nomodule", "novalidate", "open", "readonly", "required", "reversed", "selected")
}
PHRASING = {"a", "abbr", "audio", "b", "bdi", "bdo", "br", "button", "canvas", "cite", "code", "data", "datalist"} | {
    *("del", "dfn", "em", "i", "img", "input", "ins", "kbd", "label", "mark", "math", "meter", "noscript", "object"),
    *("option", "optgroup", "output", "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "select"),
    *("small", "span", "strong", "sub", "sup", "svg", "template", "textarea", "time", "u", "var", "video", "wbr"),
}
ONLY_PHRASING = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "span", "em", "strong", "b", "i", "small", "cite"} | {
    *("q", "dfn", "abbr", "time", "code", "sub", "sup", "mark", "u", "s", "button", "label", "dt", "summary"),
}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "tr": {"td", "th"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "select": {"option", "optgroup"},
}
INTERACTIVE = {"a", "button", "input", "select", "textarea", "label", "details", "summary"}
WHEN = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")
HEADING = re.compile(r"h([1-6])")


def faults(html: str) -> list[str]:
    """What is wrong with the page, a line each."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    complaints = [f"line {line}: {E[code] % data}" for (line, _), code, data in parser.errors]
    return [*complaints, *_of_ids(tree), *_of_headings(tree), *_of_attributes(tree), *_of_nesting(tree)]


def _elements(tree):
    return [element for element in tree.iter() if isinstance(element.tag, str)]


def _of_ids(tree):
    ids = Counter(element.get("id") for element in _elements(tree) if element.get("id") is not None)
    yield from (f"the id {name!r} comes {times} times" for name, times in ids.items() if times > 1)
    yield from (f"no id holds white space: {name!r}" for name in ids if re.search(r"\s", name) or not name)
    for element in _elements(tree):
        yield from (f"<{element.tag}> points at #{name}" for name in _pointed_at(element) if name not in ids)


def _pointed_at(element):
    href = element.get("href") or ""
    fragment = [href[1:]] if href.startswith("#") and len(href) > 1 else []
    return fragment + [name for attribute in REFERENCES for name in (element.get(attribute) or "").split()]


def _of_headings(tree):
    levels = [int(found[1]) for element in _elements(tree) if (found := HEADING.fullmatch(element.tag))]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            yield f"h{after} after h{before}"
    yield from (f"<{one.tag}> says nothing" for one in _elements(tree) if HEADING.fullmatch(one.tag) and not _text(one))


def _text(element):
    return "".join(element.itertext()).strip()


def _of_attributes(tree):
    if not tree.get("lang"):
        yield "no lang"
    for element in _elements(tree):
        for name, value in element.attrib.items():
            if not value and name not in MAY_BE_EMPTY | SWITCHES and not str(name).startswith("data-"):
                yield f"<{element.tag}> has an empty {name}"
        if not WHEN.fullmatch(element.get("datetime", "2022")):
            yield f"<{element.tag}> has an odd datetime"
        if element.tag == "img" and element.get("alt") is None:
            yield "<img> without alt"


def _of_nesting(tree, above=()):
    for element in tree:
        if not isinstance(element.tag, str) or "svg" in above:
            continue
        yield from _misplaced(element.tag, above or ("html",))
        yield from _of_nesting(element, (*above, element.tag))


def _misplaced(tag, above):
    parent = above[-1]
    if parent in ONLY_PHRASING and tag not in PHRASING and not HEADING.fullmatch(tag if parent == "summary" else ""):
        yield f"<{tag}> in <{parent}>"
    if parent in CHILDREN and tag not in CHILDREN[parent] | {"script", "template"}:
        yield f"<{tag}> straight in <{parent}>"
    if tag in INTERACTIVE and {"a", "button"} & set(above):
        yield f"<{tag}> in a link or button"
