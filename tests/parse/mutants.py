"""Files made wrong on purpose: seeded mutations of real ones, the same on every machine."""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from lxml import etree

REPO = Path(__file__).parents[2]
BIGGEST = 300_000
"""Bytes of a file taken from a folder of samples: larger ones make slow tests, not other faults."""
PER_FORMAT = 3
"""Most sample files a format."""

PAPER = (REPO / "corpus" / "kjj-2023-yaodian.txt").read_text(encoding="utf-8")
ODD = [
    "（", "）", "《", "》", "“", "”", "〔", "〕", "【", "】", "。", "；", "：", "、", "——", "……",
    "一、", "（一）", "1.", "（1）", "①", "一是", "第一，", "附件1", "附件：", "抄送：", "2025年3月1日",
    "示科〔2025〕3号", "关于印发《", "》的通知", "示例市科学技术局", "秘密★1年", "特急", "　", "\u00a0", "\t",
    "\u200b", "\u202e", "\ufeff", "\u0301", "\ufffd", "\x0b", "\x0c", "\x85", "\u2028", "|", "| --- |",
    "#", "*", "<", ">", "&", "&#0;", "&#x110000;", "<p", "</div>", "<!--", "-->", "<![CDATA[", "]]>",
    "𠀀", "㈠", "０", "99999999999", "\r", "\n", "\n\n", "\r\n",
]  # fmt: skip
"""What a mutation puts in: marks, halves of pairs, parts of papers, characters that act."""


# ---- what is mutated


def bases() -> dict[str, list[bytes]]:
    """Format → files to start from: made here, of the bundled corpus, and, where there are, of
    tests/formats/data and of the folder of real files beside the repository."""
    found: dict[str, list[bytes]] = {
        "md": [_markdown()], "rtf": [_rtf()], "odt": [_odt()],
        "txt": [PAPER.encode(), PAPER.encode("gb18030"), PAPER.encode("utf-16")],
    }  # fmt: skip
    folders = (
        REPO / "corpus",
        REPO / "tests" / "formats" / "data",
        REPO.parent / "shared" / "data" / "files",
    )
    for folder in folders:
        files = folder.rglob("*") if folder.is_dir() else ()
        for path in sorted(files, key=lambda one: (_size(one), one.name)):
            kind = path.suffix.lower().removeprefix(".")
            known = kind in ("txt", "html", "docx", "doc", "wps", "pdf", "rtf", "odt")
            if known and 0 < _size(path) <= BIGGEST and len(found.get(kind, ())) < PER_FORMAT:
                found.setdefault(kind, []).append(path.read_bytes())
    return found


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _markdown() -> bytes:
    lines = [f"## {line}" if line.startswith("一、") else line for line in PAPER.splitlines()]
    table = ["| 任务 | 单位 |", "| --- | --- |", "| 宣传 | 科普科 |", "| 培训 | 人事科 |"]
    return "\n".join([f"# {lines[0]}", *lines[1:], "", *table, ""]).encode()


def _rtf() -> bytes:
    text = "".join(
        r"\par" + "\n" if char == "\n" else char if char.isascii() else rf"\u{_signed(char)}?"
        for char in PAPER
    )
    head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}{\info{\title x}}"
    table = r"\trowd\cellx3000\cellx6000\intbl a\cell b\cell\row\pard "
    return f"{head}{text}{table}}}".encode("ascii")


def _signed(char: str) -> int:
    code = ord(char)
    return code - 0x10000 if code > 0x7FFF else code


def _odt() -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style")
    )
    body = "".join(f"<text:p>{line}</text:p>" for line in PAPER.splitlines())
    cells = "<table:table-cell><text:p>甲</text:p></table:table-cell>" * 2
    body += f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return _packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


# ---- how


def mutant(kind: str, files: list[bytes], seed: int) -> bytes:
    """Mutation number `seed` of a format: one to three changes of one of the files."""
    chance = random.Random(f"{kind} {seed}")
    data = chance.choice(files)
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = _change(kind, data, chance)
    return data


def _change(kind: str, data: bytes, chance: random.Random) -> bytes:
    ways: list[Callable[[bytes, random.Random], bytes]] = [_of_bytes]
    if kind in ("txt", "md", "html", "rtf"):
        ways += [_of_characters, _of_characters, _of_lines]
    if kind == "html":
        ways += [_of_tags, _of_tags]
    if data.startswith(b"PK"):
        ways += [_of_members] * 7
    return chance.choice(ways)(data, chance)


def _of_bytes(data: bytes, chance: random.Random) -> bytes:
    """Flipped, cut off, put in, swapped, taken out, doubled, wiped."""
    at, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    end = min(end, at + chance.choice((1, 8, 64, 1024, 65536)))
    piece = data[at:end]
    match chance.randrange(8):
        case 0 | 1:
            out = bytearray(data)
            for _ in range(chance.choice((1, 2, 8, 40)) if data else 0):
                out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
            return bytes(out)
        case 2:
            return data[:at]
        case 3:
            return data[:at] + chance.randbytes(chance.choice((1, 4, 100))) + data[at:]
        case 4:
            far = chance.randrange(len(data) + 1)
            rest = data[:at] + data[end:]
            return rest[:far] + piece + rest[far:]
        case 5:
            return data[:at] + data[end:]
        case 6:
            return data[:end] + piece + data[end:]
        case _:
            return data[:at] + chance.choice((b"\0", b"\xff")) * len(piece) + data[end:]


def _text(data: bytes) -> tuple[str, str]:
    for encoding in ("utf-8", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def _of_characters(data: bytes, chance: random.Random) -> bytes:
    """Odd ones put in, some taken out or doubled; now and then in another encoding."""
    text, encoding = _text(data)
    for _ in range(chance.choice((1, 3, 10, 40))):
        at = chance.randrange(len(text) + 1)
        odd = chance.choice(ODD) * chance.choice((1, 1, 1, 2, 50))
        text = text[:at] + odd + text[at + chance.choice((0, 0, 1, 3, 30)) :]
    if chance.random() < 0.2:
        encoding = chance.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"))
    return text.encode(encoding, "replace")


def _of_lines(data: bytes, chance: random.Random) -> bytes:
    """Shuffled, doubled, joined, torn."""
    text, encoding = _text(data)
    lines = text.splitlines()
    if not lines:
        return data
    match chance.randrange(5):
        case 0:
            chance.shuffle(lines)
        case 1:
            at = chance.randrange(len(lines))
            lines[at:at] = [lines[at]] * chance.choice((1, 5, 200))
        case 2:
            return "".join(lines).encode(encoding, "replace")
        case 3:
            wide = chance.choice((1, 7, 28, 40))
            whole = "".join(lines)
            lines = [whole[at : at + wide] for at in range(0, len(whole), wide)]
        case _:
            del lines[chance.randrange(len(lines)) :: chance.choice((1, 2, 3))]
    return chance.choice(("\n", "\r\n", "\r")).join(lines).encode(encoding, "replace")


_TAG = re.compile(r"<[^<>]*>")


def _of_tags(data: bytes, chance: random.Random) -> bytes:
    """Tags shuffled, dropped, opened over and over, broken."""
    text, encoding = _text(data)
    tags = _TAG.findall(text)
    if not tags:
        return data
    match chance.randrange(4):
        case 0:
            chance.shuffle(tags)
            text = _TAG.sub(lambda _: tags.pop(), text)
        case 1:
            text = _TAG.sub(lambda tag: "" if chance.random() < 0.2 else tag.group(), text)
        case 2:
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(tags) * chance.choice((2, 50, 2000)) + text[at:]
        case _:
            broken = chance.choice(tags)
            text = text.replace(broken, broken[: chance.randrange(len(broken))])
    return text.encode(encoding, "replace")


def _of_members(data: bytes, chance: random.Random) -> bytes:
    """A part of a package changed inside a package that is whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError,
            ValueError):  # fmt: skip
        return _of_bytes(data, chance)
    if not members:
        return data
    names = sorted(members)
    main = [name for name in names if name in ("word/document.xml", "content.xml")]
    name = chance.choice(main if main and chance.random() < 0.6 else names)
    match chance.randrange(6):
        case 0:
            del members[name]
        case 1:
            members[name] = members[chance.choice(names)]
        case 2:
            members[name] = _of_bytes(members[name], chance)
        case _:
            way = chance.choice((_of_elements, _of_elements, _of_text, _of_attributes, _of_tags))
            members[name] = way(members[name], chance)
    return _packed(members)


def _of_elements(data: bytes, chance: random.Random) -> bytes:
    """Elements taken out, doubled, moved, nested and renamed in a tree that stays well-formed."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _ in range(chance.choice((1, 3, 10, 40))):
        inner = [one for one in root.iter(etree.Element) if one.getparent() is not None]
        if not inner:
            break
        one, other = chance.choice(inner), chance.choice(inner)
        match chance.randrange(6):
            case 0:
                one.getparent().remove(one)
            case 1:
                for _ in range(chance.choice((1, 2, 50))):
                    one.addnext(copy.deepcopy(one))
            case 2:
                other.append(copy.deepcopy(one))
            case 3 if one not in other.iterancestors() and one is not other:
                other.insert(0, one)
            case 4:
                for _ in range(chance.choice((1, 5, 120))):
                    around = etree.Element(other.tag)
                    one.addprevious(around)
                    around.append(one)
            case _:
                one.tag = other.tag
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _of_text(data: bytes, chance: random.Random) -> bytes:
    """Odd characters put between the tags."""
    text, encoding = _text(data)
    share = chance.choice((0.02, 0.3))
    odd = [each for each in ODD if not set(each) & set("<>&\x0b\x0c")]

    def more(found: re.Match[str]) -> str:
        return f">{chance.choice(odd)}{found.group()[1:]}" if chance.random() < share else found[0]

    return re.sub(">[^<>]+", more, text).encode(encoding, "replace")


_VALUE = re.compile(r'"[^"<>]*"')


def _of_attributes(data: bytes, chance: random.Random) -> bytes:
    """Values of attributes changed to what nobody expects."""
    text, encoding = _text(data)
    share = chance.choice((0.01, 0.1, 0.5))
    odd = ('""', '"-1"', '"99999999999999999999"', '"a"', '"1.5"', '"一"', '"../../x"', '"0"')

    def other(value: re.Match[str]) -> str:
        named = value.group().startswith('"http') or value.group().startswith('"urn')
        return chance.choice(odd) if chance.random() < share and not named else value.group()

    return _VALUE.sub(other, text).encode(encoding, "replace")


def _packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return buffer.getvalue()
