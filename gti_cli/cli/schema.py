"""`gti schema`: the JSON Schema of datasets, by which an editor helps to write one."""

from gti_cli.cli import output


def schema() -> None:
    """The JSON Schema of datasets, for editors.

    By it an editor completes keys, shows what they mean, and marks what is wrong.

    Write it beside a dataset, gti schema > initiative.schema.json, and begin the dataset with a line that names it,
    #:schema ./initiative.schema.json
    """
    from gti_cli.dataset.schema import schema
    from gti_cli.render import formats as text

    output.write_bytes(text.json(schema()))
