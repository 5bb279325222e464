"""`python -m compiler` is `verac`."""

from compiler.entry import main

main()
