"""What somebody did to an environment by hand, as a line of the log."""

from __future__ import annotations

from compiler import __version__
from compiler.base.wording import as_it_is
from compiler.release.environments.environment_records import EnvironmentRecord
from compiler.release.environments.log_lines import LogEvent, LogLine
from compiler.release.environments.reasons import is_done


def line_by_hand(action: str, record: EnvironmentRecord) -> LogLine:
    """The line for a record that somebody wrote."""
    return LogLine(
        time=record.when,
        event=LogEvent.DONE,
        run="",
        trigger="",
        environments=(record.environment,),
        verdict="",
        reason=as_it_is(record.held) if record.held else is_done(),
        saw={},
        version=record.label,
        source=record.source,
        model=record.model,
        release=record.digest,
        tool=__version__,
        who=record.who,
        action=action,
        before=record.before,
    )
