"""Texts that may be kept and searched but not drafted from."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftkit.parse import fitness, parse_source
from draftkit.parse.files import text_blocks
from draftkit.values.notice import Notice
from draftkit.values.source import Block, Source

PLAN = """2024年示例市科学技术局精神文明建设工作要点
2024年，市科技局精神文明建设工作以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神。
一、加强理论学习
1.坚持学习制度。落实“第一议题”制度，组织集中学习12次。
二、深化文明创建
2.开展志愿服务。组织科普志愿服务队进社区，全年开展活动8场次。
三、加强组织领导
3.压实责任。各科室要明确专人负责。
"""


def read(text: str, *more: Block) -> Notice:
    blocks = [*text_blocks(text)]
    blocks += [
        block.model_copy(update={"index": len(blocks) + at}) for at, block in enumerate(more)
    ]
    return parse_source(Source(path="文.txt", sha256="", format="txt", blocks=tuple(blocks))).notice


def with_line(line: str) -> Notice:
    return read(PLAN.replace("组织集中学习12次。", f"组织集中学习12次。{line}"))


def titled(title: str, text: str = "一、主要做法\n我局坚持统筹推进，开展活动8场次。\n") -> Notice:
    return read(f"{title}\n\n{text}")


def test_a_plain_paper_is_fit() -> None:
    notice = read(PLAN)
    assert notice.fit
    assert notice.unfit_because is None


@pytest.mark.parametrize(("row", "text", "fit"), list(fitness.examples()))
def test_the_examples_of_each_row(row: str, text: str, fit: bool) -> None:
    """Good and bad examples in eval/exemplars.yaml are judged by their own row alone."""
    rule = next(one for one in fitness.rows() if one.id == row)
    genre = rule.genres[0] if rule.genres else "其他"
    notice = Notice(genre=genre, title="在会议上的讲话")
    seen = "\n".join(fitness.seen(line) for line in text.split("\n"))
    scopes = dict.fromkeys(rule.scopes, seen)
    bare = {name: fitness.unquoted(part) for name, part in scopes.items()}
    assert (rule.found(fitness.Page(scopes, bare, notice)) is None) is fit


@pytest.mark.parametrize(
    ("line", "because"),
    [
        ("深入学习贯彻党的XX大精神。", "会议届次被隐去"),
        ("全面贯彻十X届X中、X中全会精神。", "会议届次被隐去"),
        ("自20XX年以来，坚持开展创建。", "年份被隐去"),
        ("××年以来，坚持开展创建。", "年份被隐去"),
        ("庆祝新中国成立xx周年。", "周年数被隐去"),
        ("xx市委、市政府高度重视。", "单位或地名被隐去"),
        ("××科技局主动担当。", "单位或地名被隐去"),
        ("○○县率先推进。", "单位或地名被隐去"),
        ("某某同志任组长。", "人名被隐去"),
        ("召开会议**次。", "数字被隐去"),
        ("召开会议**次，培训***人次。", "数字被隐去"),
        ("汇成**文明“底色”，彰显成果，印证着**百姓的追求。", "名称或数字被隐去"),
        ("**县委抓统筹，在**市率先推进。", "单位或地名被隐去"),
        ("于全局___开展活动，提升___部职工素质，成立领导___小组。", "词语被网站抹去"),
        ("现将工作情景汇报如下。", "词语被机器替换"),
        ("召开会议*次，举办培训*场。", "数字被隐去"),
        ("参与率提高XX个百分点。", "数字被隐去"),
        ("会议由████主持。", "文字被涂黑"),
        ("（以下略）", "正文有省略"),
        ("认真学习《》精神。", "名称残缺"),
        ("根据《关于印发 的通知》要求。", "名称残缺"),
        ("团结在以同志为核心的党中央周围。", "名称残缺"),
        ("深入学,认真系列重要讲话精神。", "名称被过滤，语句残缺"),
        ("全面贯彻科学开展观。", "词语被机器替换"),
        ("推进精神礼貌建设。", "词语被机器替换"),
        ("积极效劳群众。", "词语被机器替换"),
        ("培育社会主义中心价值观。", "词语被机器替换"),
        ("踏实推进各项任务，慎密结合实际。", "词语被机器替换"),
        ("开展平安生产检查。", "词语被机器替换"),
        ("加强下层党组织力量。", "词语被机器替换"),
        ("下面是小编为大家整理的内容。", "系范文网页，不是正式公文"),
        ("自2023年被评为文明单位以来，连续9年保持称号。", "起始年份与连续年数矛盾"),
        ("落实2024年—2024年规划任务。", "起止年份相同"),
        ("落实2024年—2020年规划任务。", "起止年份颠倒"),
        ("2024年是党的十九大召开之年。", "年份与史实矛盾（应为2017年）"),
        ("2024年是“十四五”开局之年。", "年份与五年规划矛盾"),
        ("2024年是“十三五”收官之年。", "年份与五年规划矛盾"),
        ("2024年是新中国成立70周年。", "年份与周年数矛盾"),
        ("以优异成绩喜迎新中国成立60周年。", "周年数与公文年份矛盾"),
        ("开展第九个公民道德宣传日活动。", "届次与公文年份矛盾"),
        ("践行习近平文化思想。", None),
        ("开展第22个公民道德宣传日活动。", None),
        ("2024年是新中国成立75周年。", None),
        ("自2016年被评为文明单位以来，连续9年保持称号。", None),
        ("落实2021年—2025年规划任务。", None),
        ("联系电话：138****1234。", None),
        ("电子邮箱：xxx@example.com。", None),
        ("统一称为“××市政策问答平台”。", None),
        ("推广“1+X”证书和X光机检测。", None),
        ("统筹“三会一课”，建强队伍建立台账。", None),
        ("某些单位、某项工作、某个环节推进不力。", None),
        ("布设3×100平方米展板。", None),
        ("**压实责任。**各科室要**认真落实**。", None),
        ("领导班子和基层党组织要带头。", None),
        ("2024年度是本届任期最后一年。", None),
        ("数据统计截至2024年4月—2024年9月。", None),
        ("本办法自20××年×月×日起施行。", None),
    ],
)
def test_a_line_in_the_text(line: str, because: str | None) -> None:
    notice = with_line(line)
    assert (notice.unfit_because or "").split("：")[0] == (because or "")
    assert notice.fit is (because is None)


@pytest.mark.parametrize(
    "title",
    [
        "《示例市科普工作方案》政策解读",
        "一图读懂示例市2024年工作要点",
        "示例市科技局负责人就科普条例答记者问",
        "图解：示例市科技局2024年工作要点",
        "示例市科技政策问答",
        "2023年科技局精神文明建设工作总结范文",
        "科技局机关工作总结（精选5篇）",
        "机关工作总结怎么写",
        "科技局2024年工作计划（通用版）",
        "市科技局召开2024年精神文明建设工作会议",
        "示例市科技局赴红旗社区开展志愿服务活动",
        "全市科普活动周圆满落幕",
        "市直机关志愿服务活动启动",
        "示例市科技局2024年公开招聘工作人员公告",
        "志愿者招募启事",
        "关于2024年度文明科室评选结果的公示",
        "示例市拟推荐先进集体名单公示",
        "示例市科技馆展品采购中标公告",
        "某市科学技术局2023年工作总结",
        "××县精神文明建设工作要点",
        "20XX年机关工作总结",
        "示例市科技局2023年工作总结（节选）",
    ],
)
def test_a_page_that_is_no_paper_by_its_title(title: str) -> None:
    notice = titled(title)
    assert not notice.fit
    assert notice.unfit_because and "：“" in notice.unfit_because


@pytest.mark.parametrize(
    "title",
    [
        "示例市科学技术局关于加强政策解读工作的通知",
        "示例市科学技术局关于规范公开招聘工作的通知",
        "示例市科学技术局关于做好行政许可公示工作的意见",
        "示例市科学技术局关于召开全市科技工作会议的通知",
        "示例市科学技术局会议活动管理办法",
        "示例市科学技术局2023年工作总结",
        "示例市科学技术局：搭建服务平台 打造科普品牌",
    ],
)
def test_a_title_of_a_paper(title: str) -> None:
    assert titled(title).fit, titled(title).unfit_because


def test_a_page_says_where_it_comes_from() -> None:
    for line in (
        "来源：第一范文网",
        "首页 > 范文大全 > 工作总结",
        "当前位置：首页 > 政务公开 > 政策解读 > 正文",
    ):
        assert not read(PLAN, Block(index=0, kind="meta", text=line)).fit, line
        assert not read(PLAN, Block(index=0, kind="footer", text=line)).fit or "位置" in line
    fine = (
        "来源：示例市科学技术局",
        "当前位置：首页 > 政务公开 > 通知公告 > 正文",
        "首页　政策解读　互动交流",
    )
    for line in fine:
        assert read(PLAN, Block(index=0, kind="meta", text=line)).fit, line


def test_an_explanation_is_known_by_its_headings() -> None:
    text = (
        "一、起草背景\n为落实要求，起草本方案。\n二、主要内容\n共五部分。\n三、下一步\n抓好落实。\n"
    )
    notice = titled("关于《示例市科普工作方案》的说明", text)
    assert notice.unfit_because == "系解读、说明材料，不是公文：“起草背景”“主要内容”"


def test_questions_and_answers_are_known_by_their_form() -> None:
    text = "问：方案的目的是什么？\n答：落实要求。\n问：何时施行？\n答：自发布之日起。\n"
    assert "问答" in (titled("示例市科普方案有关问题", text).unfit_because or "")


def test_news_is_known_by_its_dateline_unless_a_paper_follows() -> None:
    line = "新华社示例2月3日电（记者某）示例市近日印发工作要点。\n"
    assert not read(f"示例市加强科普工作\n{line}会议强调，要抓好落实。\n").fit
    assert read(f"{line}{PLAN}").fit


def test_a_speech_in_the_media_is_no_paper() -> None:
    speech = "在全市科技大会上的讲话\n\n同志们：\n今天，我们召开大会。\n"
    media = Block(index=0, kind="meta", text="来源：示例日报")
    assert not read(speech, media).fit
    assert read(speech).fit


CARRIER = """示例市科学技术局关于印发《2024年精神文明建设工作要点》的通知
示科发〔2024〕3号
各科室：
现将《2024年精神文明建设工作要点》印发给你们，请认真贯彻落实。
示例市科学技术局
2024年3月20日
2024年精神文明建设工作要点
一、加强理论学习
组织集中学习{times}次。
二、深化文明创建
开展活动8场次。
附件1
{form}
"""


def test_a_carrier_is_unfit_when_its_payload_is() -> None:
    notice = read(CARRIER.format(times="××", form="报名表"))
    assert notice.payload is not None
    assert not notice.fit
    assert not notice.payload.fit
    assert notice.unfit_because == notice.payload.unfit_because


def test_the_blanks_of_an_annexed_form_are_no_masks() -> None:
    form = "××单位志愿服务报名表\n姓名：×××　时间：20××年×月×日\n××市××局（盖章）"
    assert read(CARRIER.format(times="12", form=form)).fit


def test_a_mask_is_seen_in_every_part() -> None:
    assert not read(PLAN + "××市科学技术局\n2024年3月20日\n").fit
    assert not read(
        CARRIER.format(times="12", form="表").replace("各科室：", "各县（区）、××局：")
    ).fit
    rows = (("单位", "任务"), ("××局科普科", "开展活动"))
    assert not read(PLAN, Block(index=0, kind="table", rows=rows)).fit


def test_a_paper_older_than_what_it_speaks_of() -> None:
    old = PLAN.replace("2024", "2013")
    assert "晚于公文年份（2013年）" in (read(old).unfit_because or "")
    assert "晚于公文年份（2015年）" in (read(PLAN.replace("2024", "2015")).unfit_because or "")


def test_a_title_of_one_year_over_the_text_of_another() -> None:
    text = "2021年，我局以创建文明单位为抓手。\n一、主要做法\n2021年共开展活动8场次。\n二、存在问题\n不足。\n"
    notice = titled("示例市科学技术局2024年精神文明建设工作总结", text)
    assert "标题为2024年，正文写的是2021年" in (notice.unfit_because or "")
    dated = PLAN + "示例市科学技术局\n2019年3月20日\n"
    assert "标题年份与成文日期矛盾" in (read(dated).unfit_because or "")


def test_two_bodies_papers_in_one() -> None:
    head = "泉州市科学技术局2023年工作总结\n泉州市科技局认真履职。\n"
    first = "".join(f"{mark}、抓好工作\n泉州市各级部门落实到位。\n" for mark in "一二三四")
    second = "".join(f"{mark}、抓好工作\n宜宾市各级部门落实到位。\n" for mark in "五六七八")
    assert "疑为拼接" in (read(head + first + second).unfit_because or "")
    assert read(head + first + second.replace("宜宾", "泉州")).fit
    paper = "示例市科学技术局关于做好科普工作的通知\n各科室：\n请抓好落实。\n样例市科学技术局\n2024年3月20日\n"
    assert "署名不是同一地方" in (read(paper).unfit_because or "")
    assert read(paper.replace("样例", "示例")).fit


COLLECTED = """泉州市人民政府关于印发《2024年科普工作要点》的通知
各县（市、区）人民政府：
现将《2024年科普工作要点》印发给你们，请认真贯彻落实。
泉州市人民政府
2024年3月20日
2024年科普工作要点
一、加强理论学习
组织集中学习12次。
{head}{body}
{signed}
2024年4月2日
样例方案
二、深化文明创建
开展活动8场次。
"""


def collected(head: str, body: str = "", signed: str = "科普科") -> str:
    return read(COLLECTED.format(head=head, body=body, signed=signed)).unfit_because or ""


def test_a_collection_of_papers_under_one_head() -> None:
    head = "4.样例市科技局关于印发《样例方案》的通知（2024年4月2日）"
    body = "样科发〔2024〕5号各县（区）科技局："
    assert collected(head, body) == (
        "文中另有一份公文，疑为拼接：“样例市科技局关于印发《样例方案》的通知”"
    )
    assert not collected(head)
    assert not collected(head.replace("（2024年4月2日）", "（样科发〔2024〕5号）"), body)


def test_a_part_that_a_body_of_another_place_signs() -> None:
    text = "为落实要求，制定本方案。"
    assert collected(text, signed="宜宾市科学技术局") == (
        "文中另有他地机关署名的公文，疑为拼接：“泉州”“宜宾市科学技术局”"
    )
    for signed in ("泉州市科学技术局", "福建省科学技术厅", "科学技术部", "宜宾市红旗社区的活动"):
        assert not collected(text, signed=signed), signed


def test_no_sample_notice_is_unfit(corpus: Path) -> None:
    from draftkit.parse import parse_path

    for path in corpus.iterdir():
        if path.suffix != ".yaml":
            assert parse_path(path).notice.unfit_because is None, path.name
