"""Remarks: one line for the user about something that went on all the same.

An error ends a call. What a call could do without (an embedding server that is down, a Chroma
server that lost its data) must be told and ends nothing: it goes to the logger `draftkit.remark`,
which the command line prints on standard error, each line once.
"""

from __future__ import annotations

import logging

from draftkit.messages import say

LOGGER = "draftkit.remark"
"""Name of the logger; a program that embeds draftkit hangs its own handler there."""

_log = logging.getLogger(LOGGER)


def remark(text: str) -> None:
    """Tell one line, already in the language of the user."""
    _log.warning("%s", text)


def remark_on(message: str, /, **values: object) -> None:
    """Tell a line of the catalogue."""
    remark(say(message, **values))


def tell_how(log: logging.Logger, message: str, /, **values: object) -> None:
    """Log how something was done, in a line of the catalogue, for those who asked to be told (-v)."""
    if log.isEnabledFor(logging.INFO):
        log.info("%s", say(message, **values))
