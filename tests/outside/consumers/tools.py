"""The tools of others that OpenAPI documents are handed to, in the order of the table in docs/consumers.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.outside.consumers import clients, linters, mocks, pictures, probes
from tests.outside.consumers.documents import Documents, Outcome

# A process, a large one, and a domain: what `make test` hands to slow tools
FEW = ("BRG", "OHD", "Organisatie")


class Tool(NamedTuple):
    """One of them: what the table says of it, what runs it, and whether it is too slow for all documents in a test.

    With `largest_only` it takes the largest of what it is handed.
    `left` says which findings remain because they are the model's own, as the beginning of their texts.
    """

    says: str
    run: Callable[[Documents], Outcome]
    slow: bool = False
    largest_only: bool = False
    left: str = ""

    @property
    def name(self) -> str:
        """How tests call it."""
        return self.run.__name__

    def unexpected(self, outcome: Outcome) -> list[str]:
        """The findings that should not be there, with what they were found of."""
        return [
            f"{thing}: {text}"
            for thing, texts in outcome.findings.items()
            for text in texts
            if not self.left or not text.startswith(self.left)
        ]


TOOLS = (
    Tool("openapi-spec-validator", linters.openapi_spec_validator),
    Tool("Redocly `recommended`, warnings too", linters.redocly),
    Tool("Spectral `spectral:oas`, warnings too", linters.spectral_oas),
    Tool(
        "Spectral, national API Design Rules", linters.api_design_rules, left="dates-are-no-moments"
    ),
    Tool("schemathesis loads", linters.schemathesis),
    Tool("every branch of a choice takes its samples", probes.alternatives),
    Tool("openapi-typescript, then `tsc --strict`", clients.openapi_typescript),
    Tool("datamodel-code-generator, then import", clients.datamodel_code_generator, slow=True),
    Tool("openapi-python-client, then import", clients.openapi_python_client, slow=True),
    Tool(
        "openapi-generator `python`: reads and writes",
        clients.openapi_generator_python,
        slow=True,
        left=clients.ALIKE,
    ),
    Tool(
        "openapi-generator `java`, then javac",
        clients.openapi_generator_java,
        slow=True,
        left=clients.ALIKE,
    ),
    Tool("Prism takes right POSTs, refuses nonsense", mocks.prism, slow=True),
    Tool("Redoc in Chromium, the largest document", pictures.redoc, largest_only=True),
)
