"""A hub's model as the bulletin writes it: “科技（辐射）+产业（网络）+制度（环境）”."""

import re

_TERM = r"[^\s（）()+＋“”\"。；;，,：:]{1,12}[（(][^\s（）()+＋“”\"。；;]{1,12}[）)]"
_FORMULA = re.compile(rf"{_TERM}(?:\s?[+＋]\s?{_TERM})+")
_PAIR = re.compile(r"([^\s（）()+＋]+)[（(]([^（）()]+)[）)]")


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """(element, role) of each term: ((科技, 辐射), (产业, 网络), …); empty when `text` is not wholly a formula."""
    if not _FORMULA.fullmatch(text.strip('“”" \u3000')):
        return ()
    return tuple((pair[1], pair[2]) for pair in _PAIR.finditer(text.strip('“”" \u3000')))


def find(text: str) -> str:
    """The first formula quoted in `text`, as written there, or ""."""
    found = re.search(rf"[“\"]({_FORMULA.pattern})[”\"]", text)
    return found[1] if found else ""
