"""Which of several things that Word may show is the one that is read."""

from bulletin.parsing.word.xml import Element, W, children


def chosen(alternatives: Element) -> Element | None:
    """The one branch of mc:AlternateContent that is read: the first that holds words or a picture."""
    branches = list(children(alternatives))
    return next((one for one in branches if _says_something(one)), branches[0] if branches else None)


def is_placeholder(sdt: Element) -> bool:
    """Whether a content control shows only its invitation (单击此处输入文字)."""
    return sdt.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _says_something(branch: Element) -> bool:
    telling = (W + "t", "{*}blip", "{*}imagedata", W + "txbxContent", W + "p", W + "br")
    return next(branch.iter(*telling), None) is not None
