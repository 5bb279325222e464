"""Front ends that read what was published before there was text: sheet, OpenAPI documents, reference data."""
