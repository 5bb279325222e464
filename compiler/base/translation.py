"""English texts in another language, by the catalogue in locale/: read where something is printed.

docs/decisions/0011-two-languages.md tells how the catalogue comes about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

from compiler.base.diagnostics import Diagnostic
from compiler.base.resources import catalogue_path
from compiler.base.wording import Text, as_it_is, say

Translate: TypeAlias = Callable[[str], str]
ENGLISH = "en"
LANGUAGES = (ENGLISH, "nl")
# The language that a text is said in, as pages name it: every catalogue translates it with a name of its own.
LANGUAGE_TAG = say("en")


def language_of(asked: str, environment: Mapping[str, str]) -> str:
    """The language to speak: `asked` where it is known, else that of the locale; English where nothing is known.

    `environment` holds the variables of the locale, of which gettext takes the first that says something.
    """
    variables = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    said = asked or next((environment[name] for name in variables if environment.get(name)), "")
    wanted = [word.split("_")[0].split("-")[0].split(".")[0].lower() for word in said.split(":")]
    return next((word for word in wanted if word in LANGUAGES), ENGLISH)


def in_english(text: str) -> str:
    """Every text as it is."""
    return text


@lru_cache(maxsize=len(LANGUAGES))
def translator(language: str) -> Translate:
    """What says a text in `language`. A text that the catalogue does not have stays English; a str stays as it is."""
    if language == ENGLISH:
        return in_english
    from gettext import GNUTranslations, NullTranslations  # noqa: PLC0415 - English does without

    path = catalogue_path(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue: NullTranslations = GNUTranslations(file)
    else:
        catalogue = NullTranslations()

    def translate(text: str) -> str:
        if not isinstance(text, Text):
            return text
        template = catalogue.gettext(text.template) if text.template else ""
        return template.format_map({name: translate(value) for name, value in text.values.items()})

    return translate


def translated(diagnostic: Diagnostic, translate: Translate) -> Diagnostic:
    """`diagnostic` with its texts in another language."""
    if translate is in_english:
        return diagnostic
    message, hint = (as_it_is(translate(text)) for text in (diagnostic.message, diagnostic.hint))
    mends = tuple(mend._replace(title=as_it_is(translate(mend.title))) for mend in diagnostic.mends)
    return diagnostic._replace(message=message, hint=hint, mends=mends)
