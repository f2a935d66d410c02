"""`python -m draftkit`: the same as the command `draftkit`."""

from __future__ import annotations

from draftkit.cli import main

if __name__ == "__main__":
    main()
