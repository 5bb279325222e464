"""KI02: a version is a semantic version."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.wording import say
from compiler.model.manifest import VERSION_PATTERN
from compiler.model.model import Model
from compiler.rules.rule import Finding, rule


@rule("KI02")
def semantic_version(model: Model) -> Iterator[Finding]:
    r"""A version is three numbers, then maybe a candidate and a build.

    KI02: the numbers tell clients what a new version asks of them. A text that is no semantic version tells nothing,
    cannot be put in order, and stands in every document. A process that has a version of its own keeps to this too.

    Bad:
        standaard Klein { versie "4.1.v4.1.5" }  //! KI02 @26 "\"4.1.v4.1.5\" is no semantic version" "4.3.0+260116.28"

    Bad:
        domein A { entiteit Offerte (meervoud Offertes) { bedrag : decimal } }
        ketenproces OHD (versie "1.2")  //! KI02 @25 "\"1.2\", the version of \"OHD\", is no semantic version"
        bericht Offertes over Offerte { Offerte { alle } }

    Good:
        standaard Klein { versie "4.3.0-rc.1+260116.28" }
    """
    hint = say('a version is three numbers, then a build, as in "4.3.0+260116.28"')
    standard = model.standard
    # One that is missing altogether is reported where the manifest is read.
    if standard.version_at is not None and not VERSION_PATTERN.fullmatch(standard.version):
        message = say('"{version}" is no semantic version', version=standard.version)
        yield Finding(standard.version_at, message, hint)
    for process in model.processes.values():
        if process.version and not VERSION_PATTERN.fullmatch(process.version):
            message = say(
                '"{version}", the version of "{process}", is no semantic version',
                version=process.version,
                process=process.code,
            )
            yield Finding(process.version_at or process.code, message, hint)
