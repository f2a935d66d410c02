"""Pause: how long a server that failed is left alone."""

from __future__ import annotations

import time
from collections.abc import Callable

FIRST = 30.0
MOST = 300.0
"""Seconds of the first pause; each failure after it doubles the pause, up to MOST."""


class Pause:
    """Whether a server may be asked. It is, until it fails; then again after a pause."""

    def __init__(
        self,
        *,
        first: float = FIRST,
        most: float = MOST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._first = first
        self._most = most
        self._clock = clock
        self._length = 0.0
        self._until = 0.0

    def over(self) -> bool:
        """Whether the server may be asked now."""
        return not self._length or self._clock() >= self._until

    def failed(self) -> None:
        """It failed: leave it alone for a while, longer each time."""
        self._length = min(self._most, 2 * self._length) if self._length else self._first
        self._until = self._clock() + self._length

    def worked(self) -> None:
        """It answered."""
        self._length = 0.0
