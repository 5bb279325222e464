"""Finds grammar/ and templates/: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

DEFAULT_MODEL = Path("models/vera")  # where a user who names no folder keeps the model
_PACKAGE = Path(__file__).resolve().parents[1]


def _root() -> Path:
    return _PACKAGE if (_PACKAGE / "grammar").is_dir() else _PACKAGE.parent


def grammar_path(name: str) -> Path:
    """The path of the grammar file `name`."""
    return _root() / "grammar" / name


def templates_path() -> Path:
    """The folder that holds one folder of templates per emitter."""
    return _root() / "templates"


def words_path() -> Path:
    """The Dutch lexicon."""
    return _root() / "words" / "dutch.words"


def locale_path() -> Path:
    """The folder that holds the translations, a folder per language."""
    return _root() / "locale"


def catalogue_path(language: str) -> Path:
    """The catalogue of translations into `language`, as gettext reads it."""
    return locale_path() / language / "LC_MESSAGES" / "verac.mo"
