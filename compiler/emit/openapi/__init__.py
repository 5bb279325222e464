"""OpenAPI documents: model → plan → named corrections → text."""
