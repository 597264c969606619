"""The command line: reads options, asks a view for its answer, and hands that to a renderer."""

import gc
import sys


def main() -> None:
    """Run `gti`; the process ends with the exit code of the command, and with 130 when interrupted at any moment.

    A command makes many records and hardly any garbage, and all of it ends with the process: the garbage collector
    would take a fifth of the time, while it runs and once more at its end.
    """
    gc.disable()
    try:
        from gti_cli.cli.app import app

        app(prog_name="gti")
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()
