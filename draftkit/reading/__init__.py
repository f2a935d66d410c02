"""The one typed reading of official text: what a stretch is, and who vouches for it.

`read` finds years, dates, ordinals, figures, document numbers, meetings, campaigns, bodies, places,
works, slogans and open marks; `judge` says of each whether the request gives it, arithmetic yields
it, the whole country knows it, or nobody supports it. Composing, the model's gate and the checks
ask only here, so the code that writes and the code that judges share their eyes.
"""

from draftkit.reading.bodies import (
    answers_to,
    body_name,
    body_of,
    full_names,
    known_groups,
    names_itself,
    one_body,
    one_of,
    place_of,
    same_bodies,
    with_place,
)
from draftkit.reading.common import uncommon_pair, uncommon_run
from draftkit.reading.counted import Count, counts_in
from draftkit.reading.dated import Dated, after_its_time, before_its_time
from draftkit.reading.judge import judge, tables_as_of
from draftkit.reading.names import known_place, strange_place
from draftkit.reading.spans import read, read_named
from draftkit.reading.tables import (
    current_campaign,
    current_chain,
    national_quotes,
    period_of,
    year_tag,
)
from draftkit.reading.traditional import fold
from draftkit.reading.wording import Rewording, reword

__all__ = [
    "Count",
    "Dated",
    "Rewording",
    "after_its_time",
    "answers_to",
    "before_its_time",
    "body_name",
    "body_of",
    "counts_in",
    "current_campaign",
    "current_chain",
    "fold",
    "full_names",
    "judge",
    "known_groups",
    "known_place",
    "names_itself",
    "national_quotes",
    "one_body",
    "one_of",
    "period_of",
    "place_of",
    "read",
    "read_named",
    "reword",
    "same_bodies",
    "strange_place",
    "tables_as_of",
    "uncommon_pair",
    "uncommon_run",
    "with_place",
    "year_tag",
]
