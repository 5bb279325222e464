"""All rules as one page, made of their docstrings, and which guidelines are kept by other means."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import NamedTuple

from compiler.base.markdown_text import Markdown
from compiler.report.tables import render_table
from compiler.rules.rule import Rule
from compiler.rules.run import all_rules


class Kept(NamedTuple):
    """A guideline that needs no rule: by what it is kept, and the test that shows it."""

    guideline: str
    says: str
    by: str
    test: str


_HERE = "tests/rules/test_guidelines.py"
BY_OTHER_MEANS = (
    Kept("GM01", "history by reference date",
         "every search takes the reference date that the manifest gives it; GET by id takes it with correction OA06 "
         "(groups compatible and all), and not as published; a search of what has a begin and an end takes a reference "
         "period with OA06 too",
         f"{_HERE}::test_history_is_asked_for_by_a_reference_date"),
    Kept("GM08", "a date as the end counts itself, a moment does not", "the descriptions in the JSON Schemas say so",
         f"{_HERE}::test_schemas_say_whether_an_end_counts_itself"),
    Kept("GM09", "all attributes are optional", "the language has no word for mandatory; no document asks for any",
         f"{_HERE}::test_nothing_is_mandatory"),
    Kept("GM11", "every entity has the identifiers", "the manifest declares them once, for all",
         f"{_HERE}::test_every_entity_has_the_identifiers"),
    Kept("GN05", "types are primitives, entities, or collections of them", "another type is an error, NAM01",
         f"{_HERE}::test_a_type_is_a_primitive_a_list_or_an_entity"),
    Kept("GN06", "an attribute stands once in its entity", "a second one is an error, NAM02",
         f"{_HERE}::test_an_attribute_stands_once"),
    Kept("GN10", "every association shows as an attribute", "an association is an attribute that holds an entity",
         f"{_HERE}::test_every_association_is_an_attribute"),
    Kept("horizontal and vertical", "a message uses entities of the model", "others are an error, NAM01",
         f"{_HERE}::test_a_message_is_about_entities_of_the_model"),
    Kept("horizontal and vertical", "what disappears from a message is called out", "a comparison reports it, CH63",
         f"{_HERE}::test_what_disappears_from_a_message_is_called_out"),
    Kept("horizontal and vertical", "what each process uses", "`verac projection` shows it",
         "tests/model/test_projections.py::test_what_is_in_what_is_left_out_and_what_departs"),
    Kept("RD04", "which values hold on a day", "`verac codes LIST --on DAY`",
         "tests/model/test_projections.py::test_values_that_hold_on_a_day"),
    Kept("U02", "interfaces are REST, and carry JSON", "every resource has the same operations, with bodies in JSON",
         f"{_HERE}::test_every_resource_is_rest_with_json"),
    Kept("KT01, KN01, KI01", "OpenAPI, in YAML and JSON, by the national API Design Rules",
         "the documents, with corrections; linters from outside hold them against these rules",
         "tests/outside/test_documents.py::test_a_tool_takes_the_documents"),
    Kept("KI02, versions", "one version number everywhere", "it stands in the manifest, and every document has it",
         f"{_HERE}::test_every_document_has_the_version_of_the_manifest"),
    Kept("security", "API key, and OAuth2 scopes per resource", "every document has them",
         f"{_HERE}::test_every_document_has_its_scopes"),
    Kept("identification", "POST carries no id; PATCH and PUT name it", "the schemas of each operation",
         "tests/emit/test_json_schema.py::test_what_an_operation_asks"),
    Kept("payloads", "empty, left out, and PUT with everything", "the schemas of each operation, and `verac validate`",
         "tests/emit/test_json_schema.py::test_what_an_operation_asks"),
)  # fmt: skip


_ABOUT = """\
This page is made of the docstrings of the rules: `verac explain --format markdown -o docs/rules.md`. A rule is passed
over beside the element that it concerns (`negeer GM10 "reason"`), or given another severity in the manifest (`ernst`).
What its text calls a warning or a hint weighs less than the rule does."""


def rules_page() -> str:
    """The page docs/rules.md, in Markdown."""
    rules = all_rules()
    listed = [
        (Markdown(f"[{rule.id}](#{rule.id.lower()})"), rule.severity.value, Markdown(rule.title))
        for rule in rules
    ]
    kept = [
        tuple(map(Markdown, (each.guideline, each.says, each.by, f"`{each.test}`")))
        for each in BY_OTHER_MEANS
    ]
    parts = [
        "# The rules",
        _ABOUT,
        render_table(("rule", "severity", "says"), listed, "markdown").rstrip("\n"),
        "## Guidelines that need no rule",
        "These hold because nothing else can be written, or because everything that is made says so. Each has a test.",
        render_table(("guideline", "says", "kept by", "test"), kept, "markdown").rstrip("\n"),
        *(part for rule in rules for part in _section(rule)),
    ]
    return "\n\n".join(parts) + "\n"


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule.id}"
    yield f"**{rule.title}** ({rule.severity.value}; [guideline]({rule.url}))"
    for block in inspect.cleandoc(rule.doc).split("\n\n")[1:]:
        head, _, example = block.partition("\n")
        if head in ("Bad:", "Good:"):
            yield head
            yield re.sub(r"(?m) *//! (\w+) @\d+.*$", r"  // \1", example)
        else:
            yield block
