"""Messages of the area `compose`."""

TEXTS: dict[str, tuple[str, str]] = {}
