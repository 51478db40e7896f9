"""引用: how the issue, or one entry of it, is cited by GB/T 7714—2015《信息与文献　参考文献著录规则》.

An issue is a work in a serial with issue numbers, read on line: [J/OL], by clause 4.4 (连续出版物中的析出文献), not
[EB/OL] of clause 4.6, which is for what is neither monograph nor serial. 4.4.2:

    析出文献主要责任者. 析出文献题名[文献类型标识/文献载体标识]. 连续出版物题名, 年(期)[引用日期]. 获取和访问路径.

The pages have no page numbers and the serial has no volumes: both are left out, as in 8.8.2, 示例3.
"""


def citation(source, title, *, address, on, subtitle=""):
    """`title` in `source` (anything with the columns of a publication), as seen at `address` on that day."""
    return f"{_creator(source)}{_title(title, subtitle)}[J/OL]. {_place(source)}[{on.isoformat()}]. {address}."


def _creator(source):
    """8.1.4: a body is named as the work names it; 8.1.3: where nobody is named, the title comes first."""
    return f"{source.publisher}. " if source.publisher else ""


def _title(title, subtitle):
    """8.2.3: 地壳运动假说：从大陆漂移到板块构造."""
    return f"{title}：{subtitle}" if subtitle else title


def _place(source):
    """8.8.2: 2010(6), and (增刊2) for a supplement."""
    return f"{source.series_title}, {source.year}({'增刊' if source.supplement else ''}{source.number})"
