"""How a reader wants pages set: in the mode for old eyes or not, and the text of an issue in one of three sizes."""

from typing import NamedTuple

# Parameter and cookie → what it may say, the usual first.
CHOICES = {"mode": ("standard", "elder"), "size": ("medium", "small", "large")}
COOKIES = {"mode": "display_mode", "size": "text_size"}


class Display(NamedTuple):
    mode: str
    size: str
    classes: str

    @property
    def elder(self):
        return self.mode == "elder"


def _display(mode, size):
    classes = [mode] if mode == "elder" else []
    return Display(mode, size, " ".join(classes + ([f"text-{size}"] if size != "medium" else [])))


ALL = {(mode, size): _display(mode, size) for mode in CHOICES["mode"] for size in CHOICES["size"]}


def of(request):
    """What this reader chose; a cookie that says anything else says nothing."""
    return ALL[_chosen(request, "mode"), _chosen(request, "size")]


def _chosen(request, name):
    value = request.COOKIES.get(COOKIES[name])
    return value if value in CHOICES[name] else CHOICES[name][0]


def context(request):
    return {"display": of(request)}
