"""Messages of the area `parse`."""

TEXTS: dict[str, tuple[str, str]] = {}
