"""orjson, loaded so that an interrupt cannot hurt it: `dumps` and `loads`.

While it is loaded it loads modules of Python, and where an interrupt keeps it from one of them the process dies of a
null pointer. So these are loaded first, where an interrupt is an exception; after that it finds them all.
"""

import dataclasses  # noqa: F401 - as above
import datetime  # noqa: F401, ICN001 - same
import enum  # noqa: F401 - same
import json  # noqa: F401 - same
import uuid  # noqa: F401 - same

from orjson import OPT_INDENT_2, dumps, loads

__all__ = ["OPT_INDENT_2", "dumps", "loads"]
