"""Warnings about what stands in a file and was not read: one wording for all formats."""

from __future__ import annotations

from draftkit.values.notice import Warning_


def layout_unread() -> Warning_:
    """The format's fonts, sizes, indents and page are not read."""
    return Warning_(code="layout_unread", message="未读取版式", quote="")


def drawings_unread(count: int) -> tuple[Warning_, ...]:
    """Pictures, charts and embedded objects, whose words nobody has read; none for 0."""
    if not count:
        return ()
    message = f"未读取图片、图表或嵌入对象{count}处，其中的文字不在读出的内容里"
    return (Warning_(code="drawing_unread", message=message, quote=""),)


def parts_unread(count: int) -> tuple[Warning_, ...]:
    """Other documents that a file draws in; none for 0."""
    if not count:
        return ()
    message = f"未读取嵌入的其他文件{count}处，请在Word或WPS中打开后另存为一个文件"
    return (Warning_(code="part_unread", message=message, quote=""),)
