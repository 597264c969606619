"""The command line: parses, asks the views, and hands what they answer to a renderer."""

from gti_cli.cli.app import app


def main() -> None:
    """Run `gti`; the process ends with the exit code of the command."""
    app(prog_name="gti")
