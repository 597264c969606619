"""The commands for whoever begins: a new dataset, and the schema by which an editor helps to write it."""

import typer

from gti_cli.cli import output


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.command()(schema)


def schema() -> None:
    """The JSON Schema of the dataset, by which editors complete and check the TOML.

    Write it beside a dataset, gti schema > initiative.schema.json, and begin the dataset with a line that names it,
    #:schema ./initiative.schema.json
    """
    from gti_cli.render import text
    from gti_cli.schema import schema

    output.write_data(text.json(schema()))
