"""How the fields of an issue stand on its page: all of them to write in, what is filled to read."""

AFTER = "after-content"
FILLED_BEFORE = "新的一期照刊物的设定填好，一般不用改。"
FIELDSETS = [
    ("刊头", {"fields": [("year", "number", "total", "date", "supplement")]}),
    ("标题", {"fields": ["title", "subtitle", "editor_note"]}),
    ("公开属性和审级", {"classes": [AFTER], "fields": [("attribute", "stages")]}),
    ("文末", {"classes": ["collapse", AFTER], "fields": ["byline", "sources"]}),
    (
        "刊头、刊尾的其他内容",
        {
            "classes": ["collapse", AFTER],
            "description": FILLED_BEFORE,
            "fields": [
                ("publisher", "date_style", "copy_number"),
                "labels",
                ("board_name", "permit"),
                "board",
                "address",
                ("postcode", "phone", "fax"),
                ("email", "website"),
                "distribution",
                "copies",
                "imprint",
            ],
        },
    ),
]
CORRECTION = ("更正", {"fields": ["correction_note"]})
# Where one looks for these, that they are empty is worth saying.
ALWAYS = frozenset({"year", "number", "total", "date", "title"})


def to_write(issue):
    """The fieldsets in which the issue is written; `issue` is None for a new one."""
    heading, *others = FIELDSETS
    correction = [CORRECTION] if issue and issue.is_correction else []
    return [heading, *correction, *others]


def to_read(issue):
    """The same without what is empty; “supplement” is said in a word."""
    read = [
        (name, {**options, "fields": _filled(options["fields"], issue), "description": ""})
        for name, options in to_write(issue)
    ]
    return [(name, options) for name, options in read if options["fields"]]


def names_in(fieldsets):
    return [name for _, options in fieldsets for line in options["fields"] for name in _line(line)]


def _filled(lines, issue):
    kept = [tuple(_word(name) for name in _line(line) if _is_told(issue, name)) for line in lines]
    return [line[0] if len(line) == 1 else line for line in kept if line]


def _line(line):
    return (line,) if isinstance(line, str) else line


def _is_told(issue, name):
    return name in ALWAYS or bool(getattr(issue, name))


def _word(name):
    return "is_supplement" if name == "supplement" else name
