"""What an editor asks of a model, as functions from texts to texts; it knows no protocol and no file."""
