"""`python -m gti_cli` is `gti`."""

from gti_cli.cli import main

main()
