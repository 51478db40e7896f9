"""WordprocessingML elements: properties always stand in the order the schema (ECMA-376 part 1, wml.xsd) asks for."""

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
_NAMESPACES = {"w": W, "r": R}

_ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss
        imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
        fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
        tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription""",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark
        cellIns cellDel cellMerge tcPrChange""",
}
_PLACE = {tag: {child: at for at, child in enumerate(words.split())} for tag, words in _ORDER.items()}


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def element(name: str, /, *children: Element | None, **attributes: str | int) -> Element:
    """An element w:name; its attributes are of the same namespace."""
    made = etree.Element(w(name), {w(key): str(value) for key, value in attributes.items()}, nsmap=_NAMESPACES)
    made.extend(child for child in children if child is not None)
    return made


def value(name: str, val: str | int) -> Element:
    return element(name, val=val)


def properties(name: str, *children: Element | None) -> Element | None:
    """pPr, rPr, tblPr or tcPr with its children in order, or None without any."""
    place = _PLACE[name]
    found = [child for child in children if child is not None]
    found.sort(key=lambda child: place[etree.QName(child).localname])
    return element(name, *found) if found else None


def text(name: str, words: str) -> Element:
    """w:t or w:delText, spaces kept."""
    made = element(name)
    made.set(f"{{{XML}}}space", "preserve")
    made.text = words
    return made


def written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
