"""Changes of a model that keep what it means, or say so: from its files and a place in them to edits."""
