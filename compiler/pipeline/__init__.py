"""All stages in order, and what goes on from them: versions compared, models of others taken over.

In: files as bytes, a request.
Out: models, artefacts, changes, diagnostics.
"""

from compiler.pipeline.comparing import PublishedSide, compare, read_published, read_version
from compiler.pipeline.judging import judging, mends_for
from compiler.pipeline.outcomes import Built, Checked, ElementDomains, Review, Sound
from compiler.pipeline.stages import (
    EVERYTHING,
    build,
    check,
    checking,
    compiled,
    link,
    names_declared_in,
    parse,
    review,
    verified,
)

__all__ = [
    "EVERYTHING",
    "Built",
    "Checked",
    "ElementDomains",
    "PublishedSide",
    "Review",
    "Sound",
    "build",
    "check",
    "checking",
    "compare",
    "compiled",
    "judging",
    "link",
    "mends_for",
    "names_declared_in",
    "parse",
    "read_published",
    "read_version",
    "review",
    "verified",
]
