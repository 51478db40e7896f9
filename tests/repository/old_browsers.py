"""What our style sheets and modules use that Chromium 80 does not know.

Closed lists: what is not in one of them is refused. The properties were asked of a Chromium 80 itself: every name in
`getComputedStyle` and in `element.style` for which `CSS.supports(name, "initial")` held.
"""

import re
from pathlib import Path

import tinycss2

PROPERTIES = set((Path(__file__).parent / "chromium80.txt").read_text().split())
DESCRIPTORS = {"size", "src", "unicode-range"}
# Newer, and without them a page only looks a little plainer.
DECORATION = {
    *("accent-color", "appearance", "forced-color-adjust", "hanging-punctuation", "print-color-adjust"),
    *("scrollbar-gutter", "text-autospace", "text-decoration-thickness", "text-spacing-trim"),
    *("text-underline-offset", "text-wrap"),
}
NEWER_VALUES = {"revert", "revert-layer", "clip", "subgrid", "masonry", "plus-lighter"}
AT_RULES = {"charset", "media", "supports", "page", "font-face", "keyframes", "import"}
FEATURES = {"width", "height", "orientation", "hover", "pointer", "any-hover", "any-pointer", "resolution"} | {
    *("min-width", "max-width", "min-height", "max-height", "prefers-reduced-motion", "prefers-color-scheme"),
}
DECORATION_FEATURES = {"prefers-contrast", "forced-colors"}
PSEUDO = {"active", "checked", "disabled", "empty", "enabled", "first-child", "first-of-type", "focus", "hover"} | {
    *("focus-within", "indeterminate", "invalid", "lang", "last-child", "last-of-type", "link", "not", "nth-child"),
    *("nth-last-child", "nth-of-type", "only-child", "only-of-type", "required", "root", "target", "visited"),
    *("before", "after", "first-letter", "first-line", "placeholder", "selection", "first", "left", "right", "blank"),
    *("placeholder-shown", "read-only", "valid", "any-link", "optional", "-webkit-search-cancel-button"),
    *("-webkit-details-marker", "-webkit-search-decoration"),
}
# A rule with one of these is dropped as a whole: it may decorate, but stands by itself.
DECORATION_PSEUDO = {"focus-visible", "marker"}
# Of @page: page numbers on paper.
DECORATION_BOXES = {f"{edge}-{place}" for edge in ("top", "bottom") for place in ("left", "center", "right")}
UNITS = {"px", "em", "rem", "ch", "ex", "vw", "vh", "vmin", "vmax", "pt", "pc", "cm", "mm", "in", "q", "fr"} | {
    *("deg", "turn", "rad", "s", "ms", "dpi", "dppx"),
}
FUNCTIONS = {"var", "calc", "min", "max", "clamp", "rgb", "rgba", "hsl", "hsla", "url", "attr", "counter"} | {
    *("counters", "rect", "linear-gradient", "radial-gradient", "repeating-linear-gradient", "minmax", "repeat", "env"),
    *("fit-content", "translate", "translatex", "translatey", "scale", "rotate", "cubic-bezier", "steps", "format"),
    *("local", "drop-shadow", "brightness"),
}
COLUMNS = {"columns", "column-count", "column-width"}
GAPS = {"gap", "row-gap", "column-gap", "grid-gap", "grid-row-gap", "grid-column-gap"}

NEWER_SCRIPT = {
    "logical assignment": r"(\?\?|\|\||&&)=",
    "private name": r"#[A-Za-z_$]",
    "static block": r"\bstatic\s*\{",
    "method": r"\.(at|replaceAll|findLast|findLastIndex|toSorted|toReversed|toSpliced|replaceChildren|showPopover|"
    r"hidePopover|togglePopover|showPicker|checkVisibility|randomUUID|requestSubmit|isWellFormed)\s*\(",
    "function": r"\b(structuredClone|reportError)\s*\(",
    "Object": r"\bObject\.(hasOwn|groupBy)\b",
    "Promise": r"\bPromise\.(any|withResolvers|try)\b",
    "Intl": r"\bIntl\.(Segmenter|DisplayNames|DurationFormat|supportedValuesOf)\b",
    "AbortSignal": r"\bAbortSignal\.(timeout|any|abort)\b",
    "listener signal": r"addEventListener\([^;{]*,\s*\{[^}]*\bsignal\b",
    "weak reference": r"\b(WeakRef|FinalizationRegistry)\b",
    "import attribute": r"\bimport\b[^;\n]*\b(with|assert)\s*\{|\bfrom\s*(\"\"|'')\s*(with|assert)\b",
    "URL": r"\bURL\.(canParse|parse)\b",
    "scheduling": r"\b(scheduler\.|navigation\.|startViewTransition|CSSStyleSheet\s*\()",
}
# Comments, strings and regular expressions, in the order in which a reader meets them.
NO_CODE = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|"
    r"(?<=[=(,:;!&|?{}\[\n])(?P<space>\s*)/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*",
    re.DOTALL,
)
NEWER_PATTERN = re.compile(r"/[a-z]*[dv][a-z]*$")


def lacking_in_styles(sheets: dict[str, str]) -> list[str]:
    """One line for each thing; all `sheets` (name → text) apply to one page."""
    rules = [(name, rule) for name, text in sheets.items() for rule in _rules(text)]
    shown = _displays(rules)
    found = [f"{name}: {fault}" for name, text in sheets.items() for fault in _of_at_rules(_parsed(text))]
    for name, (selector, declarations) in rules:
        faults = [*_of_selector(selector), *_of_declarations(declarations), *_of_gaps(selector, declarations, shown)]
        found += [f"{name}: {fault} in {selector}" for fault in faults]
    return found


def _parsed(text):
    return tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)


def _rules(text):
    """(selector, declarations) of every rule that applies without asking what the browser supports."""
    return list(_within(_parsed(text)))


def _within(nodes):
    for node in nodes:
        if node.type == "at-rule" and node.content is not None and node.lower_at_keyword != "supports":
            yield from _of_block(node)
        elif node.type == "qualified-rule":
            yield tinycss2.serialize(node.prelude).strip(), _declarations(node)
        elif node.type == "error":
            yield f"unreadable: {node.message}", []


def _of_block(node):
    if node.lower_at_keyword in ("page", "font-face"):
        yield f"@{node.lower_at_keyword}", _declarations(node)
    else:
        yield from _within(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))


def _declarations(node):
    return tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)


def _of_at_rules(nodes):
    for node in nodes:
        if node.type != "at-rule":
            continue
        if node.lower_at_keyword not in AT_RULES:
            yield f"@{node.lower_at_keyword}"
        prelude = tinycss2.serialize(node.prelude)
        if node.lower_at_keyword == "media":
            features = set(re.findall(r"\(\s*([a-z-]+)", prelude)) - FEATURES - DECORATION_FEATURES
            yield from (f"@media ({feature})" for feature in sorted(features))
            yield from (f"@media with {sign}" for sign in re.findall(r"[<>]", prelude))
        if "selector(" in prelude:
            yield "@supports selector()"


def _of_selector(selector):
    if selector.startswith("unreadable"):
        yield selector
    names = {name.lower() for name in re.findall(r"::?([a-z-]+)", re.sub(r"\[[^\]]*\]", "", selector))}
    yield from (f":{name}" for name in sorted(names - PSEUDO - DECORATION_PSEUDO))
    if re.search(r":not\([^()]*[,\s>+~][^()]*\)", selector):
        yield ":not() with more than one simple selector"
    newer = [one for one in selector.split(",") if any(f":{name}" in one for name in DECORATION_PSEUDO)]
    if newer and len(newer) < len(selector.split(",")):
        yield f"{newer[0].strip()} takes the whole rule with it"


def _of_declarations(declarations):
    for one in declarations:
        margin_box = one.type == "at-rule" and one.lower_at_keyword in DECORATION_BOXES
        if one.type in ("qualified-rule", "at-rule") and not margin_box:
            yield "a rule within a rule"
        if one.type != "declaration":
            continue
        if not one.lower_name.startswith("--") and one.lower_name not in PROPERTIES | DESCRIPTORS | DECORATION:
            yield one.lower_name
        if one.lower_name not in DECORATION:
            yield from (f"{one.lower_name}: {fault}" for fault in _of_value(one.value))


def _of_value(tokens):
    for token in tokens:
        if token.type == "dimension" and token.lower_unit not in UNITS:
            yield f"unit {token.lower_unit}"
        elif token.type == "ident" and token.lower_value in NEWER_VALUES:
            yield token.lower_value
        elif token.type == "function":
            yield from [] if token.lower_name in FUNCTIONS else [f"{token.lower_name}()"]
            yield from _of_value(token.arguments)
        elif token.type == "() block":
            yield from _of_value(token.content)


def _displays(rules):
    """selector → every `display` it is given anywhere, and “columns” for one set in columns."""
    shown = {}
    for _, (selectors, declarations) in rules:
        for selector in map(str.strip, selectors.split(",")):
            for one in declarations:
                if one.type == "declaration" and one.lower_name in (
                    "display",
                    "columns",
                    "column-count",
                    "column-width",
                ):
                    value = tinycss2.serialize(one.value).strip() if one.lower_name == "display" else "columns"
                    shown.setdefault(selector, set()).add(value)
    return shown


def _of_gaps(selectors, declarations, shown):
    """Chromium 80 has gaps in a grid and between columns, not between flexible boxes."""
    if not any(one.type == "declaration" and one.lower_name in GAPS for one in declarations):
        return
    for selector in map(str.strip, selectors.split(",")):
        ways = shown.get(selector, set())
        if not ways & {"grid", "inline-grid", "columns"} or ways & {"flex", "inline-flex"}:
            yield f"gap outside a grid ({selector})"


def lacking_in_script(text: str) -> list[str]:
    patterns = [found[0] for found in NO_CODE.finditer(text) if NEWER_PATTERN.search(found[0])]
    code = NO_CODE.sub(lambda found: '""' if found[0][0] in "\"'`" else " ", text)
    found = [
        f"{what}: {one[0].strip()}" for what, pattern in NEWER_SCRIPT.items() for one in re.finditer(pattern, code)
    ]
    return found + [f"regular expression {one}" for one in patterns] + _awaits_at_the_top(code)


def _awaits_at_the_top(code):
    depth = 0
    for token in re.findall(r"[{}]|\bawait\b", code):
        depth += {"{": 1, "}": -1}.get(token, 0)
        if token == "await" and depth == 0:
            return ["await outside a function"]
    return []
