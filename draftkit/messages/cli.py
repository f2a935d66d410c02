"""Messages of the area `cli`."""

TEXTS: dict[str, tuple[str, str]] = {}
