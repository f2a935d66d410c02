"""What an office has settled, applied: rules chosen, severities set, findings waived or known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from pathlib import PurePath

from draftkit.checks.model import RuleInfo
from draftkit.checks.registry import chosen, is_meant, rule
from draftkit.text.sentences import sentence_spans
from draftkit.values.policy import Choice, EvalPolicy, Waiver
from draftkit.values.report import Finding, Waived
from draftkit.values.source import Source

_BARE = re.compile(r"[\s\u3000]+")


@dataclass(frozen=True)
class Ruling:
    """The rules that count for one paper, in order, with the severity each is given (None: as the
    rule says), and what was settled otherwise than it ships, in words."""

    rules: tuple[RuleInfo, ...]
    severity: dict[str, str]
    notes: tuple[str, ...]


def ruling(
    policy: EvalPolicy,
    path: str,
    genres: Sequence[str],
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Ruling:
    """The rules for a file and its genres. `select` and `ignore` are asked for in this very call:
    the first stands before what the policy selects, the second is added to what it ignores.
    Raises UsageError for a word that fits no rule."""
    choices = _choices(policy, path, genres)
    asked = tuple(select)
    wanted = asked or tuple(word for one in choices for word in one.select)
    unwanted = (*ignore, *(word for one in choices for word in one.ignore))
    levels: dict[str, str] = {}
    for one in choices:  # the more special comes later and counts
        for word, level in one.severity.items():
            for info in chosen((word,), ()):
                levels[info.code] = level
    raised = () if wanted else tuple(code for code, level in levels.items() if level != "off")
    rules = chosen(wanted, unwanted)
    have = {info.code for info in rules}
    if raised:  # a severity given to a rule that is off turns it on
        rules += tuple(info for info in chosen(raised, unwanted) if info.code not in have)
    kept = tuple(info for info in rules if levels.get(info.code) != "off" or info.code in asked)
    return Ruling(
        tuple(sorted(kept, key=lambda info: info.code)),
        {code: level for code, level in levels.items() if level != "off"},
        tuple(_notes(policy, choices)),
    )


def _choices(policy: EvalPolicy, path: str, genres: Sequence[str]) -> list[Choice]:
    found: list[Choice] = [policy]
    found += [policy.genre[genre] for genre in dict.fromkeys(genres) if genre in policy.genre]
    found += [one for one in policy.files if fits(path, one.match)]
    return found


def fits(path: str, pattern: str) -> bool:
    """Whether a path, its end or its file name fits a pattern with * and ?."""
    pure = PurePath(path).as_posix()
    return any(
        fnmatch(tried, pattern) for tried in (pure, PurePath(path).name, pure.removeprefix("./"))
    ) or fnmatch(pure, f"*/{pattern}")


def _notes(policy: EvalPolicy, choices: Sequence[Choice]) -> Iterable[str]:
    """What a reader must know was settled: a report that hides it would say more than was looked
    at."""
    where = f"（{policy.origin}）" if policy.origin else ""
    only = [word for one in choices for word in one.select]
    left = [word for one in choices for word in one.ignore]
    changed = [f"{word}={level}" for one in choices for word, level in one.severity.items()]
    if only:
        yield f"按设置只查{'、'.join(only)}{where}。"
    if left:
        yield f"按设置不查{'、'.join(left)}{where}。"
    if changed:
        yield f"按设置改了级别：{'、'.join(changed)}{where}。"


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """For each finding 12 hex digits that stay the same when paragraphs move: the rule, the words
    found (or, where nothing is there to find, the message), and the how-manieth of the like."""
    from hashlib import sha256

    seen: Counter[str] = Counter()
    out = []
    for row in findings:
        key = f"{row.code}\n{_BARE.sub('', row.where.quote or row.message)}"
        seen[key] += 1
        out.append(sha256(f"{key}\n{seen[key]}".encode()).hexdigest()[:12])
    return out


def settle(
    findings: Sequence[Finding],
    source: Source,
    policy: EvalPolicy,
    known: frozenset[str],
    today: date | None,
) -> tuple[list[Finding], list[Waived], list[str]]:
    """Findings that count, those that were waived or known before, and what to tell about waivers
    that count no more. `today` None: no waiver is out of date."""
    texts = {block.index: block.text for block in source.blocks}
    live = [one for one in policy.waivers if not _over(one, today)]
    notes = [
        f"免查“{one.text or one.code}”已于{one.until}到期，不再有效。"
        for one in policy.waivers
        if _over(one, today) and (one.file is None or fits(source.path, one.file))
    ]
    kept, waived = [], []
    for row in findings:
        waiver = next((one for one in live if _covers(one, row, source.path, texts)), None)
        if waiver:
            waived.append(Waived(finding=row, reason=waiver.reason, until=waiver.until))
        elif any(_lets_stand(word, row, texts) for word in policy.allowed):
            waived.append(Waived(finding=row, reason="本单位准用的词"))
        elif row.fingerprint in known:
            waived.append(Waived(finding=row, reason="基线中已有"))
        else:
            kept.append(row)
    gone = len(known - {row.fingerprint for row in findings})
    if gone:
        notes.append(f"基线中有{gone}处已经不再出现。")
    return kept, waived, notes


_WORDING = ("wording", "formulations", "punctuation")


def _lets_stand(word: str, row: Finding, texts: dict[int, str]) -> bool:
    """Whether a finding about wording is about a word that the office uses: the word stands at the
    place, as what was found, around it or within it."""
    quote = row.where.quote
    if not word or not quote or rule(row.code).family not in _WORDING:
        return False
    return word in quote or (quote in word and word in _around(row, texts))


def _over(waiver: Waiver, today: date | None) -> bool:
    return waiver.until is not None and today is not None and waiver.until < today


def _covers(waiver: Waiver, row: Finding, path: str, texts: dict[int, str]) -> bool:
    if not is_meant(row.code, waiver.code):
        return False
    if waiver.file is not None and not fits(path, waiver.file):
        return False
    if not waiver.text:
        return row.where.quote is None
    return waiver.text in _around(row, texts)


def _around(row: Finding, texts: dict[int, str]) -> str:
    """The words found with the sentence they stand in; the message where nothing was found."""
    where = row.where
    text = texts.get(where.paragraph, "") if where.paragraph is not None else ""
    if where.start is None or where.end is None or not text:
        return f"{where.quote or ''}\n{row.message}"
    spans = [span for span in sentence_spans(text) if span[0] < where.end and where.start < span[1]]
    around = text[spans[0][0] : spans[-1][1]] if spans else ""
    return f"{where.quote or ''}\n{around}"
