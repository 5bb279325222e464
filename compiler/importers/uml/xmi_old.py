"""XMI 1.x"""

from __future__ import annotations
from typing import Any


def read(root: Any, path: str, found: Any) -> Any: ...
