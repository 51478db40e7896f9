"""A strict little reader of the pages we write: it refuses what a browser would silently repair."""

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}
# Elements that a browser would move out of a paragraph.
BLOCKS = {"article", "aside", "blockquote", "div", "dl", "figure", "footer", "form", "header", "hr", "main", "nav"} | {
    *("h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "section", "table", "ul")
}


class Page(HTMLParser):
    """The links, ids and elements of a page; AssertionError where tags are not nested or an id comes twice."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.paragraphs, self.assets = [], [], [], [], []
        self.to_copy = False  # whether the rest is what is pasted elsewhere, with its own styles
        self.text = ""
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {self.open}"
        assert len(self.ids) == len(set(self.ids)), f"an id twice: {sorted(self.ids)}"

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        assert not (tag in BLOCKS and "p" in self.open), f"<{tag}> in a paragraph"
        assert not (tag == "a" and "a" in self.open), "a link in a link"
        assert "style" not in attrs or self.to_copy, "inline style"
        assert tag != "script" or "src" in attrs, "inline script"
        self.to_copy = self.to_copy or attrs.get("id") == "piece"
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.links += [attrs["href"]] if tag == "a" else []
        self.assets += [attrs["href"]] if tag == "link" and attrs["rel"] not in ("alternate", "expect") else []
        self.assets += [attrs["src"]] if tag == "script" else []
        if tag == "p":
            self.paragraphs.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data):
        self.text += data
        if "p" in self.open:
            self.paragraphs[-1] += data


def page_of(response):
    return Page(response.content.decode())
