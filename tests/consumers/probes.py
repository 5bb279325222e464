"""What a document itself must hold, whoever reads it: of every choice, each branch takes samples made of it."""

from __future__ import annotations

from consumers.documents import Documents, Findings, Outcome
from consumers.samples import Sampler, choices, mistakes

TURNS = 3


def alternatives(documents: Documents) -> Outcome:
    """Which choices take fully filled samples of each of their branches, and the smallest ones."""
    findings, tried = Findings(), 0
    for name, document in documents.read():
        for choice in choices(document):
            thing = f"{name} {choice.pointer}"
            tried += 1
            for branch in choice.branches:
                samplers = [Sampler(document, turn) for turn in range(TURNS)]
                samples = [sampler.full(branch) for sampler in samplers] + list(samplers[0].smallest(branch))
                kinds = ["full"] * TURNS + ["minimal"] * len(samples)
                for kind, sample in zip(kinds, samples, strict=False):
                    label = f"{kind} sample of {branch.get('$ref', branch)}"
                    if own := mistakes(document, branch, sample):
                        findings.add(thing, f"{label} is not one: {own[0]} {sample}")
                    elif refused := mistakes(document, choice.schema, sample):
                        findings.add(thing, f"{label} refused: {refused[0]}")
    return Outcome("choices", tried, findings)
