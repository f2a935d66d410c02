"""Kinds of papers that the measured texts hardly have, each read whole: every field that is not
empty, and the tree. Made-up papers in the forms that offices, schools, villages and firms use."""

from __future__ import annotations

from typing import Any

import pytest

from draftkit.values.notice import Notice
from tests.parse.conftest import Read

SAID = (
    "title", "letterhead", "doc_number", "recipients", "year", "next_year", "urgency", "stage",
    "signature", "annotation", "cc", "printed_by",
)  # fmt: skip


def tree(notice: Notice) -> list[str]:
    """The headings with their marks, a dot before each for every level of nesting."""
    return ["." * (len(path) - 1) + (s.number or "") + s.heading for path, s in notice.walk()]


def shown(notice: Notice) -> dict[str, Any]:
    """All that a notice says of itself; what is empty is left out, `preamble` and `tables` are
    counted."""
    tables = sum(len(section.tables) for _, section in notice.walk())
    found: dict[str, Any] = {name: getattr(notice, name) for name in SAID}
    found |= {
        "genre": notice.genre,
        "by": "、".join(notice.issuers),
        "day": str(notice.issued_on or ""),
        "signers": "、".join(notice.signatories),
        "annexes": list(notice.annex_note),
        "printed": str(notice.printed_on or ""),
        "preamble": len(notice.preamble),
        "tables": tables,
        "tree": tree(notice),
        "payload": shown(notice.payload) if notice.payload else None,
        "attached": [(a.label, a.title, tree(a.notice) if a.notice else []) for a in notice.attachments],
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


KINDS: dict[str, tuple[str, dict[str, Any]]] = {}


def kind(name: str, text: str, **expected: Any) -> None:
    """A paper and what must be read from it."""
    KINDS[name] = (text, expected)


T = "示例市科学技术局"
DAY = {"day": "2026-03-05"}
SIGNED = {"by": T, "signature": T, "year": 2026, **DAY}
END = T + "\n2026年3月5日\n"

kind(
    "任免",
    "示例县人民政府文件\n示政干〔2026〕4号\n示例县人民政府\n关于王甲等同志任免职的通知\n各镇人民政府，县政府各部门：\n"
    "经县政府研究，决定：\n任命王甲为县科技局副局长；\n免去李乙的县科技局副局长职务。\n示例县人民政府\n2026年3月5日\n",
    genre="通知", title="示例县人民政府关于王甲等同志任免职的通知", letterhead="示例县人民政府文件",
    doc_number="示政干〔2026〕4号", by="示例县人民政府", signature="示例县人民政府", year=2026, **DAY,
    recipients="各镇人民政府，县政府各部门", preamble=3,
)  # fmt: skip
kind(
    "令：废止",
    "示例省人民政府令\n第21号\n现公布《示例省人民政府关于废止部分规章的决定》，自公布之日起施行。\n省长　张三\n2026年3月5日\n"
    "示例省人民政府关于废止部分规章的决定\n省人民政府决定废止下列规章：\n一、《示例省档案办法》（省政府令第3号）\n"
    "二、《示例省灯具办法》（省政府令第9号）\n本决定自公布之日起施行。\n",
    genre="决定", title="示例省人民政府关于废止部分规章的决定", letterhead="示例省人民政府令", preamble=2,
    doc_number="示例省人民政府令第21号", by="示例省人民政府", signature="省长张三", year=2026, **DAY,
    tree=["一、《示例省档案办法》（省政府令第3号）", "二、《示例省灯具办法》（省政府令第9号）"],
)  # fmt: skip
kind(
    "公告，编号在下",
    "示例市自然资源局公告\n2026年第3号\n根据《土地管理法》，现将有关事项公告如下：\n一、征收范围\n东至长江路。\n"
    "二、期限\n自公告之日起10日。\n特此公告。\n示例市自然资源局\n2026年3月5日\n",
    genre="公告", letterhead="示例市自然资源局公告", doc_number="示例市自然资源局公告2026年第3号",
    by="示例市自然资源局", signature="示例市自然资源局", year=2026, **DAY, preamble=1,
    tree=["一、征收范围", "二、期限"],
)  # fmt: skip
kind(
    "通告",
    "示例市公安局\n关于清明节期间交通管制的通告\n为保障安全，现通告如下：\n一、管制时间\n4月4日至6日。\n二、管制路段\n人民路。\n"
    "特此通告。\n示例市公安局\n2026年3月5日\n",
    genre="通告", title="示例市公安局关于清明节期间交通管制的通告", by="示例市公安局", preamble=1,
    signature="示例市公安局", year=2026, **DAY, tree=["一、管制时间", "二、管制路段"],
)  # fmt: skip
kind(
    "议案",
    "示例市人民政府关于提请审议《示例市养犬管理条例（草案）》的议案\n示政函〔2026〕8号\n市人大常委会：\n"
    "为规范养犬，市政府拟订了《示例市养犬管理条例（草案）》，已经市政府常务会议讨论通过，现提请审议。\n市长　张三\n2026年3月5日\n",
    genre="议案", title="示例市人民政府关于提请审议《示例市养犬管理条例（草案）》的议案",
    doc_number="示政函〔2026〕8号", by="示例市人民政府", recipients="市人大常委会",
    signature="市长张三", year=2026, **DAY, preamble=1,
)  # fmt: skip
kind(
    "纪要",
    "示例市科学技术局局长办公会议纪要\n〔2026〕3号\n2026年3月5日，局长王甲主持召开局长办公会议，研究有关工作。纪要如下：\n"
    "一、关于科普活动周\n会议同意方案。\n二、关于经费\n会议决定增列。\n出席：王甲、李乙\n列席：赵丙\n",
    genre="纪要", title="示例市科学技术局局长办公会议纪要", doc_number="〔2026〕3号", by=T, year=2026,
    preamble=1, tree=["一、关于科普活动周", "二、关于经费"],
)  # fmt: skip
kind(
    "请示",
    "示例市科学技术局文件\n示科〔2026〕6号　　　　签发人：王甲\n示例市科学技术局关于增加科普经费的请示\n市人民政府：\n"
    "为办好活动，拟申请经费20万元。\n一、理由\n场馆老旧。\n二、用途\n更新展品。\n妥否，请批示。\n"
    + END + "（联系人：李乙；电话：0000-000000）\n",
    genre="请示", title="示例市科学技术局关于增加科普经费的请示", letterhead=T + "文件",
    doc_number="示科〔2026〕6号", signers="王甲", recipients="市人民政府", preamble=1,
    annotation="（联系人：李乙；电话：0000-000000）", tree=["一、理由", "二、用途"], **SIGNED,
)  # fmt: skip
kind(
    "报告",
    "示例市科学技术局关于2025年度法治政府建设情况的报告\n市委、市政府：\n现将情况报告如下。\n一、主要做法\n（一）加强领导\n"
    "成立小组。\n（二）学法用法\n集中学法。\n二、下一步打算\n继续努力。\n特此报告。\n" + END,
    genre="报告", title="示例市科学技术局关于2025年度法治政府建设情况的报告", recipients="市委、市政府",
    preamble=1, tree=["一、主要做法", ".（一）加强领导", ".（二）学法用法", "二、下一步打算"],
    **{**SIGNED, "year": 2025},
)  # fmt: skip
kind(
    "批复",
    "示例市人民政府关于同意设立示例科技馆的批复\n示政复〔2026〕2号\n市科学技术局：\n你局《关于设立示例科技馆的请示》（示科〔2025〕90号）收悉。"
    "现批复如下：\n一、同意设立示例科技馆，为你局所属公益一类事业单位。\n二、你局要抓好筹建。相关部门要积极配合。\n此复。\n"
    "示例市人民政府\n2026年3月5日\n",
    genre="批复", title="示例市人民政府关于同意设立示例科技馆的批复", doc_number="示政复〔2026〕2号",
    by="示例市人民政府", signature="示例市人民政府", recipients="市科学技术局", year=2026, **DAY,
    preamble=1, tree=["一、", "二、"],
)  # fmt: skip
kind(
    "复函",
    "示例市科学技术局\n示科函〔2026〕7号\n示例市科学技术局关于科普基地有关问题的复函\n示例县科学技术局：\n你局来函收悉。经研究，函复如下：\n"
    "原则同意你局意见。\n特此函复。\n" + END,
    genre="函", title="示例市科学技术局关于科普基地有关问题的复函", letterhead=T, preamble=3,
    doc_number="示科函〔2026〕7号", recipients="示例县科学技术局", **SIGNED,
)  # fmt: skip
kind(
    "商请函，无发文机关",
    "关于商请支持科普活动周的函\n市教育局：\n我局定于5月举办活动。\n请予支持为盼。\n（联系人：李乙，电话：0000）\n" + END,
    genre="函", title="关于商请支持科普活动周的函", recipients="市教育局", preamble=3, **SIGNED,
)  # fmt: skip
kind(
    "通报",
    "中共示例县委办公室　示例县人民政府办公室\n关于2025年度信息工作先进单位的通报\n各镇（街道），县直各单位：\n"
    "2025年，各单位扎实工作。经研究，决定对科技局等2个单位予以通报表扬。\n希望再接再厉。\n附件：先进单位名单\n"
    "中共示例县委办公室　示例县人民政府办公室\n2026年3月5日\n附件\n先进单位名单\n县科技局\n县教育局\n",
    genre="通报", title="中共示例县委办公室示例县人民政府办公室关于2025年度信息工作先进单位的通报",
    by="中共示例县委办公室、示例县人民政府办公室", recipients="各镇（街道），县直各单位",
    signature="中共示例县委办公室　示例县人民政府办公室", year=2025, **DAY, preamble=2,
    annexes=["附件：先进单位名单"], attached=[("附件", "先进单位名单", [])],
)  # fmt: skip
kind(
    "决定",
    "中共示例市委　示例市人民政府\n关于表彰劳动模范的决定\n（2026年3月5日）\n近年来，全市职工爱岗敬业。市委、市政府决定，授予王甲等10人劳动模范称号。\n"
    "一、王甲，市科技局职工。\n二、李乙，市教育局职工。\n",
    genre="决定", title="中共示例市委示例市人民政府关于表彰劳动模范的决定", year=2026, **DAY,
    by="中共示例市委、示例市人民政府", preamble=1, tree=["一、", "二、"],
)  # fmt: skip
kind(
    "党组文件",
    "中共示例市科学技术局党组文件\n示科党组〔2026〕2号\n中共示例市科学技术局党组\n关于印发《2026年党建工作要点》的通知\n各党支部：\n"
    "现将《2026年党建工作要点》印发给你们，请认真落实。\n中共示例市科学技术局党组\n2026年3月5日\n2026年党建工作要点\n"
    "2026年，全局党建工作要把握大局。\n一、强化政治建设\n1．落实第一议题。每月学习。\n2．严肃组织生活。按季检查。\n二、强化作风建设\n常抓不懈。\n",
    genre="印发通知", title="中共示例市科学技术局党组关于印发《2026年党建工作要点》的通知", **DAY, year=2026,
    letterhead="中共示例市科学技术局党组文件", doc_number="示科党组〔2026〕2号", recipients="各党支部",
    by="中共示例市科学技术局党组", signature="中共示例市科学技术局党组", preamble=1,
    payload={
        "genre": "工作要点", "title": "2026年党建工作要点", "year": 2026, "preamble": 1,
        "tree": ["一、强化政治建设", ".1．落实第一议题", ".2．严肃组织生活", "二、强化作风建设"],
    },
)  # fmt: skip
LEAD = "示例市创建全国文明城市工作领导小组办公室"
kind(
    "领导小组文件",
    f"{LEAD}\n文件\n示创办〔2026〕3号\n{LEAD}\n关于做好迎检工作的通知\n各区（县）创建办，市直各单位：\n现通知如下：\n"
    f"一是提高站位。思想统一。\n二是压实责任。分工明确。\n三是严格督查。通报结果。\n{LEAD}\n（代章）\n2026年3月5日\n",
    genre="通知", title=f"{LEAD}关于做好迎检工作的通知", letterhead=f"{LEAD}文件", **DAY,
    doc_number="示创办〔2026〕3号", by=LEAD, recipients="各区（县）创建办，市直各单位", preamble=1,
    year=2026, signature=f"{LEAD}　（代章）", tree=["一是提高站位", "二是压实责任", "三是严格督查"],
)  # fmt: skip
FIVE = (
    "示例市科学技术局",
    "示例市教育局",
    "示例市财政局",
    "示例市人力资源和社会保障局",
    "示例市总工会",
)
kind(
    "五家联合",
    "示例市科学技术局\n示例市教育局\n示例市财政局文件\n示例市人力资源和社会保障局\n示例市总工会\n示科联〔2026〕5号\n"
    "关于开展青年科技人才评选的通知\n各县（市、区）科技局、教育局、财政局、人社局、总工会：\n请按要求申报。\n一、评选条件\n德才兼备。\n二、申报材料\n申报表一份。\n"
    "示例市科学技术局　　示例市教育局\n示例市财政局　　示例市人力资源和社会保障局\n示例市总工会\n2026年3月5日\n",
    genre="通知", title="关于开展青年科技人才评选的通知", doc_number="示科联〔2026〕5号", **DAY,
    letterhead="示例市科学技术局示例市教育局示例市财政局文件示例市人力资源和社会保障局示例市总工会",
    by="、".join(FIVE), recipients="各县（市、区）科技局、教育局、财政局、人社局、总工会",
    signature="　".join(FIVE), year=2026, preamble=1, tree=["一、评选条件", "二、申报材料"],
)  # fmt: skip
SEVEN = (*FIVE, "示例市妇女联合会", "示例市科学技术协会", "共青团示例市委员会")
kind(
    "八家落款，每家一行",
    "关于联合开展科普进校园活动的通知\n各学校：\n请认真组织。\n" + "\n".join(SEVEN) + "\n2026年3月5日\n（此件公开发布）\n",
    genre="通知", title="关于联合开展科普进校园活动的通知", recipients="各学校", year=2026, **DAY,
    by="、".join(SEVEN), signature="　".join(SEVEN), annotation="（此件公开发布）", preamble=1,
)  # fmt: skip
kind(
    "转发的转发",
    "示例县教育局转发市教育局转发省教育厅关于做好防溺水工作的通知的通知\n示教〔2026〕9号\n各学校：\n现将《市教育局转发省教育厅关于做好防溺水工作的通知》"
    "转发给你们，请遵照执行。\n示例县教育局\n2026年3月5日\n市教育局转发省教育厅关于做好防溺水工作的通知\n各县教育局：\n现将通知转发给你们，请抓好落实。\n"
    "市教育局\n2026年3月2日\n省教育厅关于做好防溺水工作的通知\n各市教育局：\n现通知如下：\n一、开展教育\n全员参加。\n二、加强巡查\n落实到人。\n省教育厅\n2026年3月1日\n",
    genre="转发通知", title="示例县教育局转发市教育局转发省教育厅关于做好防溺水工作的通知的通知",
    doc_number="示教〔2026〕9号", by="示例县教育局", recipients="各学校", signature="示例县教育局",
    year=2026, **DAY, preamble=1,
    payload={
        "genre": "转发通知", "title": "市教育局转发省教育厅关于做好防溺水工作的通知", "by": "市教育局",
        "recipients": "各县教育局", "signature": "市教育局", "day": "2026-03-02", "year": 2026,
        "preamble": 1,
        "payload": {
            "genre": "通知", "title": "省教育厅关于做好防溺水工作的通知", "by": "省教育厅", "year": 2026,
            "recipients": "各市教育局", "signature": "省教育厅", "day": "2026-03-01", "preamble": 1,
            "tree": ["一、开展教育", "二、加强巡查"],
        },
    },
)  # fmt: skip
kind(
    "总结暨计划，（一）在上",
    "示例市科学技术局2025年工作总结暨2026年工作计划\n2025年，我局扎实工作，现总结如下：\n（一）科普成效明显。举办活动20场。\n（二）队伍不断壮大。新增30人。\n"
    "2026年工作计划\n（一）办好科普周。5月启动。\n（二）建好场馆。年内开放。\n",
    genre="总结暨计划", title="示例市科学技术局2025年工作总结暨2026年工作计划", by=T, year=2025,
    next_year=2026, preamble=1,
    tree=["（一）科普成效明显", "（二）队伍不断壮大", "（一）办好科普周", "（二）建好场馆"],
)  # fmt: skip
kind(
    "经验材料，一是",
    "示例市科学技术局：聚力科普惠民　点亮科学之光\n近年来，示例市科学技术局坚持科普惠民，取得实效。\n一是抓阵地，夯实基础。建成基地8家。\n"
    "二是抓队伍，提升能力。培训300人。\n三是抓品牌，扩大影响。举办活动20场。\n",
    genre="经验材料", title="示例市科学技术局：聚力科普惠民点亮科学之光", by=T, preamble=1,
    tree=["一是抓阵地，夯实基础", "二是抓队伍，提升能力", "三是抓品牌，扩大影响"],
)  # fmt: skip
kind(
    "情况汇报",
    "关于科普工作开展情况的汇报\n示例市科学技术局\n（2026年3月5日）\n各位领导：\n现将有关情况汇报如下：\n一、主要工作\n（一）健全机制。建立联席会议制度。\n"
    "（二）丰富活动。全年20场。\n二、存在问题\n一是经费不足。二是人员偏少。\n三、下步打算\n继续推进。\n以上汇报，不妥之处请批评指正。\n",
    genre="汇报", title="关于科普工作开展情况的汇报", by=T, signature=T, year=2026, **DAY, preamble=2,
    tree=["一、主要工作", ".（一）健全机制", ".（二）丰富活动", "二、存在问题", "三、下步打算"],
)  # fmt: skip
kind(
    "自查报告",
    "示例镇人民政府关于科普工作的自查报告\n县科学技术局：\n根据《关于开展科普工作检查的通知》（示科〔2026〕3号）要求，我镇开展了自查，现报告如下：\n"
    "一、组织领导情况（20分，自评20分）\n成立小组。\n二、经费保障情况（10分，自评8分）\n列入预算。\n示例镇人民政府\n2026年3月5日\n",
    genre="自查报告", title="示例镇人民政府关于科普工作的自查报告", by="示例镇人民政府", year=2026, **DAY,
    recipients="县科学技术局", signature="示例镇人民政府", preamble=1,
    tree=["一、组织领导情况（20分，自评20分）", "二、经费保障情况（10分，自评8分）"],
)  # fmt: skip
ROWS = "<table><tr><td>序号</td><td>工作</td><td>责任单位</td></tr><tr><td>1</td><td>办好科普周</td><td>科普科</td></tr></table>"
kind(
    "工作计划是一张表",
    f"<html><body><p>示例市科学技术局2026年工作计划表</p>{ROWS}<p>填报单位：示例市科学技术局</p></body></html>",
    genre="工作计划", title="示例市科学技术局2026年工作计划表", by=T, year=2026, tables=1, tree=[""],
)  # fmt: skip
kind(
    "责任清单是一张表",
    "<html><body><p>示例市科学技术局关于印发2026年责任清单的通知</p><p>各科室：</p><p>现将《2026年责任清单》印发给你们，请落实。</p>"
    f"<p>示例市科学技术局</p><p>2026年3月5日</p><p>2026年责任清单</p>{ROWS}</body></html>",
    genre="印发通知", title="示例市科学技术局关于印发2026年责任清单的通知", recipients="各科室", preamble=1,
    payload={"genre": "清单", "title": "2026年责任清单", "year": 2026, "tables": 1, "tree": [""]},
    **SIGNED,
)  # fmt: skip
kind(
    "讲话",
    "在全市科普工作会议上的讲话\n王甲\n（2026年3月5日）\n同志们：\n今天召开会议，主要任务是部署工作。下面，我讲三点意见。\n一、肯定成绩，增强信心\n成绩很大。\n"
    "二、认清形势，正视不足\n差距不小。\n三、突出重点，狠抓落实\n要抓好落实。\n谢谢大家！\n",
    genre="讲话", title="在全市科普工作会议上的讲话", year=2026, **DAY, preamble=3,
    tree=["一、肯定成绩，增强信心", "二、认清形势，正视不足", "三、突出重点，狠抓落实"],
)  # fmt: skip
kind(
    "村委会",
    "通　知\n全体村民：\n定于3月8日上午9点在村部召开村民大会，请准时参加。\n特此通知。\n　　　　　　　　示例镇示例村村委会\n　　　　　　　　2026年3月5日\n",
    genre="通知", title="通知", by="示例镇示例村村委会", signature="示例镇示例村村委会", year=2026, **DAY,
    recipients="全体村民", preamble=2,
)  # fmt: skip
kind(
    "学校",
    "示例市第一中学关于2026年清明节放假的通知\n各年级、全体师生：\n现将放假事宜通知如下：\n一、放假时间\n4月4日至6日。\n二、注意事项\n1.注意安全。\n2.按时返校。\n"
    "示例市第一中学\n2026年3月5日\n",
    genre="通知", title="示例市第一中学关于2026年清明节放假的通知", by="示例市第一中学", year=2026, **DAY,
    recipients="各年级、全体师生", signature="示例市第一中学", preamble=1,
    tree=["一、放假时间", "二、注意事项", ".1.注意安全", ".2.按时返校"],
)  # fmt: skip
kind(
    "医院印发制度",
    "示例市人民医院文件\n示医发〔2026〕11号\n关于印发《值班交接班制度》的通知\n各科室：\n《值班交接班制度》已经院长办公会研究通过，现印发给你们，请遵照执行。\n"
    "示例市人民医院\n2026年3月5日\n值班交接班制度\n一、值班人员必须坚守岗位。不得擅离。\n二、交接班必须当面进行。不得代班。\n三、交接内容要清楚。逐项签字。\n"
    "示例市人民医院办公室　　　　　　　　2026年3月6日印发\n",
    genre="印发通知", title="关于印发《值班交接班制度》的通知", letterhead="示例市人民医院文件", year=2026,
    **DAY, doc_number="示医发〔2026〕11号", by="示例市人民医院", signature="示例市人民医院", preamble=1,
    recipients="各科室", printed_by="示例市人民医院办公室", printed="2026-03-06",
    payload={
        "genre": "制度", "title": "值班交接班制度",
        "tree": ["一、值班人员必须坚守岗位", "二、交接班必须当面进行", "三、交接内容要清楚"],
    },
)  # fmt: skip
kind(
    "企业",
    "示例水务集团有限公司文件\n示水集〔2026〕18号\n关于做好汛期安全生产工作的通知\n集团各部门、各子公司：\n为确保安全度汛，现通知如下。\n一、压实责任\n主要负责人是第一责任人。\n"
    "二、排查隐患\n（1）检查泵站。每日一次。\n（2）检查管网。每周一次。\n示例水务集团有限公司\n2026年3月5日\n",
    genre="通知", title="关于做好汛期安全生产工作的通知", letterhead="示例水务集团有限公司文件", preamble=1,
    doc_number="示水集〔2026〕18号", by="示例水务集团有限公司", signature="示例水务集团有限公司",
    recipients="集团各部门、各子公司", year=2026, **DAY,
    tree=["一、压实责任", "二、排查隐患", ".（1）检查泵站", ".（2）检查管网"],
)  # fmt: skip
kind(
    "高校党委",
    "中共示例大学委员会文件\n校党字〔2026〕5号\n中共示例大学委员会\n关于开展警示教育的通知\n各党总支、直属党支部：\n为加强教育，现就有关事项通知如下：\n一、学习内容\n党章。\n"
    "二、有关要求\n按时完成。\n中共示例大学委员会\n2026年3月5日\n",
    genre="通知", title="中共示例大学委员会关于开展警示教育的通知", letterhead="中共示例大学委员会文件",
    doc_number="校党字〔2026〕5号", by="中共示例大学委员会", signature="中共示例大学委员会", year=2026,
    **DAY, recipients="各党总支、直属党支部", preamble=1, tree=["一、学习内容", "二、有关要求"],
)  # fmt: skip
kind(
    "团委",
    "共青团示例市委关于开展2026年学雷锋活动的通知\n团示发〔2026〕3号\n各县（市、区）团委，市直各团委：\n现通知如下：\n一、活动主题\n“学雷锋　我行动”\n二、活动时间\n2026年3月\n"
    "共青团示例市委\n2026年3月5日\n",
    genre="通知", title="共青团示例市委关于开展2026年学雷锋活动的通知", doc_number="团示发〔2026〕3号",
    by="共青团示例市委", signature="共青团示例市委", recipients="各县（市、区）团委，市直各团委", year=2026,
    **DAY, preamble=1, tree=["一、活动主题", "二、活动时间"],
)  # fmt: skip
kind(
    "工会，附件另起行，印章",
    "示例市总工会\n关于评选先进女职工的通知\n各县（区）总工会：\n请于4月1日前报送。\n附件：\n1．推荐表\n2．名额分配表\n示例市总工会（盖章）\n2026年3月5日\n"
    "附件1\n推　荐　表\n姓名　　　　性别　　　　\n附件2\n名额分配表\n东区　3名\n西区　2名\n",
    genre="通知", title="示例市总工会关于评选先进女职工的通知", by="示例市总工会", year=2026, **DAY,
    recipients="各县（区）总工会", signature="示例市总工会（盖章）", preamble=1,
    annexes=["附件：", "1．推荐表", "2．名额分配表"],
    attached=[("附件1", "推荐表", []), ("附件2", "名额分配表", [])],
)  # fmt: skip
kind(
    "附表附图",
    f"{T}关于报送科普统计数据的通知\n各科室：\n请按附表报送。\n附表：1.科普经费统计表\n附图：1.流程图\n" + END
    + "附表1\n科普经费统计表\n单位：万元\n附图1\n流程图\n申请—审核—公示\n",
    genre="通知", title=f"{T}关于报送科普统计数据的通知", recipients="各科室", preamble=1,
    annexes=["附表：1.科普经费统计表", "附图：1.流程图"],
    attached=[("附表1", "科普经费统计表", []), ("附图1", "流程图", [])], **SIGNED,
)  # fmt: skip
kind(
    "多附件各有标题",
    f"{T}关于申报科普基地的通知\n各单位：\n请组织申报。\n附件：1.申报指南\n　　　2.管理办法（试行）\n　　　3.推荐汇总表\n" + END
    + "附件1\n2026年科普基地\n申报指南\n一、申报条件\n有场地。\n二、申报程序\n逐级上报。\n附件2：\n示例市科普基地管理办法（试行）\n第一条　为规范管理，制定本办法。\n"
    "第二条　本办法由市科技局解释。\n附件3\n推荐汇总表\n推荐单位（盖章）：\n",
    genre="通知", title=f"{T}关于申报科普基地的通知", recipients="各单位", preamble=1,
    annexes=["附件：1.申报指南", "2.管理办法（试行）", "3.推荐汇总表"],
    attached=[
        ("附件1", "2026年科普基地申报指南", ["一、申报条件", "二、申报程序"]),
        ("附件2：", "示例市科普基地管理办法（试行）", ["第一条", "第二条"]),
        ("附件3", "推荐汇总表", []),
    ],
    **SIGNED,
)  # fmt: skip
kind(
    "附件与标题同一行",
    f"{T}关于开展调查的通知\n各科室：\n请填写附件。\n附件：调查表\n" + END + "附件：调查表\n一、基本情况\n单位名称。\n二、意见建议\n请填写。\n",
    genre="通知", title=f"{T}关于开展调查的通知", recipients="各科室", preamble=1, annexes=["附件：调查表"],
    attached=[("附件：", "调查表", ["一、基本情况", "二、意见建议"])], **SIGNED,
)  # fmt: skip
kind(
    "附件1与标题同一行，无冒号",
    f"{T}关于开展调查的通知\n各科室：\n请填写附件。\n附件：1.调查表\n2.名额表\n" + END
    + "附件1　2026年调查表\n一、基本情况\n单位名称。\n附件2 名额表\n一、东区\n3名。\n",
    genre="通知", title=f"{T}关于开展调查的通知", recipients="各科室", preamble=1,
    annexes=["附件：1.调查表", "2.名额表"],
    attached=[("附件1", "2026年调查表", ["一、基本情况"]), ("附件2", "名额表", ["一、东区"])], **SIGNED,
)  # fmt: skip
kind(
    "抄送三行",
    f"{T}关于召开科普工作会议的通知\n示科〔2026〕12号\n各县（区）科技局：\n定于3月10日召开会议。\n一、时间：3月10日上午9:00。\n二、地点：市科技馆。\n三、参会人员：各局分管负责同志。\n"
    + END + "抄送：市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市纪委监委，\n市委组织部，市委宣传部，市财政局，市教育局，市人社局，\n市总工会，团市委，市妇联。\n"
    + T + "办公室　　2026年3月6日印发\n",
    genre="通知", title=f"{T}关于召开科普工作会议的通知", doc_number="示科〔2026〕12号", preamble=1,
    recipients="各县（区）科技局", tree=["一、时间", "二、地点", "三、参会人员"],
    cc="市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市纪委监委，市委组织部，市委宣传部，市财政局，市教育局，市人社局，市总工会，团市委，市妇联",
    printed_by=T + "办公室", printed="2026-03-06", **SIGNED,
)  # fmt: skip
kind(
    "公示",
    "关于2026年拟认定科普基地的公示\n经评审，拟认定示例科技馆等3家单位为科普基地，现予公示。\n公示期：2026年3月5日至3月11日。\n联系电话：0000-000000\n附件：拟认定名单\n" + END,
    genre="公示", title="关于2026年拟认定科普基地的公示", preamble=3, annexes=["附件：拟认定名单"], **SIGNED,
)  # fmt: skip
kind(
    "倡议书",
    "文明过节倡议书\n广大市民朋友们：\n清明将至，我们倡议：\n一、文明祭扫。不焚香烧纸。\n二、厚养薄葬。孝老敬亲。\n示例市精神文明建设委员会办公室\n2026年3月5日\n",
    genre="倡议书", title="文明过节倡议书", recipients="广大市民朋友们", year=2026, **DAY, preamble=1,
    by="示例市精神文明建设委员会办公室", signature="示例市精神文明建设委员会办公室",
    tree=["一、文明祭扫", "二、厚养薄葬"],
)  # fmt: skip
kind(
    "印发讲话",
    f"{T}关于印发王甲同志在全市科普工作会议上的讲话的通知\n各科室：\n现将王甲同志《在全市科普工作会议上的讲话》印发给你们，请认真学习。\n" + END
    + "在全市科普工作会议上的讲话\n（2026年3月1日）\n王甲\n同志们：\n今天的会议很重要。\n一、统一思想\n提高认识。\n二、抓好落实\n确保实效。\n",
    genre="印发通知", title=f"{T}关于印发王甲同志在全市科普工作会议上的讲话的通知", recipients="各科室", preamble=1,
    payload={
        "genre": "讲话", "title": "在全市科普工作会议上的讲话", "day": "2026-03-01", "year": 2026,
        "preamble": 3, "tree": ["一、统一思想", "二、抓好落实"],
    },
    **SIGNED,
)  # fmt: skip
kind(
    "规划，第一章与第一节",
    "示例市“十五五”科普发展规划\n目　录\n第一章 发展基础\n第一节 主要成就\n第二节 面临形势\n第二章 总体要求\n第一章 发展基础\n第一节 主要成就\n成就显著。\n"
    "第二节 面临形势\n形势逼人。\n第二章 总体要求\n一、指导思想\n高举旗帜。\n",
    genre="规划", title="示例市“十五五”科普发展规划",
    tree=["第一章发展基础", ".第一节主要成就", ".第二节面临形势", "第二章总体要求", ".一、指导思想"],
)  # fmt: skip
kind(
    "方案，1. 在上，1.1 在下",
    "示例公司2026年应急演练方案\n1 目的\n检验预案。\n2 组织\n2.1 总指挥\n总经理。\n2.2 成员\n各部门。\n3 要求\n服从指挥。\n",
    genre="工作方案", title="示例公司2026年应急演练方案", year=2026,
    tree=["1目的", "2组织", ".2.1总指挥", ".2.2成员", "3要求"],
)  # fmt: skip
kind(
    "督办通知",
    "督　办　通　知\n示政督〔2026〕3号\n市科技局：\n根据市领导批示，请你局抓紧办理，并于3月20日前报送结果。\n示例市人民政府督查室\n2026年3月5日\n",
    genre="通知", title="督办通知", doc_number="示政督〔2026〕3号", recipients="市科技局", year=2026, **DAY,
    by="示例市人民政府督查室", signature="示例市人民政府督查室", preamble=1,
)  # fmt: skip
kind(
    "提醒函，急件，落款在一行",
    f"急件\n{T}关于报送数据的提醒函\n各科室：\n请于3月8日前报送。\n{T}　　　　2026年3月5日\n",
    genre="函", title=f"{T}关于报送数据的提醒函", urgency="急件", recipients="各科室", preamble=1, **SIGNED,
)  # fmt: skip
kind(
    "（此件公开发布）与所印发文件的标题连在一起",
    f"{T}关于印发科普基地管理办法的通知\n各科室：\n现将《科普基地管理办法》印发给你们，请执行。\n" + END
    + "（此件公开发布）科普基地管理办法\n第一章　总则\n第一条　为规范管理，制定本办法。\n第二章　附则\n第二条　本办法自印发之日起施行。\n",
    genre="印发通知", title=f"{T}关于印发科普基地管理办法的通知", recipients="各科室", preamble=1,
    annotation="（此件公开发布）",
    payload={
        "genre": "办法", "title": "科普基地管理办法",
        "tree": ["第一章总则", ".第一条", "第二章附则", ".第二条"],
    },
    **SIGNED,
)  # fmt: skip
kind(
    "汉字日期的落款在一行",
    f"{T}关于做好值班工作的通知\n各科室：\n请做好值班。\n{T}　　二〇二六年三月五日\n",
    genre="通知", title=f"{T}关于做好值班工作的通知", recipients="各科室", preamble=1, **SIGNED,
)  # fmt: skip
kind(
    "发文字号在标题下的括号里",
    f"{T}关于做好值班工作的通知\n（示科〔2026〕15号）\n各科室：\n请做好值班。\n" + END,
    genre="通知", title=f"{T}关于做好值班工作的通知", doc_number="示科〔2026〕15号", recipients="各科室",
    preamble=1, **SIGNED,
)  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_a_paper_of_this_kind_is_read_whole(read: Read, name: str) -> None:
    text, expected = KINDS[name]
    assert shown(read(text).notice) == expected


@pytest.mark.parametrize(
    "body",
    [
        "示例县归国华侨联合会", "示例县侨联", "示例县社科联", "示例县红十字会", "示例县供销合作社", "示例海关",
        "中共示例县委党校", "示例村村委会", "示例社区居委会", "示例县工作专班", "示例林场", "示例县广播电视台",
        "示例县图书馆", "示例县人民代表大会常务委员会", "示例县税务所", "示例县慈善总会", "示例县商会",
        "示例市公共资源交易服务平台", "示例高级技工学校", "示例县人民武装部", "示例县卫生院", "示例日报社",
        "活动组委会", "示例水电厂", "示例股份有限公司董事会", "示例县机关工委", "示例国家级经济技术开发区",
    ],
)  # fmt: skip
def test_a_body_signs_whatever_its_name_ends_in(read: Read, body: str) -> None:
    notice = read(f"关于做好值班工作的通知\n各科室：\n请做好值班。\n{body}\n2026年3月5日\n").notice
    assert (notice.issuers, notice.signature) == ((body,), body)
