"""Pictures of a typical day on the command line: `make session`, then look at build/session/.

The commands of `DAY` are typed in a terminal (tmux) of 80 columns and in one of 120, on a copy of models/vera. What
stands there in the end is drawn twice, for a dark terminal and for a light one, with the sixteen colours of xterm: none
are harder to read on white.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright
from rich.ansi import AnsiDecoder
from rich.console import Console
from rich.terminal_theme import TerminalTheme

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "build" / "session"
WIDTHS = (80, 120)
_LINES = 40
_PATIENCE = 180  # seconds for one command
_NORMAL = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
]
_BRIGHT = [
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
]
THEMES = {
    "dark": TerminalTheme((0, 0, 0), (229, 229, 229), _NORMAL, _BRIGHT),
    "light": TerminalTheme((255, 255, 255), (0, 0, 0), _NORMAL, _BRIGHT),
}
_PAGE = (
    '<pre style="margin:0;padding:8px;display:inline-block;font:14px/17px DejaVu Sans Mono;'
    'color:{foreground};background:{background}">{code}</pre>'
)


class Typed(NamedTuple):
    """What is typed, and the name of its picture; before it `edits` change files: path, old text, new text.

    Where the command does not end by itself, it is ended once `until` stands in the terminal.
    """

    name: str
    command: str
    edits: tuple[tuple[str, str, str], ...] = ()
    until: str = ""


_RELATIES, _DOSSIER = "models/vera/domeinen/Relaties.vera", "models/vera/domeinen/Dossier.vera"
_STATUS = "    status          : ACCOUNTSTATUS"
# What a day brings: a new attribute with a slip of the fingers, another name, something that became obsolete.
_A_SLIP = ((_RELATIES, _STATUS, f"{_STATUS}\n    statusDatum : dateTme"),)
_MENDED = (
    (_RELATIES, "dateTme", "dateTime"),
    (_DOSSIER, "    archiefActiedatum   :", "    archiefactiedatum   :"),
    (_DOSSIER, "    deelDossiers   ", "    vervallen deelDossiers   "),
)
DAY = (
    Typed("help", "verac --help"),
    Typed("help-of-check", "verac check --help"),
    Typed("init", "verac init ../eigen"),
    Typed("check", "verac check | tail -n 30"),
    Typed("check-domain", "verac check --domain Organisatie"),
    Typed("check-rules", "verac check --select GN,GM07 --severity warning --domain Dossier"),
    Typed("statistics", "verac check --statistics"),
    Typed("fix", "verac check --fix --diff --domain BDO"),
    Typed("show", "verac show Account"),
    Typed("show-attribute", "verac show Relatie.soort"),
    Typed("show-message", "verac show BRG/Relaties"),
    Typed("uses", "verac uses Afspraak"),
    Typed("codes", "verac codes AFSPRAAKSTATUS"),
    Typed("projection", "verac projection BRG"),
    Typed("explain", "verac explain GM10"),
    Typed("slip", "verac check", _A_SLIP),
    Typed("changed", "verac check --changed-since HEAD", _MENDED),
    Typed("fmt", "verac fmt --diff"),
    Typed("diff", "verac diff HEAD:models/vera models/vera"),
    Typed("watch", "verac watch --no-build", until="nothing is built"),
    Typed("build", "verac build"),
    Typed("plan", "verac release plan"),
    Typed("typo", "verac chek"),
)


class Terminal:
    """A terminal of tmux, with a server of its own, in which a shell runs in `folder`."""

    def __init__(self, folder: Path, columns: int, environment: Mapping[str, str]) -> None:
        self._socket = str(folder.parent / "tmux")
        self._environment = environment
        self._tmux("new-session", "-d", "-x", str(columns), "-y", str(_LINES), "-c", str(folder),
                   "bash --norc --noprofile")  # fmt: skip
        self._tmux("set-option", "-g", "history-limit", "10000")
        self._type(f"PS1='$ '; PROMPT_COMMAND='tmux -S {self._socket} wait-for -S prompt'")
        self._tmux("wait-for", "prompt")

    def said(self, typed: Typed) -> str:
        """What stands in the terminal after a command, with its colours."""
        self._tmux("send-keys", "C-l")
        time.sleep(0.1)  # the shell clears the screen when it comes to it
        self._tmux("clear-history")
        self._type(typed.command)
        if typed.until:
            end = time.monotonic() + _PATIENCE
            while typed.until not in self._screen() and time.monotonic() < end:
                time.sleep(0.2)
            found = self._screen()
            self._tmux("send-keys", "C-c")
            self._tmux("wait-for", "prompt")
            return found
        self._tmux("wait-for", "prompt")
        return self._screen()

    def end(self) -> None:
        """End the server, and with it the shell."""
        self._tmux("kill-server")

    def _screen(self) -> str:
        return self._tmux("capture-pane", "-e", "-p", "-S", "-").rstrip()

    def _type(self, line: str) -> None:
        self._tmux("send-keys", "-l", line)
        self._tmux("send-keys", "Enter")

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(  # noqa: S603 - arguments are ours
            [shutil.which("tmux") or "tmux", "-S", self._socket, "-f", os.devnull, *arguments],
            check=True, capture_output=True, encoding="utf-8", timeout=_PATIENCE, env=self._environment,
        )  # fmt: skip
        return done.stdout


@contextmanager
def _begun(columns: int) -> Iterator[tuple[Terminal, Path]]:
    """A terminal in a repository with the standard, and its folder; both go away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = {
            "HISTFILE": os.devnull,
            "HOME": folder,
            "LANG": "C.UTF-8",
            "PAGER": "cat",
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "TERM": "tmux-256color",
            "VERAC_CACHE": os.environ.get("VERAC_CACHE", str(home / "cache")),
        }
        repository = home / "standaard"
        shutil.copytree(ROOT / "models" / "vera", repository / "models" / "vera")
        (home / ".gitconfig").write_text("[user]\nname = Team\nemail = team@example.org\n")
        for command in ("init --quiet --initial-branch main", "add .", "commit --quiet -m Begin"):
            git = shutil.which("git") or "git"
            subprocess.run([git, *command.split()], cwd=repository, env=environment, check=True)  # noqa: S603
        terminal = Terminal(repository, columns, environment)
        try:
            yield terminal, repository
        finally:
            terminal.end()


def recorded(columns: int) -> dict[str, str]:
    """What each command of the day says in a terminal of so many columns, by the names of the pictures."""
    said: dict[str, str] = {}
    with _begun(columns) as (terminal, repository):
        for typed in DAY:
            for path, old, new in typed.edits:
                file = repository / path
                text = file.read_text(encoding="utf-8")
                assert text.count(old) == 1, old
                file.write_text(text.replace(old, new), encoding="utf-8")
            said[typed.name] = terminal.said(typed)
    return said


def as_page(said: str, columns: int, theme: TerminalTheme) -> str:
    """A page that looks as the terminal does in the colours of `theme`."""
    console = Console(width=columns, record=True, file=io.StringIO(), force_terminal=True)
    for line in AnsiDecoder().decode(said):
        console.print(line, no_wrap=True, crop=False)
    return console.export_html(theme=theme, inline_styles=True, code_format=_PAGE)


def main() -> None:
    """Record the day and draw it."""
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir(parents=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 2000, "height": 100})
        for columns in WIDTHS:
            for number, (name, said) in enumerate(recorded(columns).items(), 1):
                for shade, theme in THEMES.items():
                    page.set_content(as_page(said, columns, theme))
                    file = OUTPUT / f"{columns}-{number:02}-{name}-{shade}.png"
                    page.locator("pre").screenshot(path=file)
        browser.close()
    print(f"{OUTPUT}: {len(list(OUTPUT.iterdir()))} pictures")


if __name__ == "__main__":
    main()
