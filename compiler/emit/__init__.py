"""Back ends: one module or package per family of artefacts. They do not import each other."""
