"""What `draftkit rules stats` prints: how often people agree with each rule."""

from __future__ import annotations

from draftkit.cli.layout import table
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_json, tell
from draftkit.messages import say


def show_stats(common: Common) -> None:
    """What the verdicts of the workspace say of each rule, the least agreed with first."""
    from draftkit.recording import rule_stats

    stats = rule_stats(common.workspace)
    if common.json:
        put_json(stats)
        return
    if stats.unread:
        tell("cli.stats_unread", unread=stats.unread)
    if not stats.rules:
        put(say("cli.no_stats"))
        return
    rows = [
        (
            one.code,
            str(one.reviewed),
            str(one.agreed),
            f"{one.precision:.0%}",
            f"{one.low:.0%}–{one.high:.0%}",
            one.name,
        )
        for one in stats.rules
    ]
    head = ("code", "reviewed", "agreed", "precision", "interval", "rule")
    put("\n".join(table(head, rows)))
    put(say("cli.stats", reviewed=stats.reviewed, papers=stats.papers))
