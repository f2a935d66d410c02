"""What the tests of noise share: a made-up notice, and a reader that loses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from draftkit.parse import parse_path
from draftkit.values.notice import Notice, Section
from tests.parse.test_nothing_lost import assert_nothing_lost

TITLE = "示例市科学技术局关于做好2026年科普工作的通知"
NUMBER = "示科〔2026〕5号"
TO = "各县（区）科学技术局："
ISSUER = "示例市科学技术局"
DAY = "2026年3月20日"
OPENING = "为做好全市科普工作，现就有关事项通知如下。"
LONG = (
    "为贯彻落实全市科普工作会议精神，进一步提高公民科学素质，动员各方面力量参与科普，结合我局工作实际，"
    "在广泛征求各县区意见的基础上，"
)
"""More than sixty characters without a full stop: a line that a page may end in."""


def paper(
    *body: str,
    title: str | None = TITLE,
    number: str | None = NUMBER,
    to: str | None = TO,
    end: Iterable[str] = (ISSUER, DAY),
    joint: str = "\n",
) -> str:
    """A whole notice round a body."""
    return joint.join([*(part for part in (title, number, to) if part), *body, *end]) + joint


class Reader:
    """Writes a text into a file, reads it as any user's file is read, and sees to it that nothing
    of it was lost on the way."""

    def __init__(self, folder: Path) -> None:
        """`folder`: where the files are written."""
        self.folder = folder

    def __call__(
        self, text: str, *, name: str = "稿.txt", encoding: str = "utf-8", whole: bool = True
    ) -> Notice:
        """The Notice of a text. `whole` False: the Source is not what was written."""
        return self.of_bytes(text.encode(encoding), name=name, whole=whole)

    def of_bytes(self, data: bytes, *, name: str = "稿.txt", whole: bool = True) -> Notice:
        """The Notice of a file with these bytes."""
        path = self.folder / name
        path.write_bytes(data)
        if whole:
            assert_nothing_lost(path)
        return parse_path(path).notice


def headings(notice: Notice) -> list[tuple[int, str]]:
    """(level, heading) of every section in order."""
    return [(section.level, section.heading) for _, section in notice.walk()]


def tree(section: Section) -> object:
    """The nesting of headings below a section."""
    return section.heading, [tree(child) for child in section.children]


def quotes(notice: Notice, *codes: str) -> list[str]:
    """What the warnings of these codes quote, in order; of any code where none is named."""
    return [item.quote for item in notice.warnings if not codes or item.code in codes]


def everything(notice: Notice) -> str:
    """All text of a notice's paragraphs and headings."""
    texts = [*notice.preamble]
    for _, section in notice.walk():
        texts += [section.heading, *section.paragraphs]
    if notice.payload is not None:
        texts.append(everything(notice.payload))
    return "\n".join(texts)
