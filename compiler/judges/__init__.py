"""The judges: one kind of change, one file. They are found by walking this package."""
