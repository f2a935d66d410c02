"""Messages of the area `store`."""

TEXTS: dict[str, tuple[str, str]] = {}
