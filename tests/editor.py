"""What an editor does with the JSON Schema of datasets."""

from datetime import date, datetime, time
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from gti_cli.dataset.schema import schema

SEEN_BY_EDITORS = {
    *("missing-key", "unknown-key", "unknown-word", "unknown-format", "wrong-type", "empty", "text-form"),
    *("reserved-stage", "duplicate-stage", "event-form", "goal-form", "figure-form"),
}
"""The errors that a schema can see."""


@cache
def validator() -> Draft202012Validator:
    """What an editor does with the schema."""
    return Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def refused(tables: dict[str, Any]) -> list[ValidationError]:
    """What the schema finds wrong in a parsed file."""
    return list(validator().iter_errors(in_json(tables)))


def in_json(value: Any) -> Any:
    """A value of TOML as an editor has it: dates and times are texts."""
    if isinstance(value, dict):
        return {key: in_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [in_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | time | datetime) else value
