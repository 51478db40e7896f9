"""Bulletins typed into Word the ways people do it."""

import io

from docx import Document


def saved(document):
    """The bytes of a python-docx document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def line_by_line(text):
    """Each line of a text as a paragraph."""
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return saved(document)
