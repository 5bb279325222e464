"""`python -m compiler.cli` is `verac`."""

from compiler.cli.entry import main

if (
    __name__ == "__main__"
):  # a process that checks messages for another one imports this under another name
    main()
