"""The parser's rules and fields in the office's words."""

RULES = {
    "padded_name": "姓名、职务间的空格统一",
    "contact": "联系方式去掉多余空格",
    "markdown_mark": "去掉标题、引用的排版符号",
    "issue_number": "期号统一写法",
    "spaced_letters_in_label": "刊头标注去掉字间空格",
    "masthead_form": "刊头统一写法",
    "paragraph_split_by_page_break": "被分页断开的段落接上",
    "hard_wrap": "硬回车断开的行接上",
    "note_label": "附注标题去掉多余空格",
    "indent": "段首空格去掉（排版时自动缩进）",
    "halfwidth_comma": "半角逗号改全角",
    "halfwidth_semicolon": "半角分号改全角",
    "halfwidth_colon": "半角冒号改全角",
    "halfwidth_mark": "半角问号、感叹号改全角",
    "halfwidth_quotes": "直引号改弯引号",
    "halfwidth_parenthesis": "半角括号改全角",
    "halfwidth_period": "半角句点改句号",
    "fullwidth_digits": "全角数字、字母改半角",
    "ellipsis": "省略号统一为“……”",
    "dash": "破折号统一为“——”",
    "space_around_digits": "数字、字母旁的空格去掉",
    "space_between_hanzi": "汉字间的空格去掉",
}
FIELDS = {
    "series": "刊名",
    "labels": "刊头标注",
    "copy_number": "份号",
    "year": "年份",
    "number": "期号",
    "supplement": "增刊",
    "total": "总期号",
    "publisher": "编发单位",
    "date": "日期",
    "title": "标题",
    "subtitle": "副标题",
    "editor_note": "编者按",
    "byline": "供稿",
    "sources": "资料来源",
    "board_name": "编委会",
    "board": "编委会成员",
    "distribution": "报送范围",
    "copies": "印数",
    "permit": "准印证号",
    "imprint": "其他刊尾文字",
    "contact": "联系方式",
    "address": "地址",
    "postcode": "邮编",
    "phone": "电话",
    "fax": "传真",
    "email": "电子信箱",
    "website": "网址",
    "sections": "段落",
    "lead": "导语",
    "case": "案例",
    "discussion": "综论",
    "lessons": "启示",
    "note": "附注",
    "article": "另一篇文章",
    "heading": "小标题",
    "thesis": "提要句",
    "kind": "类别",
}


def rule(code):
    """What was changed, as staff say it."""
    return RULES.get(code) or (_form(code) if code.endswith("_form") else "写法统一")


def field(name):
    """“contact.phone” → 电话; a part that has no name of its own takes that of the whole."""
    named = [FIELDS[part] for part in name.replace("[", ".").split(".") if part in FIELDS]
    return named[-1] if named else "内容"


def _form(code):
    return f"{field(code.removesuffix('_form'))}统一写法"
