"""A paper judged: requirements, findings, open marks, scores, and what could not be judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from draftkit.checks import patterns
from draftkit.checks.asking import ask
from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.checks.open_marks import open_marks
from draftkit.checks.past import Past
from draftkit.checks.policy import Ruling, fingerprints, ruling, settle
from draftkit.checks.rules import coded
from draftkit.checks.scores import scores
from draftkit.checks.traces import traces
from draftkit.genres import names as genre_names
from draftkit.genres import requirements_of, spec
from draftkit.intake import grounds_of
from draftkit.llm.port import ChatModel
from draftkit.parse import from_notice
from draftkit.values.draft import Draft
from draftkit.values.grounds import Grounds
from draftkit.values.notice import Notice
from draftkit.values.policy import EvalPolicy
from draftkit.values.report import (
    DocumentRef,
    EvalReport,
    Finding,
    OpenMark,
    RequirementResult,
    Unscored,
    Verdict,
    Where,
)
from draftkit.values.request import DraftRequest, Stage
from draftkit.values.source import Parsed

_RANK = {"error": 0, "warning": 1, "hint": 2}
_STAGES: tuple[Stage, ...] = ("初稿", "征求意见稿", "送审稿", "定稿", "印发稿")
_LACKS = {
    "request": "没有起草要求（-r），无从核对年份、名称和数字的出处",
    "archive": "没有往年公文可以比对",
    "issuer": "看不出是哪个单位的文件，无从分清本单位和其他单位的往年公文",
    "title": "文件没有标题",
    "carrier": "不是印发、转发通知，没有所附文件的名称可比对",
    "plain_text": "没有可读的正文",
    "level": "起草要求没有写明单位层级",
    "layout": "不是 Word 文件，没有版面可看",
    "others": "只评了一份文件，没有可比的",
    "date": "没有成文日期，标题也没有年度",
}


def evaluate_parsed(
    parsed: Parsed,
    *,
    request: DraftRequest | None = None,
    grounds: Grounds | None = None,
    archive_notices: Iterable[Notice] | Past = (),
    stage: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    policy: EvalPolicy | None = None,
    known: frozenset[str] = frozenset(),
    today: date | None = None,
    limited: bool = True,
    model: ChatModel | None = None,
) -> EvalReport:
    """Judge one paper.

    request, grounds: what its facts are; without them nothing is said about years, names and
    figures. archive_notices: past notices to compare with; a Past made of them where many papers
    are judged. stage: 稿次; by default the
    request's, else the paper's own, else 初稿. select, ignore: beginnings of rule codes, or
    families. policy: what the office has settled. known: fingerprints that a baseline holds. today:
    the day on which waivers may be over. limited: at most one finding of a rule for each paragraph
    and `limit` for the paper; False: all, for a baseline. model: asked for required parts that neither
    a heading nor a sentence shows. Raises UsageError for a word that fits no rule.
    """
    policy = policy or EvalPolicy()
    parsed = _as_own_genre(parsed, request)
    ctx = _context(parsed, request, grounds, archive_notices, stage, policy.words)
    told: tuple[str, ...] = ()
    if model is not None:
        parts, told = ask(model, parsed, ctx.requirements)
        ctx = replace(ctx, requirements=tuple(_verbatim(ctx, row) for row in parts))
    genres = (ctx.notice.genre, ctx.paper.genre)
    ruled = ruling(policy, parsed.source.path, genres, select, ignore)
    findings: list[Finding] = []
    run, unscored = [], []
    for info in ruled.rules:
        lack = _lack(ctx, info)
        if lack:
            unscored.append(Unscored(what=f"{info.code} {info.name}", why=_LACKS[lack]))
            continue
        run.append(info.code)
        findings += _graded(_findings(ctx, info), ruled)
    findings.sort(key=_order)
    named = [
        row.model_copy(update={"fingerprint": print_})
        for row, print_ in zip(findings, fingerprints(findings), strict=True)
    ]
    kept, waived, notes = settle(named, parsed.source, policy, known, today)
    if limited:
        kept = _limited(ctx, kept, ruled)
    report = _report(ctx, kept, tuple(run), tuple(unscored))
    return report.model_copy(
        update={"waived": tuple(waived), "notes": (*ruled.notes, *told, *notes)}
    )


def evaluate_draft(
    draft: Draft | Notice,
    *,
    path: str = "draft.json",
    request: DraftRequest | None = None,
    grounds: Grounds | None = None,
    archive_notices: Iterable[Notice] | Past = (),
    stage: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    policy: EvalPolicy | None = None,
) -> EvalReport:
    """Judge a draft that was not read from a file; see `evaluate_parsed`. `where.paragraph` then
    counts the draft's lines in reading order."""
    notice = draft.notice if isinstance(draft, Draft) else draft
    return evaluate_parsed(
        from_notice(notice, path), request=request, grounds=grounds,
        archive_notices=archive_notices, stage=stage, select=select, ignore=ignore,
        policy=policy,
    )  # fmt: skip


def all_fixes(
    parsed: Parsed,
    *,
    request: DraftRequest | None = None,
    stage: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    policy: EvalPolicy | None = None,
    today: date | None = None,
    unsafe: bool = False,
) -> tuple[Finding, ...]:
    """Every finding with a safe fix (unsafe: with any), without the limits of a report, last place
    first, none overlapping: applied in this order the offsets stay right. What is waived stays."""
    report = evaluate_parsed(
        parsed, request=request, stage=stage, select=select, ignore=ignore, policy=policy,
        today=today, limited=False,
    )  # fmt: skip
    found = [
        row
        for row in report.findings
        if row.fix and (row.fix.safe or unsafe) and row.where.start is not None
    ]
    found.sort(key=lambda row: (row.where.paragraph or 0, row.where.start or 0, row.code))
    kept: list[Finding] = []
    for row in found:
        last = kept[-1].where if kept else None
        if (
            last
            and last.paragraph == row.where.paragraph
            and (row.where.start or 0) < (last.end or 0)
        ):
            continue
        kept.append(row)
    return tuple(reversed(kept))


def _as_own_genre(parsed: Parsed, request: DraftRequest | None) -> Parsed:
    """A paper of no genre that ships, as one of the office's own: by the end of its title, else as
    the request has it."""
    notice, paper = parsed.notice, parsed.notice.paper
    if paper.genre != "其他":
        return parsed
    title = (paper.title or "").strip()
    known = [name for name in genre_names() if title.endswith(name)]
    if not known and request and request.genre in genre_names():
        known = [request.genre]
    if not known:
        return parsed
    own = paper.model_copy(update={"genre": max(known, key=len)})
    if notice.payload is not None:
        own = notice.model_copy(update={"payload": own})
    return replace(parsed, notice=own)


def _context(
    parsed: Parsed,
    request: DraftRequest | None,
    grounds: Grounds | None,
    archive: Iterable[Notice] | Past,
    stage: str | None,
    words: Mapping[str, str] | None = None,
) -> Context:
    request = request or (grounds.request if grounds else None)
    grounds = grounds or (grounds_of(request) if request else None)
    named = stage or (request.stage if request else None) or parsed.notice.stage
    at: Stage = next((known for known in _STAGES if known == named), "初稿")
    titles = {notice.genre: notice.title for notice in (parsed.notice, parsed.notice.paper)}
    lines = [line for line in parsed.lines if line.part not in ("furniture", "metadata")]
    rows = [row for kind in titles for row in requirements_of(lines, kind, title=titles[kind])]
    past = archive if isinstance(archive, Past) else Past(archive)
    ctx = Context(parsed, at, request, grounds, past, words=words or {})
    return replace(ctx, requirements=tuple(_verbatim(ctx, row) for row in rows))


def _verbatim(ctx: Context, row: RequirementResult) -> RequirementResult:
    """A requirement with its quote as the file has it."""
    where = row.where
    if where is None or where.paragraph is None or where.start is None or where.end is None:
        return row
    place = ctx.at(where.paragraph, where.start, where.end, where.heading_path)
    return row.model_copy(update={"where": place})


def _lack(ctx: Context, info: RuleInfo) -> str | None:
    """What a rule needs and does not get, None when it can run."""
    has = {
        "request": ctx.grounds is not None,
        "archive": bool(ctx.past),
        "issuer": bool(ctx.own_names),
        "title": bool(ctx.paper.title or ctx.notice.title),
        "carrier": ctx.notice.payload is not None and bool(ctx.paper.title),
        "plain_text": bool(ctx.lines),
        "layout": ctx.parsed.source.formatting is not None,
        "date": ctx.spoken is not None,
        "others": False,  # known only when all papers are read: `across.compared`
        "level": bool(ctx.request and ctx.request.level),
    }
    return next((need for need in info.needs if not has[need]), None)


def _graded(findings: list[Finding], ruled: Ruling) -> list[Finding]:
    """Findings with the severity that the office gives their rule."""
    level = ruled.severity.get(findings[0].code) if findings else None
    if level is None:
        return findings
    return [row.model_copy(update={"severity": level}) for row in findings]


def _findings(ctx: Context, info: RuleInfo) -> list[Finding]:
    check = coded(info.code) or patterns.check
    return [_finding(info, hit) for hit in check(ctx, info)]


def _finding(info: RuleInfo, hit: Hit) -> Finding:
    return Finding(
        code=info.code,
        severity=hit.severity or info.severity,
        message=hit.message,
        basis=info.basis,
        owner=hit.owner or info.owner,
        evidence=hit.evidence,
        where=hit.where,
        suggestion=hit.advice or info.advice,
        fix=hit.fix,
    )


def _limited(ctx: Context, findings: Sequence[Finding], ruled: Ruling) -> list[Finding]:
    """At most one finding of a rule for each paragraph and `limit` for the paper, in order."""
    by_rule: dict[str, list[Finding]] = {}
    for row in findings:
        by_rule.setdefault(row.code, []).append(row)
    kept: list[Finding] = []
    for info in ruled.rules:
        copied = None if ctx.being_written else info.limit_copy
        kept += _few(by_rule.get(info.code, ()), copied or info.limit)
    return sorted(kept, key=_order)


def _few(findings: Sequence[Finding], limit: int) -> list[Finding]:
    """The gravest of each paragraph, and of these `limit`; what is left out is counted in the
    message of the one that stands for it."""
    by_place: dict[Any, list[Finding]] = {}
    for at, row in enumerate(findings):
        key = row.where.paragraph if row.where.paragraph is not None else f"none{at}"
        by_place.setdefault(key, []).append(row)
    kept = []
    for rows in by_place.values():
        first = min(rows, key=lambda row: _RANK[row.severity])
        kept.append(_counted(first, f"（本段共{len(rows)}处）" if len(rows) > 1 else ""))
    if len(kept) > limit:
        order = sorted(range(len(kept)), key=lambda at: (_RANK[kept[at].severity], at))[:limit]
        kept = [kept[at] for at in sorted(order)]
        kept[-1] = _counted(kept[-1], f"（全文共{len(findings)}处，只列{limit}处）")
    return kept


def _counted(row: Finding, note: str) -> Finding:
    return row.model_copy(update={"message": row.message + note}) if note else row


def _report(
    ctx: Context, findings: list[Finding], run: tuple[str, ...], unscored: tuple[Unscored, ...]
) -> EvalReport:
    marks = open_marks(ctx)
    counts: Counter[str] = Counter(row.severity for row in findings)
    return EvalReport(
        document=DocumentRef(
            path=ctx.parsed.source.path,
            title=ctx.paper.title or ctx.notice.title,
            genre=ctx.paper.genre,
            stage=ctx.stage,
        ),
        verdict=_verdict(counts, marks),
        requirements=ctx.requirements,
        findings=tuple(findings),
        open=marks,
        traces=traces(ctx),
        scores=scores(ctx, marks),
        counts={name: counts.get(name, 0) for name in ("error", "warning", "hint")},
        rules_run=run,
        unscored=unscored + _no_spec(ctx),
    )


def with_findings(report: EvalReport, code: str, rows: Sequence[Finding]) -> EvalReport:
    """A report to which a rule that needs several papers has been added: what it found, or that it
    ran. A report whose paper the rule is not asked of stays as it is."""
    if not any(row.what.startswith(f"{code} ") for row in report.unscored):
        return report
    findings = sorted((*report.findings, *rows), key=_order)
    named = [
        row.model_copy(update={"fingerprint": print_})
        for row, print_ in zip(findings, fingerprints(findings), strict=True)
    ]
    counts: Counter[str] = Counter(row.severity for row in named)
    return report.model_copy(
        update={
            "findings": tuple(named),
            "counts": {name: counts.get(name, 0) for name in ("error", "warning", "hint")},
            "verdict": _verdict(counts, report.open),
            "rules_run": tuple(sorted((*report.rules_run, code))),
            "unscored": tuple(
                row for row in report.unscored if not row.what.startswith(f"{code} ")
            ),
        }
    )


def _no_spec(ctx: Context) -> tuple[Unscored, ...]:
    """A genre without a spec is said to be unscored, not silently passed."""
    if spec(ctx.paper.genre).requirements:
        return ()
    return (Unscored(what="必备部分", why=f"文种“{ctx.paper.genre}”没有必备部分的规定"),)


def _order(row: Finding) -> tuple[int, int, int, str]:
    where: Where = row.where
    at = where.paragraph if where.paragraph is not None else -1
    return (_RANK[row.severity], at, where.start or 0, row.code)


def _verdict(counts: Counter[str], marks: tuple[OpenMark, ...]) -> Verdict:
    if counts["error"]:
        return "fail"
    return "review" if counts["warning"] or marks else "pass"
