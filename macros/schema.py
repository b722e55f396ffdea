"""The model -> JSON Schema, one for each kind of file: with it editors complete keys, explain them and mark errors.

A schema holds no id of a record, so adding one changes no other file. It knows the single file alone; what takes
more than that, such as a name that leads nowhere, is for `make check`.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from .model import Record
from .store import FOLDERS, SCHEMAS, SINGLE


class _Generator(GenerateJsonSchema):
    """Leaves out what a YAML file cannot hold (null) and what an editor would write without need (defaults, titles)."""

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: Any) -> dict[str, Any]:
        made = super().model_schema(schema)
        made.pop("title", None)
        return made

    def str_schema(self, schema: Any) -> dict[str, Any]:
        """An editor takes 2.10 for a number; here it is text, unless a pattern says what it has to look like."""
        made = super().str_schema(schema)
        return made if "pattern" in made else {**made, "type": ["string", "number"]}


def schema(kind: str, model: type[Record]) -> dict[str, Any]:
    """Return the JSON Schema (draft 7, which all editors know) of a kind of file."""
    made = model.model_json_schema(schema_generator=_Generator, ref_template="#/definitions/{model}")
    definitions = made.pop("$defs", {})
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": kind, **made, "definitions": definitions}


def schemas() -> dict[str, str]:
    """Return the text of each schema by its path below the data's folder."""
    kinds = FOLDERS | SINGLE
    return {f"{SCHEMAS}/{kind}.json": json.dumps(schema(kind, model), indent=2, ensure_ascii=False) + "\n" for kind, model in kinds.items()}
