"""`python -m compiler.cli` is `verac`."""

from compiler.cli.entry import main

# A process that checks messages for another one imports this under another name
if __name__ == "__main__":
    main()
