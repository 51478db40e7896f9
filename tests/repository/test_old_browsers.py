"""Closed networks have browsers like Chromium 80: nothing of ours that readers need may be newer."""

import pytest

from tests.repository.files import text, tracked
from tests.repository.old_browsers import lacking_in_script, lacking_in_styles

STYLES = [path for path in tracked(".css") if path.parts[:2] == ("static", "css")]
SCRIPTS = [path for path in tracked(".js") if path.parts[0] == "static"]


def test_our_style_sheets_need_nothing_newer() -> None:
    assert len(STYLES) > 5
    assert lacking_in_styles({path.name: text(path) for path in STYLES}) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=str)
def test_our_modules_need_nothing_newer(path) -> None:
    assert lacking_in_script(text(path)) == []


@pytest.mark.parametrize(
    "style",
    [
        "a { aspect-ratio: 1; }",
        "a { inset: 0; }",
        "a { unheard-of: 1; }",
        "a { width: 100dvh; }",
        "a { --own: 1dvh; }",
        "a { width: calc(1px + 1cqw); }",
        "a { color: color-mix(in srgb, red, blue); }",
        "a { color: oklch(1 0 0); }",
        "a { all: revert; }",
        "a { overflow: clip; }",
        "a:is(b) { color: red; }",
        "a:where(b) { color: red; }",
        "a:has(b) { color: red; }",
        "a:not(b, c) { color: red; }",
        "a:not(b c) { color: red; }",
        "a:focus, a:focus-visible { color: red; }",
        "a { & b { color: red; } }",
        "a { b { color: red; } }",
        "a { @media print { color: red; } }",
        "@layer one { a { color: red; } }",
        "@container (min-width: 1px) { a { color: red; } }",
        "@property --a { syntax: '*'; }",
        "@media (width >= 40em) { a { color: red; } }",
        "@media (scripting: none) { a { color: red; } }",
        "@media (min-width: 1px) { a { inset: 0; } }",
        "@supports selector(a) { a { color: red; } }",
        ".a { display: flex; gap: 1em; }",
        ".a { display: flex; } @media print { .a { column-gap: 1em; } }",
        ".a { gap: 1em; }",
        ".a, .b { row-gap: 1em; } .a { display: grid; }",
    ],
)
def test_a_style_that_is_too_new_is_found(style: str) -> None:
    assert lacking_in_styles({"a.css": style}) != []


@pytest.mark.parametrize(
    "style",
    [
        ".a, .b { gap: 1em; } .a { display: grid; } .b { columns: 2; }",
        "a { text-wrap: balance; --own: 1rem; color: var(--own); width: clamp(1px, 2vw, 3rem); }",
        "a[href^='x:is']:not(.b):focus-within::before { content: ':has(a)'; }",
        "a:focus:not(:focus-visible) { outline: 0; }",
        "@supports (inset: 0) { a { inset: 0; } }",
        "@page :first { size: A4; margin: 1cm; @bottom-center { content: counter(page); } }",
        "@media print and (min-width: 40em) { a { color: rgb(0 0 0 / 50%); } }",
    ],
)
def test_a_style_that_chromium_80_knows_or_may_miss_is_let_through(style: str) -> None:
    assert lacking_in_styles({"a.css": style}) == []


@pytest.mark.parametrize(
    "script",
    [
        "a ??= b;",
        "a ||= b;",
        "a &&= b;",
        "a.at(-1);",
        "a?.at(-1);",
        "a.replaceAll('a', 'b');",
        "a.findLast(b);",
        "structuredClone(a);",
        "Object.hasOwn(a, 'b');",
        "class A { #b() {} }",
        "class A { #b = 1; }",
        "class A { static { b(); } }",
        "await a();",
        "const a = 1;\nconst b = await c();",
        "Promise.any([]);",
        "new Intl.Segmenter();",
        "AbortSignal.timeout(1);",
        "a.addEventListener('b', c, { signal: d });",
        "import a from './a.json' with { type: 'json' };",
        "import a from './a.json' assert { type: 'json' };",
        "new WeakRef(a);",
        "a.replaceChildren();",
        "const a = /b/v;",
        "const a = /b/dg;",
        "const a = '\\'; // '; b ??= c;\nd ??= e;",
    ],
)
def test_a_script_that_is_too_new_is_found(script: str) -> None:
    assert lacking_in_script(script) != []


@pytest.mark.parametrize(
    "script",
    [
        "a?.b ?? c; const d = 1_000; export * as e from './e.js'; import('./f.js'); import.meta.url;",
        "const a = 'b ??= c; d.at(1)'; // e ||= f",
        "/* await a */ const b = `c.replaceAll(d)`;",
        "const a = /#b/g; a.test('x'); const c = (/[/]&&=/);",
        "async function a() { await b(); for await (const c of d) { e(); } }",
        "class A { static b = 1; c = 2; }",
        "fetch('a', { signal: new AbortController().signal }); document.querySelector('#a'); a.matchAll(/(?<=b)c/g);",
    ],
)
def test_a_script_that_chromium_80_knows_is_let_through(script: str) -> None:
    assert lacking_in_script(script) == []


def test_the_modules_of_the_reading_side_are_small() -> None:
    sizes = {path.name: len(text(path).encode()) for path in SCRIPTS if "office" not in path.parts}
    assert sum(sizes.values()) <= 15_000, sizes
