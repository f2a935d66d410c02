"""Papers of made-up bodies, as many as a test asks for, each with words that no other has."""

from __future__ import annotations

import random
import re
from pathlib import Path

_RARE = "麒麟凤鹏鲲鸾骐骥骅骝鲸鳌鹤鹭鸿鹄琥珀琉璃珊瑚玛瑙瑾瑜琼瑶"
"""Characters the other texts do not use; six of them name a paper's own project."""

_DONE = (
    "志愿服务", "文明创建", "科普宣传", "党员干部", "责任落实", "社区共建", "诚信建设", "移风易俗", "节约粮食", "道德讲堂",
)  # fmt: skip
_HOW = (
    "深入开展", "持续推进", "广泛组织", "扎实做好", "全面加强", "着力完善", "积极引导", "统筹安排", "督促检查", "总结推广",
)  # fmt: skip
_WHERE = (
    "机关", "学校", "企业", "医院", "乡村", "车站", "商圈", "景区", "窗口", "广场",
)  # fmt: skip
_HEADINGS = ("加强理论学习", "开展志愿服务", "推进文明创建", "做好科普宣传", "强化组织保障")


def phrase(number: int) -> str:
    """The words that only paper `number` has."""
    return "".join(random.Random(number).sample(_RARE, 6)) + "驿站"


def phrase_in(text: str) -> str:
    """The words that only the paper of this text has."""
    found = re.search(f"[{_RARE}]{{6}}驿站", text)
    return found.group() if found else ""


def text(number: int) -> str:
    """Paper `number`: a plan of some year with its own project in one of three sections."""
    chance = random.Random(number)
    year, body = 2015 + number % 10, "科技教育民政文化交通卫生"[number % 6 * 2 :][:2]
    lines = [f"示例市{body}局{year}年工作要点", ""]
    own = chance.randrange(3)
    for at, heading in enumerate(chance.sample(_HEADINGS, 3)):
        lines.append(f"{'一二三'[at]}、{heading}")
        tasks = (
            f"在{chance.choice(_WHERE)}{chance.choice(_HOW)}{chance.choice(_DONE)}" for _ in "1234"
        )
        lines.append("，".join(tasks) + f"，全年{chance.randrange(10, 999)}场次。")
        if at == own:
            lines.append(f"今年建成{phrase(number)}，方便群众就近办事、就近参加活动。")
    return "\n".join([*lines, "", f"示例市{body}局", f"{year}年3月1日", ""])


def write(folder: Path, number: int) -> Path:
    """Paper `number` as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{number:04}.txt"
    file.write_text(text(number), encoding="utf-8")
    return file
