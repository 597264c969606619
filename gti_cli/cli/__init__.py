"""The command line: parses, asks the views, and hands what they answer to a renderer."""

import sys


def main() -> None:
    """Run `gti`; the process ends with the exit code of the command, and with 130 when interrupted at any moment."""
    try:
        from gti_cli.cli.app import app

        app(prog_name="gti")
    except KeyboardInterrupt:
        sys.exit(130)
