"""What stands behind `>>>` in a docstring is what Python answers."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import compiler


def test_examples_in_docstrings_hold() -> None:
    found = {
        module.name: doctest.testmod(importlib.import_module(module.name))
        for module in pkgutil.walk_packages(compiler.__path__, "compiler.")
    }
    assert [name for name, result in found.items() if result.failed] == []
    assert sum(result.attempted for result in found.values()) > 50


def test_an_example_that_does_not_hold_is_seen() -> None:
    parser = doctest.DocTestParser()
    wrong = parser.get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, 0)
    assert doctest.DocTestRunner().run(wrong, out=lambda _: None) == (1, 1)
