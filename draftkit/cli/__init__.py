"""The command `draftkit`: options, one call on the library, a print.

Loads nothing of the library before a command runs; what a command needs it imports itself.
"""

from __future__ import annotations


def main() -> None:
    """Run the command line of this process; ends by SystemExit with the exit code."""
    from draftkit.cli.app import build

    build().main(prog_name="draftkit")
