"""R75: face, size and place of the title."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.layout import (
    Para,
    Sheet,
    face_class,
    han,
    joined,
    sheet_of,
    size_name,
    where,
)
from draftkit.checks.model import Context, Hit, RuleInfo


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Each paragraph of the titles of carrier and paper."""
    sheet = sheet_of(ctx)
    titles = [para for para in sheet.own("title") if para.alone and han(para.text) > 1]
    for para in titles:
        faults = list(_faults(sheet, para, rule))
        if faults:
            only_face = all(soft for _, soft in faults)
            yield Hit(
                where(ctx, para), f"标题{'；'.join(said for said, _ in faults)}。",
                severity="hint" if only_face else None,
            )  # fmt: skip


def _faults(sheet: Sheet, para: Para, rule: RuleInfo) -> Iterator[tuple[str, bool]]:
    """What is wrong, and whether it is only a stand-in that many use."""
    text = para.block.text
    sizes = sheet.accepted(lambda one: one.sizes.title)
    faces = sheet.classes(lambda one: one.faces.title)
    odd_size = odd_face = None
    for start, end, look in para.words():
        if not han(text[start:end]):
            continue
        if look.size and all(abs(look.size - one) > rule.data["slack"] for one in sizes):
            odd_size = odd_size or look.size
        if look.face and face_class(look.face) not in faces:
            odd_face = odd_face or look.face
    if odd_size:
        ought = "或".join(size_name(size) for size in sorted(sizes))
        yield f"用了{size_name(odd_size)}，一般应用{ought}", False
    if odd_face:
        soft = face_class(odd_face) in rule.data["stand_ins"]
        yield f"用了{odd_face}，一般应用{joined(faces)}", soft
    if para.look.align != "center":
        yield "没有居中，标题应居中排（用“居中”，不用空格）", False
