"""Tracked changes and comments: what was pending, and who wanted it."""

from collections.abc import Iterator

from bulletin.parsing.word.blocks import Event
from bulletin.parsing.word.xml import Element, W, value

_SHOWN = 80
_MOST = 60


def author(element: Element) -> str:
    """Who changed or remarked, and on which day."""
    day = value(element, "date")[:10]
    return value(element, "author").strip()[:40] + (f"（{day}）" if day else "")


def comments(root: Element | None) -> dict[str, Event]:
    """The comments of a file by their ids."""
    found = [] if root is None else root.findall(W + "comment")
    return {
        value(one, "id"): Event("comment", " ".join(text for text in _paragraphs(one) if text), author(one))
        for one in found
    }


def _paragraphs(comment: Element) -> Iterator[str]:
    for paragraph in comment.iter(W + "p"):
        yield "".join(one.text or "" for one in paragraph.iter(W + "t")).strip()


def merged(events: list[Event]) -> list[Event]:
    """Events with neighbouring changes of one kind by one person told as one."""
    told: list[Event] = []
    for event in events:
        last = told[-1] if told else None
        same = last and event.code.startswith("tracked") and (last.code, last.who, last.line) == (
            event.code, event.who, event.line,
        )  # fmt: skip
        if last and same:
            told[-1] = Event(last.code, last.words + event.words, last.who, last.line)
        else:
            told.append(event)
    return told


def sentences(events: list[Event]) -> Iterator[tuple[str, str, int]]:
    """Code, sentence and line of each event, the many of one kind summed up."""
    told: dict[str, int] = {}
    for event in events:
        told[event.code] = told.get(event.code, 0) + 1
        if told[event.code] <= _MOST and (sentence := _sentence(event)):
            yield event.code, sentence, event.line
    for code, count in told.items():
        if count > _MOST:
            yield code, f"这一类还有 {count - _MOST} 处，没有一一列出。", 0


def _sentence(event: Event) -> str:
    words = event.words.strip()
    clipped = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……（共 {len(words)} 字）"
    who = event.who or "未署名"
    return (
        {
            "tracked_insertion": f"修订尚未接受：{who}插入“{clipped}”，已按接受读入。",
            "tracked_deletion": f"修订尚未接受：{who}删除“{clipped}”，已按接受去掉。",
            "tracked_move": f"修订尚未接受：{who}移动“{clipped}”，已按移动后的位置读入。",
            "tracked_format": f"有 {words} 处格式修订尚未接受，不影响文字。",
            "comment": f"批注没有读入：{who}：“{clipped}”。",
            "hidden_text": f"隐藏文字没有读入：“{clipped}”。要印出来，请在 Word 中取消隐藏后重新导入。",
            "embedded_document": "文件里嵌有另一份文档，没有读入。请打开它，把内容复制进正文后重新导入。",
            "embedded_object": f"文件里嵌有对象（{clipped or '类型不明'}），没有读入。需要的，请改为文字、表格或图片。",
            "external_link": f"文件引用了外部内容（{clipped}），没有打开。需要的，请把内容放进文件里。",
            "link_kept": f"链接已保留：{clipped}。请核对网址能否公开。",
            "image_kept": f"图片{words}作为本期插图保存，不在正文里。" + ("" if "（" in words else "请补上图片说明。"),
            "image_left": f"图片没有保存：{words}",
            "unknown_symbol": "这里有用符号字体写的字符，读不出是什么，写作“□”，请核对。",
            "note_moved": f"脚注、尾注共 {words} 条，已放到文末作为附注，正文里标“（注1）”等。",
        }.get(event.code, words)
        if event.code != "plain"
        else words
    )
