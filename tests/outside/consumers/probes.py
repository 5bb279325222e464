"""What a document itself must hold, whoever reads it: of every choice, each branch takes samples made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.outside.consumers.documents import Documents, Findings, Outcome
from tests.outside.consumers.samples import Choice, Sampler, choices, mistakes

TURNS = 3


def alternatives(documents: Documents) -> Outcome:
    """Which choices take fully filled samples of each of their branches, and the smallest ones."""
    findings, tried = Findings(), 0
    for name, document in documents.read():
        for choice in choices(document):
            thing = f"{name} {choice.pointer}"
            tried += 1
            for branch in choice.branches:
                findings.add(thing, *_refused(document, choice, branch))
    return Outcome("choices", tried, findings)


def _refused(
    document: Mapping[str, Any], choice: Choice, branch: Mapping[str, Any]
) -> Iterator[str]:
    """What a choice says against samples of one of its branches, also where the branch itself refuses them."""
    samplers = [Sampler(document, turn) for turn in range(TURNS)]
    samples = [("full", sampler.full(branch)) for sampler in samplers]
    samples += (("minimal", sample) for sample in samplers[0].smallest(branch))
    for kind, sample in samples:
        if refused := mistakes(document, choice.schema, sample):
            own = mistakes(document, branch, sample)
            said = f"is no sample: {own[0]}" if own else f"refused: {refused[0]}"
            yield f"{kind} sample of {branch.get('$ref', branch)} {said}"
