"""Chromium without a window, driven by playwright; the one that the system has."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser; where there is none a test is skipped, and on CI it fails."""
    chromium = shutil.which("chromium")
    if chromium is None:
        reason = "chromium is not there: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            yield started
        finally:
            started.close()
