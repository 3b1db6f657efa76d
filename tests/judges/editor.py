"""What an editor says that reads the stack file's JSON Schema: nothing about a good stack, and something about a slip."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from report import Report
from stacks import Stack, read


def judge(report: Report, root: Path, stack: Stack) -> None:
    """Hold the stack file against the schema that `stackgen schema` prints and `docs/` keeps."""
    validator = Draft202012Validator(json.loads((root / "docs" / "stack.schema.json").read_text()))
    tree = read(stack.file)
    report.equal("the schema has nothing against the stack file", [], complaints(validator, tree))
    report.that("the schema knows a misspelt section", bool(complaints(validator, {**tree, "bukets": {}})), "nothing is said")
    nameless = {key: value for key, value in tree.items() if key != "name"}
    report.that("the schema wants a name", bool(complaints(validator, nameless)), "nothing is said")


def complaints(validator: Draft202012Validator, tree: dict[str, Any]) -> list[str]:
    """Every complaint with its place."""
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(tree)]
