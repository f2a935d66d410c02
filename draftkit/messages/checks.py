"""Messages of the area `checks`."""

TEXTS: dict[str, tuple[str, str]] = {}
