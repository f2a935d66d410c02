"""How many spoilt texts the parser marks unfit to draft from, and how many good ones.

    python benchmarks/exemplars.py --texts DIR [--every N] [--json]

Every text of DIR that is fit as it stands is spoilt in the ways of sample and rewriting sites: names,
years, figures and the congress masked, synonyms put in by three kinds of rewriter, the year of the
paper replaced in all places, the first half of one paper joined to the second half of another
body's, the note of a shortened text added, a page of explanations put in its place. `found` is the
share marked unfit by kind, of the texts that the spoiling changed at all; `unfit_as_they_are` lists
the texts that are marked before, with the reason.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from draftkit import parse
from draftkit.errors import DraftkitError
from draftkit.reading import place_of
from draftkit.values.notice import Notice

Spoil = Callable[[str, Notice], str]

REWRITERS: dict[str, dict[str, str]] = {
    "礼貌": {
        "精神文明": "精神礼貌", "科学发展观": "科学开展观", "文明单位": "礼貌单位", "服务": "效劳",
        "基础设施": "根底设施", "领导干部": "指导干部", "监督检查": "监视检查", "建设": "建立",
        "安全生产": "平安消费", "志愿服务": "志愿效劳", "全面": "片面", "基层": "下层",
    },
    "进修": {
        "学习": "进修", "制度": "轨制", "国家": "国度", "问题": "题目", "创新": "立异", "认真": "当真",
        "深入": "深切", "人民": "人平易近", "全面": "周全", "建设": "扶植", "扎实": "踏实", "管理": "办理",
    },
    "情景": {
        "情况": "情景", "符合": "贴合", "能力": "本事", "责任": "职责", "积极": "进取", "达到": "到达",
        "提供": "供给", "一定": "必须", "形成": "构成", "特别": "异常", "通过": "经过", "一起": "一齐",
    },
}  # fmt: skip
"""What three kinds of rewriting site put in the place of which word."""


def masked_names(text: str, notice: Notice) -> str:
    """The body's place as ××."""
    place = place_of(notice.issuer or notice.title or "")
    return text.replace(place[:-1], "××") if len(place) > 1 else text


def some_names(text: str, notice: Notice) -> str:
    """The body's place as 某."""
    place = place_of(notice.issuer or notice.title or "")
    return text.replace(place[:-1], "某") if len(place) > 1 else text


def masked_years(text: str, _: Notice) -> str:
    """Years as 20xx."""
    return re.sub(r"(?<!\d)20\d{2}(?=年)", "20xx", text)


def masked_figures(text: str, _: Notice) -> str:
    """Figures before a unit as stars."""
    return re.sub(r"\d[\d.]*(?=(?:个|项|次|场|人|户|万|亿|元|%|％|公里|家))", "**", text)


def masked_congress(text: str, _: Notice) -> str:
    """党的二十大 as 党的XX大."""
    return re.sub(r"党的(?:十[六七八九]|二十)大", "党的XX大", text)


def lost_name(text: str, _: Notice) -> str:
    """A name that a filter takes out."""
    return text.replace("习近平总书记", "").replace("习近平", "")


def shortened(text: str, _: Notice) -> str:
    """The note of a shortened text."""
    return f"{text}\n（此件有删减）\n"


def other_year(text: str, notice: Notice) -> str:
    """The paper's year six years on, in all places."""
    year = notice.paper.year or notice.year
    return re.sub(rf"(?<!\d){year}(?=年)", str(year + 6), text) if year else text


def earlier_year(text: str, notice: Notice) -> str:
    """The paper's year nine years back, in all places."""
    year = notice.paper.year or notice.year
    return re.sub(rf"(?<!\d){year}(?=[年〕])", str(year - 9), text) if year else text


def sample_page(text: str, notice: Notice) -> str:
    """The frame of a sample site round the text."""
    title = notice.title or "工作总结"
    lead = f"下面是小编为大家整理的{title}，仅供参考，希望对大家有所帮助。"
    return f"首页 > 范文大全 > 工作范文\n{title}（精选5篇）\n{lead}\n{text}"


def explanation(_: str, notice: Notice) -> str:
    """A page that explains the paper."""
    title = (notice.title or "工作方案")[:60]
    return (
        f"《{title}》政策解读\n一、出台背景\n为推动工作落实，起草了《{title}》。\n"
        "二、主要内容\n共五个部分，明确了重点任务。\n三、保障措施\n加强组织领导。\n"
    )


SPOILERS: dict[str, Spoil] = {
    "names masked": masked_names,
    "names as 某": some_names,
    "years masked": masked_years,
    "figures masked": masked_figures,
    "congress masked": masked_congress,
    "name filtered out": lost_name,
    "shortened": shortened,
    "year + 6": other_year,
    "year - 9": earlier_year,
    "sample page": sample_page,
    "explanation": explanation,
}


def swapped(text: str, pairs: dict[str, str]) -> str:
    """A text with each word replaced, the longest first."""
    for word in sorted(pairs, key=len, reverse=True):
        text = text.replace(word, pairs[word])
    return text


def spliced(first: str, second: str) -> str:
    """The first half of one text and the second half of another, by lines."""
    one, two = first.splitlines(), second.splitlines()
    return "\n".join([*one[: len(one) // 2], *two[len(two) // 2 :]])


def read(text: str, folder: Path) -> Notice:
    """A text as a file that is parsed."""
    file = folder / "text.txt"
    file.write_text(text, encoding="utf-8")
    return parse.parse_file(file)


def spoilt(texts: list[tuple[str, str, Notice]]) -> Iterator[tuple[str, str, str]]:
    """(kind, name, text) of every spoilt text that differs from its original."""
    for at, (name, text, notice) in enumerate(texts):
        for kind, spoil in SPOILERS.items():
            if (other := spoil(text, notice)) != text:
                yield kind, name, other
        for kind, pairs in REWRITERS.items():
            if (other := swapped(text, pairs)) != text:
                yield f"swapped ({kind})", name, other
        mate = texts[(at + len(texts) // 2) % len(texts)]
        if mate[0] != name and mate[2].issuer != notice.issuer:
            yield "spliced", name, spliced(text, mate[1])


def measure(folder: Path, every: int = 1) -> dict[str, Any]:
    """Shares found by kind, and what is marked unfit as it stands."""
    began = time.perf_counter()
    whole: list[tuple[str, str, Notice]] = []
    already: dict[str, str] = {}
    count = 0
    for path in sorted(folder.glob("*.txt"))[::every]:
        try:
            source = parse.read_source(path)
        except DraftkitError:
            continue
        count += 1
        notice = parse.parse_source(source).notice
        if notice.unfit_because:
            already[path.name] = notice.unfit_because
        else:
            whole.append((path.name, "\n".join(block.text for block in source.blocks), notice))
    tried: dict[str, int] = {}
    missed: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory(prefix="draftkit-exemplars-") as place:
        for kind, name, text in spoilt(whole):
            tried[kind] = tried.get(kind, 0) + 1
            missed.setdefault(kind, [])
            if read(text, Path(place)).fit:
                missed[kind].append(name)
    shares = {kind: round(1 - len(missed[kind]) / tried[kind], 3) for kind in tried}
    return {
        "texts": count,
        "found": shares,
        "tried": tried,
        "unfit_as_they_are": already,
        "missed": missed,
        "seconds": round(time.perf_counter() - began, 1),
        "machine": {"python": sys.version.split()[0], "system": platform.platform()},
    }


def main() -> None:
    """Print the result as JSON or as a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--every", type=int, default=1, help="only every Nth text")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    result = measure(chosen.texts, chosen.every)
    if chosen.json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
        return
    for kind, share in result["found"].items():
        print(f"{share:6.1%}  of {result['tried'][kind]:4}  {kind}")
    for name, because in result["unfit_as_they_are"].items():
        print(f"unfit as it stands: {name} {because}")


if __name__ == "__main__":
    main()
