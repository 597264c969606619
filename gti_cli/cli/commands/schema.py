"""`gti schema`: the schema by which an editor helps to write a dataset."""

from gti_cli.cli import output
from gti_cli.dataset.schema import schema
from gti_cli.render.data import as_json

EXAMPLES = {
    "gti schema > initiative.schema.json": "the schema in a file, beside the dataset",
}


def command() -> None:
    """The JSON Schema of datasets, for editors.

    By it an editor completes keys, shows what they mean, and marks what is wrong.

    A dataset that has it in a file beside it begins with a line that names it, #:schema ./initiative.schema.json
    """
    output.write_bytes(as_json(schema()))
