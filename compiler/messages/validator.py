"""Messages checked against one schema. Owns jsonschema-rs, and loads it when a validator is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.emit.jsonschema.plan import NUMBER_PATTERN
from compiler.messages.agreement import Agreement
from compiler.messages.digits import NumberPattern
from compiler.messages.findings import Explainer
from compiler.messages.json_reading import BOM, DOUBTFUL, JsonProblem, read_json, read_quickly
from compiler.messages.json_tokens import pointer_of, positions
from compiler.messages.message_finding import MessageFinding
from compiler.messages.outline import Outline
from compiler.messages.parents import Parents, lacks_parents
from compiler.messages.remarkable import remarkable
from compiler.messages.schema_parts import dangling_references, has_keyword
from compiler.messages.schema_rewriting import takes_many, working


class MessageError(LookupError):
    """There is no such message, operation, model or schema; the text says which, and what comes nearest.

    `diagnostics` says more where the model or the schema itself is wrong.
    """

    def __init__(self, text: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(text)
        self.diagnostics = tuple(diagnostics)


class Outcome(NamedTuple):
    """How many messages were checked, how many of them are wrong (an error, not a hint), and what was found."""

    messages: int
    wrong: int
    diagnostics: tuple[Diagnostic, ...] = ()


class MessageValidator:
    """Checks messages against one schema. It never changes, so threads may share it.

    `says_no_parents` is true where the schema has details (GM07) and does not say of which codes theirs are one; then
    nothing is found of these.

    Args:
        schema: a JSON Schema as verac builds it, for one message and operation (`compiler.messages.api` makes it).
        strict: whether an attribute that the schema does not know is an error. Without it such an attribute is
            allowed, and there is a hint where its name is nearly that of a known one.

    Raises:
        MessageError: the schema cannot be used.
    """

    def __init__(self, schema: Mapping[str, Any], *, strict: bool = False) -> None:
        import jsonschema_rs  # noqa: PLC0415 - `verac --help` does without

        try:
            jsonschema_rs.Draft202012Validator(dict(schema), offline=True)
            rewritten = working(schema)
            outline = Outline(rewritten)
            self._agreement = Agreement(outline, Parents(rewritten))
            self._explainer = Explainer(rewritten, outline, self._agreement, strict=strict)
            # A validator that knows a keyword of ours takes half as long again, so only where it stands.
            own = (
                {NUMBER_PATTERN: NumberPattern} if has_keyword(rewritten, NUMBER_PATTERN) else None
            )
            self._validator = jsonschema_rs.Draft202012Validator(
                rewritten,
                validate_formats=True,
                offline=True,
                keywords=own,  # type: ignore[arg-type] # its stub asks for a protocol that no class meets
            )
            self._unremarkable = jsonschema_rs.Draft202012Validator(
                remarkable(outline), offline=True
            )
        except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
            raise MessageError(
                say("the schema cannot be used: {reason}", reason=_reason(error, schema))
            ) from error
        self._schema = schema
        self._strict = strict
        self.says_no_parents = lacks_parents(schema)
        self.message = str(schema.get("x-message", ""))
        self.operation = str(schema.get("x-operation", ""))
        self._many = takes_many(schema)
        self._each = self._many or bool(self.operation)

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickled, (self._schema, self._strict)

    def is_valid(self, message: Mapping[str, Any] | list[Any]) -> bool:
        """Whether `check` finds no error in `message`; quicker."""
        return self.check_value(message).wrong == 0

    def check(self, message: Mapping[str, Any] | list[Any]) -> tuple[Diagnostic, ...]:
        """Everything that is to be said of `message`, in the order of places.

        Args:
            message: what `json.loads` makes of a message. A list is the answer of a search, for GET; for another
                operation that is a finding, and every item of it is checked all the same.

        Returns:
            A finding for each mistake, its place as `pointer`; errors, and hints that do not make a message wrong.

        Raises:
            TypeError: `message` holds what JSON does not have, such as a `date` or a `Decimal`.
        """
        return self.check_value(message).diagnostics

    def check_json(self, content: bytes) -> tuple[Diagnostic, ...]:
        """As `check`, for the bytes of a message; what keeps them from being JSON is a finding. Raises nothing."""
        return self.check_content(content.removeprefix(BOM)).diagnostics

    def check_content(self, content: bytes, file: str = "", line: int = 1) -> Outcome:
        """As `check_json`, with places in `file`, where `content` begins at `line`; without a byte order mark."""
        value = read_quickly(content)
        if value is DOUBTFUL:
            return self._check_doubtful(content, file, line)
        if type(value) is dict and self._is_plain(value):
            return _ONE
        messages, wrong, findings = self._examined(value)
        return Outcome(messages, wrong, _placed(findings, content, file, line))

    def _check_doubtful(self, content: bytes, file: str, line: int) -> Outcome:
        """As `check_content`, for what may be no JSON, or JSON with something wrong in it."""
        value, problems, whole = read_json(content)
        found = [_of_problem(problem, file, line) for problem in problems]
        if not whole:
            return Outcome(1, 1, tuple(found))
        replaced = {problem.path for problem in problems if problem.id in ("PL03", "PL04")}
        messages, wrong, findings = self._examined(value)
        found += _placed(
            [finding for finding in findings if finding.path not in replaced], content, file, line
        )
        return Outcome(messages, max(wrong, 1 if problems else 0), tuple(found))

    def check_value(self, message: Mapping[str, Any] | list[Any]) -> Outcome:
        """As `check`, with counts."""
        value = (
            dict(message)
            if isinstance(message, Mapping) and not isinstance(message, dict)
            else message
        )
        if type(value) is dict and self._is_plain(value):
            return _ONE
        outcome = self._examined(value)
        found = tuple(_of_finding(finding, "", 0) for finding in outcome.findings)
        return Outcome(outcome.messages, outcome.wrong, found)

    def _is_plain(self, value: Any) -> bool:
        """Whether there is nothing to say of `value`; False may be wrong."""
        try:
            return (
                self._validator.is_valid(value)
                and self._unremarkable.is_valid(value)
                and self._agreement.holds(value)
            )
        except ValueError:
            return False

    def _examined(self, value: Any) -> _Examined:
        """What is to be said of `value`: a message, or an array of them."""
        if not (self._each and isinstance(value, list)):
            findings = self._findings(value)
            return _Examined(1, int(_has_error(findings)), findings)
        made: list[MessageFinding] = []
        if not self._many:
            message = say(
                "an array of {count} messages, where {operation} sends one",
                count=len(value),
                operation=self.operation,
            )
            made.append(
                MessageFinding(
                    "PL09",
                    (),
                    message,
                    say("send each by itself; in a file, write one a line (NDJSON)"),
                )
            )
        wrong = 0
        for number, item in enumerate(value):
            plain = type(item) is dict and self._is_plain(item)
            findings = [] if plain else self._findings(item)
            wrong += _has_error(findings)
            made += [finding._replace(path=(number, *finding.path)) for finding in findings]
        return _Examined(max(len(value), 1), max(wrong, int(not self._many)), made)

    def _findings(self, value: Any) -> list[MessageFinding]:
        try:
            remarks = (
                () if self._unremarkable.is_valid(value) else self._unremarkable.iter_errors(value)
            )
            return self._explainer.findings(self._validator.iter_errors(value), remarks, value)
        except ValueError as error:
            if "ecursion" in str(error):
                return [
                    MessageFinding(
                        "PL06",
                        (),
                        say("nested too deep to be checked"),
                        say("no message of the standard is so deep"),
                    )
                ]
            raise TypeError(f"no JSON: {error}") from error


def _reason(error: Exception, schema: Mapping[str, Any]) -> Text:
    """Why a schema cannot be used: what jsonschema-rs says is English."""
    path = getattr(error, "instance_path", None)
    if path:
        return say("what stands at {place} is no JSON Schema", place=pointer_of(tuple(path)))
    dangling = next(dangling_references(schema), "")  # the rest of the schema is sound then
    if dangling:
        return say('"{ref}" leads nowhere', ref=dangling[:100])
    return say("it is no JSON Schema")


class _Examined(NamedTuple):
    messages: int
    wrong: int
    findings: list[MessageFinding]


_ONE = Outcome(1, 0)


def _unpickled(schema: Mapping[str, Any], strict: bool) -> MessageValidator:
    return MessageValidator(schema, strict=strict)


def _has_error(findings: Sequence[MessageFinding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _placed(
    findings: Sequence[MessageFinding], content: bytes, file: str, line: int
) -> tuple[Diagnostic, ...]:
    """`findings` in `content`, which begins at `line` of `file`, each at the line where it belongs."""
    if b"\n" not in content.rstrip():
        return tuple([_of_finding(finding, file, line) for finding in findings])
    places = positions(content.decode("utf-8"), {finding.path for finding in findings})
    lines = {path: line + place.line - 1 for path, place in places.items()}
    return tuple(
        [_of_finding(finding, file, lines.get(finding.path, line)) for finding in findings]
    )


def _of_finding(finding: MessageFinding, file: str, line: int) -> Diagnostic:
    return Diagnostic(
        finding.id,
        finding.severity,
        Span(file, line),
        finding.message,
        hint=finding.hint,
        pointer=pointer_of(finding.path),
    )


def _of_problem(problem: JsonProblem, file: str, line: int) -> Diagnostic:
    row, column = problem.position
    span = Span(file, line + row - 1, column, column + 1)
    return Diagnostic(
        problem.id,
        Severity.ERROR,
        span,
        problem.message,
        hint=problem.hint,
        pointer=pointer_of(problem.path),
    )
