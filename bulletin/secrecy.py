"""The gate against state and work secrets: nothing that carries a mark may be read, stored or logged."""

import re
import unicodedata

_SAID = {
    "密级标志": "文件带有国家秘密标志",
    "份号": "文件带有涉密文件份号",
    "定密说明": "文件写明属于国家秘密或工作秘密",
    "工作秘密标志": "文件带有工作秘密标志",
    "不得上网": "文件标明不得上网",
    "内部事项": "文件标明是内部事项",
    "密码电报": "文件是机要或密码电报",
}
_TOP = 15
_STAR = "[★☆✩✪✫✬✭✮✯✰⭐⋆✦]"
_ASTERISK = "[*]"
# Innocent compounds; the star and the sentence rules apply to them all the same.
_PROSE = "商业技术家人作守露漏取管"


def _spaced(word: str) -> str:
    variants = {"绝": "[绝絕]", "机": "[机機]", "秘": "[秘祕]", "级": "[级級]"}
    return r"\s*".join(variants.get(character, character) for character in word)


_GRADE = f"(?:{_spaced('绝密')}|{_spaced('机密')}|{_spaced('秘密')})"
_TERM = r"(?:长\s*期|[\d一二两三五十]+\s*(?:年|个\s*月|月|天|日)(?![来内间以后前度初底末]))"
_THIS = "[本此该](?:文件|资料|材料|简报|报告|件|文|刊|期|页)"
_BAN = r"(?:不\s*得|严\s*禁|禁\s*止|不\s*准|请\s*勿|切\s*勿)"
_START = r"(?:^|(?<=[\s，,。；;、:：(（\[【《〔\"“!！★*]))"
_END = r"(?=$|[\s，,。；;、)）\]】》〕\"”!！★*])"
# A space is only ever in reach of one repetition: two side by side take minutes over a line of spaces.
_LINE = r"^[^\S\n]*(?:[\[(（【《〔][^\S\n]*)?"
_LINE_END = r"(?:[^\S\n]*[\])）】》〕])?[^\S\n]*$"

_RULES = tuple(
    (rule, re.compile(pattern, re.MULTILINE))
    for rule, pattern in (
        ("密级标志", rf"{_GRADE}\s*(?:[级級件]\s*)?{_STAR}\s*{_TERM}"),
        ("密级标志", rf"{_GRADE}\s*(?:[级級件]\s*)?{_ASTERISK}\s*{_TERM}(?!\w)"),
        ("密级标志", rf"(?<![{_PROSE}]){_GRADE}[^\S\n]*(?:[级級件][^\S\n]*)?{_STAR}"),
        ("密级标志", rf"{_STAR}\s*{_TERM}(?!\w)"),
        ("密级标志", rf"{_START}{_GRADE}\s*[级級件]{_END}(?![、，,])"),
        ("密级标志", rf"{_LINE}{_GRADE}(?:\s*[级級件])?{_LINE_END}"),
        ("密级标志", rf"密\s*级\s*[:：]\s*{_GRADE}"),
        ("密级标志", rf"(?:^|[\s(（\[【]){_spaced('密级')}\s*[:：](?!\s*(?:无|公\s*开|非\s*密|不\s*涉\s*密))"),
        ("密级标志", r"(?:^|\s)(?:保密期限|定密责任人|定密依据|知悉范围)\s*[:：]"),
        ("份号", r"份\s*号\s*[:：]?\s*\d{6}(?!\d)"),
        ("定密说明", rf"{_THIS}[^。！？\n]{{0,6}}?(?:属于?|[为系是含]|载有|涉及)[^。！？\n不非无未]{{0,6}}?{_GRADE}"),
        ("定密说明", rf"{_THIS}\s*涉\s*密"),
        ("定密说明", rf"{_LINE}涉\s*密\s*(?:文件|资料|材料|信息|件)?{_LINE_END}"),
        ("工作秘密标志", rf"{_LINE}{_spaced('工作秘密')}{_LINE_END}"),
        ("工作秘密标志", rf"{_spaced('工作秘密')}\s*(?:{_STAR}|[*]\s*{_TERM}|[:：]\s*{_TERM})"),
        ("工作秘密标志", rf"[(（\[【]\s*{_spaced('工作秘密')}\s*[)）\]】]"),
        (
            "不得上网",
            rf"{_THIS}[^。\n]{{0,6}}{_BAN}\s*(?:在\s*)?(?:互\s*联\s*)?(?:上\s*(?:互\s*联\s*)?网|网\s*上?\s*(?:传|发))",
        ),
        ("不得上网", rf"^[^\n。]{{0,16}}{_START}{_BAN}\s*上\s*(?:互\s*联\s*)?网\s*(?:传\s*播|发\s*布)?[^\n]{{0,8}}$"),
        ("内部事项", rf"{_START}{_spaced('内部事项')}{_END}"),
        ("密码电报", r"中\s*[办委]\s*发\s*电\s*[〔\[(（【]"),
        ("密码电报", rf"{_LINE}(?:中[办委]发电|密码电报|机要件?|机要文件|机密电报){_LINE_END}"),
    )
)
_TOKEN_RULES = {
    "密级标志": re.compile("(?:绝密|絕密|机密|機密|秘密|祕密)[级級件]?"),
    "工作秘密标志": re.compile("工作秘密件?"),
    "内部事项": re.compile("内部事项"),
    "密码电报": re.compile("中[办委]发电|密码电报|机要件?"),
}
_DOUBTFUL = re.compile(
    "保守国家秘密法|保密法|国家秘密|工作秘密|不得上网|严禁上网|内部事项|涉密|机要|密级|定密|绝密|机密|(?<!商业)(?<!技术)秘密"
)


class MarkedSecret(Exception):
    """A text carries the mark of a state or work secret. `rule` names the rule that matched, never the text."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule

    def __str__(self) -> str:
        return f"{_SAID.get(self.rule, '文件带有涉密标志')}，本系统不得接收。请立即把文件从本机移除，并告知保密员。"


def refuse_marked(*texts: str) -> None:
    """Raise MarkedSecret if one of the texts (or file names) carries a mark: a grade with ★, 密级：, 份号, 工作秘密…"""
    for text in texts:
        # Every mark has a Chinese character or a star in it.
        rule = "" if text.isascii() else _mark(_folded(text))
        if rule:
            raise MarkedSecret(rule)


def doubtful_words(text: str) -> tuple[str, ...]:
    """Words that speak of secrets without being a mark (“保密法” in a sentence), each once, in order."""
    joined = re.sub(r"\s+", "", _folded(text))
    return tuple(dict.fromkeys(_DOUBTFUL.findall(joined)))


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    kept = (c for c in folded if c in "\n\r\t\x0b\x0c" or unicodedata.category(c) not in ("Cf", "Cc", "Mn", "Me", "Co"))
    return re.sub("\r\n?|[\x0b\x0c]", "\n", "".join(kept))


def _mark(text: str) -> str:
    for rule, pattern in _RULES:
        if pattern.search(text):
            return rule
    return _mark_in_masthead(text)


def _mark_in_masthead(text: str) -> str:
    top = [line for line in text[:4000].split("\n") if line.strip()][:_TOP]
    for line in top:
        for token in _tokens(line) if len(line) <= 90 else ():
            for rule, pattern in _TOKEN_RULES.items():
                if pattern.fullmatch(token):
                    return rule
    return ""


def _tokens(line: str) -> list[str]:
    """Words of a line between spaces, brackets and dashes; single letters spaced apart count as one word."""
    tokens: list[str] = []
    alone = False
    for part in re.split(r"[\s\[\]()（）【】《》〔〕\-_—.·|]+", line):
        single = len(part) == 1 and not part.isdigit()
        if single and alone:
            tokens[-1] += part
        elif part:
            tokens.append(part)
        alone = single
    return tokens
