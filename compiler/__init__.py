"""verac, a compiler for data standards. Start reading in `compiler/pipeline/stages.py`."""

__version__ = "0.1.0"
