"""`python -m gti_cli` is `gti`."""

from gti_cli.cli import main

if __name__ == "__main__":
    main()
