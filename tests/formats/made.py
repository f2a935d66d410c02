"""Word files of made-up papers, written part by part: what the .doc files of data/ were made from.

`python -m tests.formats.made FOLDER` writes them; LibreOffice (`soffice --convert-to doc`) makes
the .doc files of them.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header1", "footer1")


def docx(body: str, **parts: str) -> bytes:
    """A package with `body` inside w:body; `parts` are the inner XML of other parts."""
    roots = {
        "styles": "styles",
        "numbering": "numbering",
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "comments": "comments",
        "header1": "hdr",
        "footer1": "ftr",
    }
    sections = "".join(
        f'<w:{kind}Reference w:type="default" r:id="r{_PARTS.index(name)}"/>'
        for name, kind in (("header1", "header"), ("footer1", "footer"))
        if name in parts
    )
    page = (
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851"'
        ' w:footer="992" w:gutter="0"/>'
    )
    files = {
        "word/document.xml": f"<w:document {_W}><w:body>{body}"
        f"<w:sectPr>{sections}{page}</w:sectPr></w:body></w:document>",
        "_rels/.rels": _links([("r0", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _links(
            [(f"r{_PARTS.index(name)}", name.rstrip("1"), f"{name}.xml") for name in parts]
        ),
        "[Content_Types].xml": _types(list(parts)),
    }
    for name, inner in parts.items():
        files[f"word/{name}.xml"] = f"<w:{roots[name]} {_W}>{inner}</w:{roots[name]}>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            package.writestr(zipfile.ZipInfo(name), head + text)
    return out.getvalue()


def _links(links: list[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_LINK}{kind}" Target="{target}"/>'
        for key, kind, target in links
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'


def _types(parts: list[str]) -> str:
    kinds = [("document", "document.main"), *((name, name.rstrip("1")) for name in parts)]
    inner = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>'
        for name, kind in kinds
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def p(*runs: str, number: tuple[int, int] | None = None, props: str = "") -> str:
    """A paragraph of runs (plain text or XML); number = (list, level)."""
    if number:
        props += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    inner = "".join(one if one.startswith("<") else r(one) for one in runs)
    return f"<w:p><w:pPr>{props}</w:pPr>{inner}</w:p>"


def r(text: str, props: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    """A field with its code and what it shows."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    said = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark.format("begin") + said + mark.format("separate") + r(result) + mark.format("end")


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is text, or XML of its paragraphs with properties before them."""
    width = max(len(row) for row in rows)
    out = "".join('<w:gridCol w:w="2400"/>' for _ in range(width))
    out = f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{out}</w:tblGrid>'
    for row in rows:
        cells = "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
        out += f"<w:tr>{cells}</w:tr>"
    return out + "</w:tbl>"


def cell(text: str, *, span: int = 1, up: str | None = None) -> str:
    """A cell over `span` columns; up "restart" begins a cell over rows, "continue" goes on."""
    props = f'<w:tcW w:w="{2400 * span}" w:type="dxa"/>'
    props += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    props += f'<w:vMerge w:val="{up}"/>' if up else ""
    return f"<w:tcPr>{props}</w:tcPr>{p(text)}"


def level(at: int, style: str, text: str, start: int = 1, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def numbering() -> str:
    """Lists: 1 the levels of a paper, 2 the same begun anew, 3 from 5 on, 4 articles, 5 bullets,
    6 letters with the number above."""
    paper = (
        level(0, "chineseCounting", "%1、")
        + level(1, "chineseCounting", "（%2）")
        + level(2, "decimal", "%3．")
        + level(3, "decimalEnclosedCircle", "%4")
    )
    lists = (
        paper,
        level(0, "chineseCountingThousand", "第%1条　"),
        level(0, "bullet", "●"),
        level(0, "upperRoman", "%1.") + level(1, "lowerLetter", "%1.%2)"),
    )
    out = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="multilevel"/>{one}'
        "</w:abstractNum>"
        for at, one in enumerate(lists)
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    uses = ((1, 0, ""), (2, 0, anew.format(1)), (3, 0, anew.format(5)), (4, 1, ""), (5, 2, ""),
            (6, 3, ""))  # fmt: skip
    for number, abstract, more in uses:
        out += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'
    return out


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    '<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Quiet"><w:name w:val="Quiet"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
)


def numbered() -> bytes:
    """Automatic numbers: levels, restart, start, an empty one, a style's, in a table."""
    body = (
        p("示例市科学技术局2026年工作要点", props='<w:jc w:val="center"/>')
        + p("总体要求", props='<w:pStyle w:val="H1"/>')
        + p("突出重点。", number=(1, 1))
        + p("夯实基础。", number=(1, 1))
        + p("抓试点。", number=(1, 2))
        + p("抓推广。", number=(1, 2))
        + p("先易后难。", number=(1, 3))
        + p("重点任务", props='<w:pStyle w:val="H1"/>')
        + p("", number=(1, 1))
        + p("从一起数的第二款。", number=(1, 1))
        + p("不编号的一段。", props='<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + "".join(p(f"示例任务{at}。", number=(1, 0)) for at in range(8))
        + p("另起一列。", number=(2, 0))
        + p("从第五项开始。", number=(3, 0))
        + p("为了示例，制定本办法。", number=(4, 0))
        + p("本办法自印发之日起施行。", number=(4, 0))
        + p("圆点一项。", number=(5, 0))
        + p("罗马数字。", number=(6, 0))
        + p("字母。", number=(6, 1))
        + p("字母之二。", number=(6, 1))
        + table(
            ("序号", "任务"),
            (p("", number=(4, 0)) + p("甲", number=(4, 0)), "示例任务"),
            (p("乙", number=(4, 0)), "示例任务"),
        )
        + p("完。")
    )
    return docx(body, styles=STYLES, numbering=numbering())


def tables() -> bytes:
    """Tables: merged cells both ways, one inside another, a frame, a 版记."""
    inner = table(("内一", "内二"), ("内三", "内四"))
    body = (
        p("表一")
        + table(
            (cell("单位", up="restart"), cell("任务", span=2)),
            (cell("", up="continue"), "牵头", "配合"),
            ("市示例局", "编制方案", p("市甲局") + p("市乙局")),
            (cell("合计", span=2), ""),
        )
        + p("表二")
        + table(("外一", p("外二之前") + inner + p("外二之后")), ("外三", "外四"))
        + p("框")
        + table((p("框内第一段。") + p("框内第二段。"),))
        + p("示例市科学技术局")
        + table(
            ("抄送：市委宣传部，市文明办。",),
        )
        + p("")
        + table(("抄送：市委办公室。", ""), ("示例市科学技术局办公室", "2026年3月21日印发"))
        + p("")
    )
    return docx(body, styles=STYLES)


def noted() -> bytes:
    """Tracked changes, hidden text, notes, comments, fields, breaks, a text box, margins."""
    who = 'w:id="1" w:author="某人" w:date="2026-01-01T00:00:00Z"'
    box = (
        '<w:r><w:pict><v:shape id="s1" style="position:absolute;width:120pt;height:40pt">'
        f"<v:textbox><w:txbxContent>{p('框中文字，')}{p('分为两段。')}</w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r>"
    )
    gone = f'<w:del {who}><w:r><w:delText xml:space="preserve">{{}}</w:delText></w:r></w:del>'
    dead = f"<w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr>"
    body = (
        p(box, "锚在这一段。")
        + p("原文", gone.format("删去的字"), f"<w:ins {who}>{r('新加的字')}</w:ins>", "接着写。")
        + f"<w:p>{dead}{gone.format('整段删去。')}</w:p>"
        + p("看得见", r("看不见", "<w:vanish/>"), r("样式隐藏", '<w:rStyle w:val="Quiet"/>'), "又看得见。")
        + p("有脚注", '<w:r><w:footnoteReference w:id="2"/></w:r>', "和尾注",
            '<w:r><w:endnoteReference w:id="2"/></w:r>', "。")
        + p('<w:commentRangeStart w:id="0"/>', "请核对这句。", '<w:commentRangeEnd w:id="0"/>',
            '<w:r><w:commentReference w:id="0"/></w:r>')
        + p("日期：", field("DATE \\@ &quot;yyyy年&quot;", "2026年"), "，嵌套：",
            field("HYPERLINK &quot;http://www.example.com/&quot;", "见附件"), "。")
        + p("一行", "<w:r><w:br/></w:r>", "软回车后",
            "<w:r><w:tab/></w:r>", "制表符后", "<w:r><w:noBreakHyphen/></w:r>", "连字符后")
        + p("分页前。", '<w:r><w:br w:type="page"/></w:r>')
        + p("𠮷字和①②㈠。ABC abc 1234", r("加粗", "<w:b/>"))
    )  # fmt: skip
    note = '<w:{0} w:type="separator" w:id="0"><w:p/></w:{0}><w:{0} w:type="continuationSeparator" w:id="1"><w:p/></w:{0}>'
    return docx(
        body,
        styles=STYLES,
        footnotes=note.format("footnote")
        + f'<w:footnote w:id="2">{p("脚注的话。")}{p("脚注第二段。")}</w:footnote>',
        endnotes=note.format("endnote") + f'<w:endnote w:id="2">{p("尾注的话。")}</w:endnote>',
        comments=f"<w:comment {who.replace(chr(34) + '1' + chr(34), chr(34) + '0' + chr(34))} "
        f'w:initials="某">{p("批注的话。")}</w:comment>',
        header1=p("示例市科学技术局文件"),
        footer1=p("— ", field("PAGE", "1"), " —") + p("内部资料"),
    )


def drawn() -> bytes:
    """A WordArt as red head, a line under it, a group of two text boxes."""
    art = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136"><v:path textpathok="t"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="a" type="#_x0000_t136" '
        'style="position:absolute;width:300pt;height:40pt"><v:textpath string="示例市人民政府文件"/>'
        "</v:shape>"
    )
    line = '<v:line id="l" style="position:absolute" from="0,0" to="400pt,0"/>'
    boxes = "".join(
        f'<v:rect id="g{at}" style="position:absolute;left:{50 * at};top:0;width:50;height:50">'
        f"<v:textbox><w:txbxContent>{p(text)}</w:txbxContent></v:textbox></v:rect>"
        for at, text in enumerate(("组内一框", "组内二框"))
    )
    group = f'<v:group id="g" style="position:absolute;width:99pt;height:50pt">{boxes}</v:group>'
    pictures = [f"<w:r><w:pict>{one}</w:pict></w:r>" for one in (art, line, group)]
    body = p(pictures[0], "示府发〔2026〕3号") + p(pictures[1]) + p(pictures[2], "锚在这一段。")
    return docx(body + p("末段。"), styles=STYLES)


MADE = {"numbered": numbered, "tables": tables, "noted": noted, "drawn": drawn}

if __name__ == "__main__":
    for _name, _make in MADE.items():
        (Path(sys.argv[1]) / f"{_name}.docx").write_bytes(_make())
