"""The named corrections: one mend of the published shape, one file. They are found by walking this package."""
