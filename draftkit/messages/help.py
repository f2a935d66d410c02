"""Messages of the area `help`."""

TEXTS: dict[str, tuple[str, str]] = {}
