"""Word packages written part by part, for tests that need what python-docx does not write."""

from __future__ import annotations

import io
import zipfile

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TRACKED = 'w:id="9" w:author="甲" w:date="2026-01-01T00:00:00Z"'


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; runs that are no markup become plain text."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, number: int, level: int = 0) -> str:
    """A numbered paragraph."""
    return p(text, properties=numbered(number, level)) if text else p(properties=numbered(number))


def numbered(number: int, level: int = 0) -> str:
    """Paragraph properties of an item of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def inserted(text: str) -> str:
    """A run put in with tracking."""
    return f"<w:ins {_TRACKED}>{r(text)}</w:ins>"


def deleted(text: str) -> str:
    """A run taken out with tracking."""
    return f"<w:del {_TRACKED}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def mark_deleted() -> str:
    """Paragraph properties of a paragraph whose mark is taken out."""
    return f"<w:rPr><w:del {_TRACKED}/></w:rPr>"


def tc(*inside: str, properties: str = "") -> str:
    """A cell."""
    blocks = "".join(one if one.startswith("<") else p(one) for one in inside)
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{blocks}</w:tc>'


def tr(*cells: str, properties: str = "") -> str:
    """A row; cells that are no markup become cells of one paragraph."""
    inside = "".join(one if one.startswith("<") else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str, columns: int = 3) -> str:
    """A table with columns of 2000 twips."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def field(code: str, result: str | None = None) -> str:
    """A complex field; without a result it keeps none."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    shown = "" if result is None else mark("separate") + r(result)
    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{shown}{mark('end')}"


def box(inside: str) -> str:
    """A run with a text box as Word writes it: drawn anew, and a copy for old readers."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="3000000" cy="900000"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        '<wp:wrapNone/><wp:docPr id="7" name="框"/><a:graphic><a:graphicData uri="http://schemas'
        '.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing>'
        "</mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox>"
        f"{content}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def lists(*levels: tuple[str, str], extra: str = "", nums: str = "") -> str:
    """A numbering part: list 1 with those (format, text) levels; `extra` goes into each level."""
    rows = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{extra}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{rows}'
        f'</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}'
    )


def word_file(body: str, *, main: str = "document.main", **parts: str) -> bytes:
    """A package: what stands in w:body, and other parts by name (styles, numbering, footnotes,
    comments, header1, footer1 …), each the inside of its root. `main` is the content type."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes",
             "endnotes": "endnotes", "comments": "comments"}  # fmt: skip
    types = rels = ""
    files: dict[str, str] = {}
    ends = ""
    for at, (name, inside) in enumerate(parts.items(), 1):
        kind = name.rstrip("0123456789")
        root = roots.get(name, {"header": "hdr", "footer": "ftr"}.get(kind, ""))
        files[f"word/{name}.xml"] = f"<w:{root} {NAMES}>{inside}</w:{root}>"
        types += f'<Override PartName="/word/{name}.xml" ContentType="{_WML}.{kind}+xml"/>'
        rels += f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        if kind in ("header", "footer"):
            ends += f'<w:{kind}Reference w:type="default" r:id="rId{at}"/>'
    section = (
        f'<w:sectPr>{ends}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" '
        'w:bottom="1440" w:left="1440" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    )
    files["word/document.xml"] = (
        f"<w:document {NAMES}><w:body>{body}{section}</w:body></w:document>"
    )
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELS}">{rels}</Relationships>'
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WML}.{main}+xml"/>{types}</Types>'
    )
    return zipped({name: text.encode() for name, text in files.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of those files in that order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return buffer.getvalue()


def rich_file() -> bytes:
    """A notice with everything in it that a reader of text documents must get right."""
    merged = '<w:gridSpan w:val="2"/>'
    begin, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = [
        p(box(p("示例市科学技术局文件")), "示科〔2026〕3号"),
        p("关于印发《2026年科普工作要点》的通知"),
        p("局机关各科室", inserted("、各直属单位"), deleted("、各学会"), "："),
        p("现将要点印发给你们，", r("看不见的字", "<w:vanish/>"), "请认真执行。"),
        item("加强学习", 1),
        item("学理论", 1, 1),
        item("读书。每月一次。", 1, 2),
        item("听讲。每季一次。", 1, 2),
        item("学业务", 1, 1),
        item("改进作风", 1),
        tbl(
            tr(tc("序号", properties=begin), tc("任务", properties=merged)),
            tr(tc("", properties=go_on), "内容", "时限"),
            tr(tc(item("", 2)), "科技进社区", "全年"),
            tr(tc(item("", 2)), tc("科技周", "展览"), "五月"),
        ),
        p("方框", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "已办，制表\u2003符。"),
        p(r("带换行"), "<w:r><w:br/></w:r>", r("的一段"), "<w:r><w:tab/></w:r>", r("尾")),
        p(
            "注一处", '<w:r><w:footnoteReference w:id="2"/></w:r>', "，批一处",
            '<w:commentRangeStart w:id="0"/>', r("在此"), '<w:commentRangeEnd w:id="0"/>'
            '<w:r><w:commentReference w:id="0"/></w:r>', "。",
        ),
        tbl(tr("框内的一段。"), columns=1),
        p("2026年3月20日"),
        tbl(
            tr(tc("抄送：市委办。", properties=merged)),
            tr("示例市科学技术局办公室", "2026年3月20日印发"), columns=2,
        ),
        p("末段。"),
    ]  # fmt: skip
    return word_file(
        "".join(body),
        styles='<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        "</w:style>",
        numbering=lists(
            ("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"),
            ("decimal", "%3."),
        ).replace(
            '<w:num w:numId="1">',
            '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1">',
        )
        + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
        footnotes=f'<w:footnote w:id="2">{p("依据市委全会报告。")}</w:footnote>',
        comments='<w:comment w:id="0" w:author="乙" w:date="2026-01-01T00:00:00Z">'
        f"{p('此处请核对。')}</w:comment>",
        header1=p("内部资料"),
        footer1=p("— ", field(" PAGE ", "1"), " —"),
    )  # fmt: skip
