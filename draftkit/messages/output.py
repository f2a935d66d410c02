"""Messages of the area `output`."""

TEXTS: dict[str, tuple[str, str]] = {}
