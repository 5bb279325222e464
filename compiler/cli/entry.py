"""The way in: nothing is imported before an interrupt has somewhere to go."""

from __future__ import annotations

TYPE_CHECKING = False  # typing.TYPE_CHECKING without loading typing
if TYPE_CHECKING:
    import sys


_received: list[int] = []  # the signal that ended this run


def _as_an_interrupt(number: int, _frame: object) -> None:
    """A signal to end is what Ctrl-C is: everything is put back on the way out."""
    _received[:] = [number]
    raise KeyboardInterrupt


def _listen() -> None:
    """Take SIGTERM and SIGHUP as an interrupt, where whoever began this run did not have them ignored (nohup)."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _as_an_interrupt)


def _interrupted_again(lost: sys.UnraisableHookArgs) -> None:
    """Python drops an interrupt that comes while it cleans up after an import; it is raised anew, a moment later."""
    import _thread
    import os
    import signal
    import sys
    import time

    def interrupt() -> None:
        time.sleep(0.01)  # at once, it would come while Python is still busy dropping the first one
        os.kill(os.getpid(), signal.SIGINT)

    if lost.exc_type is KeyboardInterrupt:
        _thread.start_new_thread(interrupt, ())
    else:
        sys.__unraisablehook__(lost)


def main() -> None:
    """Run the command line.

    An interrupt, SIGTERM or SIGHUP, at any moment, ends it with one line and 128 and the number of the signal.
    """
    try:
        import gc
        import os
        import sys

        sys.unraisablehook = _interrupted_again
        _listen()
        gc.disable()  # a run is short and makes no garbage worth looking for: a tenth of its time
        from compiler.cli.main import verac as command

        try:
            command(prog_name="verac", standalone_mode=True)
        except BaseException as end:
            if not isinstance(end, SystemExit):
                if _came_of_an_interrupt(end):
                    raise KeyboardInterrupt from None
                raise
            sys.stdout.flush()
            sys.stderr.flush()
            if isinstance(end.code, int):
                os._exit(end.code)  # what the process holds need not be taken down piece by piece
            raise
    except KeyboardInterrupt:
        _end_interrupted()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if not _came_of_an_interrupt(error):
            raise
        _end_interrupted()


def _came_of_an_interrupt(error: BaseException | None) -> bool:
    """Whether an interrupt lies behind `error`: Python wraps one that comes while a class is being made."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _end_interrupted() -> None:
    """End the program with one line and the exit code of shells: 130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP."""
    import sys

    sys.stderr.write(f"{_interrupted()}\n")
    raise SystemExit(128 + (_received[0] if _received else 2)) from None


def _interrupted() -> str:
    """What a run says that is interrupted, in its language; in English where an interrupt comes while that is read."""
    import os
    import sys

    try:
        from compiler.base.translation import language_of, translator
        from compiler.base.wording import say
        from compiler.cli.asked_language import asked_language

        language = language_of(asked_language(sys.argv[1:]), os.environ)
        return translator(language)(say("interrupted"))
    except (KeyboardInterrupt, Exception):  # noqa: BLE001 - whatever is half loaded now, the run has to end
        return "interrupted"


if __name__ == "__main__":
    main()
