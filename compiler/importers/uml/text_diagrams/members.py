"""A line in a class, as PlantUML and Mermaid have it: an attribute, a method, a value, or words.

Both take nearly any text for a member, so it is taken apart by hand: `+ name : Type [0..*] = default {id} <<word>>`,
`Type name`, `name(…) : Type`, and all that lies between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from compiler.importers.uml.drawing import MANY, Multiplicity
from compiler.importers.uml.text_diagrams.markup import plain_name, without_markup
from compiler.importers.uml.text_diagrams.multiplicities import multiplicity_in_text


class MemberKind(StrEnum):
    """What a line in a class is."""

    ATTRIBUTE = "attribute"
    METHOD = "method"
    SEPARATOR = "separator"
    TEXT = "text"


@dataclass(slots=True)
class TextMember:
    """The parts of a line in a class; `text` is what is left of it, or all of it where it is words."""

    kind: MemberKind
    name: str = ""
    type_name: str = ""
    multiplicity: Multiplicity | None = None
    default: str = ""
    text: str = ""
    stereotypes: list[str] = field(default_factory=list)
    identifying: bool = False
    derived: bool = False
    static: bool = False
    visible: bool = False
    """Whether a sign of visibility stands in front."""


_SEPARATOR = re.compile(r"(--|\.\.|==|__)(?:.*\1)?[-.=_]*")
FIELD = re.compile(r"\{field\}\s*(?=\S)", re.IGNORECASE)
"""What says in PlantUML that a line is a field, whatever signs are in it."""
_MODIFIER = re.compile(r"\{(?:static|classifier|abstract|field|method)\}", re.IGNORECASE)
STEREOTYPE = re.compile(r"(?:<<|«)([^<>«»\n]*)(?:>>|»)")
_PROPERTIES = 100
"""So many properties at most stand between braces behind a member."""
_BRACKETS = re.compile(r"\[([^\[\]\n]*)\]")
_WORD_MODIFIERS = frozenset(
    (
        "public", "private", "protected", "static", "final", "const", "readonly", "var", "let", "val",
        "abstract", "virtual", "override", "transient", "volatile",
    )
)  # fmt: skip
_OPENING = {"(": ")", "[": "]", "{": "}", "<": ">"}
_IDENTIFYING = frozenset({"id", "pk", "primary key", "identifier", "key"})
_SENTENCE = 3
"""So many words without a colon are no type and name, but words."""
_SIZED = re.compile(
    r"[^\W\d]\w*\([ \t]*\d+(?:[ \t]*,[ \t]*\d+)?[ \t]*\)(?:\[\])?[ \t]+[^\W\d][^()\n]*"
)
"""A type with a size in front of a name: decimal(10,2) prijs."""
_NAME = re.compile(r"[^\W\d][\w$-]*")


def stereotypes_in(text: str) -> list[str]:
    """The stereotypes in `text`, without guillemets, spots and colours: several stand between commas, or apart.

    >>> stereotypes_in("<<(S,#FF7700) Singleton>> <<a, b>>")
    ['Singleton', 'a', 'b']
    """
    found = []
    for each in STEREOTYPE.findall(text):
        inside = re.sub(r"^[ \t]*\([^()\n]*\)", "", each)
        found += [plain_name(part) for part in inside.split(",")]
    return [each for each in found if each]


def member_of(line: str) -> TextMember:
    """The parts of `line`, which stands in a class.

    >>> each = member_of("+ naam : String [0..1] = 'x'")
    >>> each.name, each.type_name, each.default
    ('naam', 'String', "'x'")
    >>> member_of("int[] jaren").name, member_of("tel(x) : int").kind.value
    ('jaren', 'method')
    """
    text = line.strip()
    if len(text) > 1 and _SEPARATOR.fullmatch(text):
        title = plain_name(text.strip("-.=_ \t"))
        return TextMember(MemberKind.SEPARATOR, name=title, text=text)
    member = TextMember(MemberKind.ATTRIBUTE)
    is_method = _take_modifiers(member, text)
    text = _without_modifiers(text)
    text = _take_visibility(member, text)
    member.stereotypes = stereotypes_in(text)
    text = _take_properties_before(member, STEREOTYPE.sub(" ", text).strip())
    text = _take_properties(member, text)
    if is_method or (is_method is None and _looks_like_method(text)):
        member.kind = MemberKind.METHOD
        member.name = plain_name(text.partition("(")[0]).split(" ")[-1].split(":")[0]
        member.text = text
        return member
    if text.startswith("/") and not text.startswith("//"):
        member.derived = True
        text = text[1:].lstrip()
    _take_name_and_type(member, text)
    member.identifying |= any(each.lower() in _IDENTIFYING for each in member.stereotypes)
    return member


def _take_modifiers(member: TextMember, text: str) -> bool | None:
    """Whether the line says itself that it is a method; None where it does not say."""
    if "{" not in text:
        return None
    words = {each.lower().strip("{}") for each in _MODIFIER.findall(text)}
    member.static = bool(words & {"static", "classifier"})
    if "method" in words:
        return True
    return False if "field" in words else None


def _without_modifiers(text: str) -> str:
    return _MODIFIER.sub(" ", text).strip() if "{" in text else text


def _take_visibility(member: TextMember, text: str) -> str:
    if len(text) > 1 and text[0] == "\\":
        text = text[1:]
    bold = text.startswith(("**", "--", "~~"))
    if len(text) > 1 and text[0] in "+-#~*" and not bold:
        member.visible = text[0] != "*"
        text = text[1:].lstrip()
    words = text.split(None, 3)
    while len(words) > 1 and words[0] in _WORD_MODIFIERS:
        member.static |= words[0] == "static"
        member.visible |= words[0] in ("public", "private", "protected")
        text = text.partition(words[0])[2].lstrip()
        words = text.split(None, 3)
    return text


def _take_properties(member: TextMember, text: str) -> str:
    """`text` without the properties between braces at its end, which are taken in."""
    remarks: list[str] = []
    end = len(text)
    while (end := len(text[:end].rstrip())) and text[end - 1] == "}" and len(remarks) < _PROPERTIES:
        begin = text.rfind("{", 0, end)
        if begin < 0:
            break
        inside = text[begin + 1 : end - 1].strip()
        end = begin
        if (many := multiplicity_in_text(inside)) is not None and member.multiplicity is None:
            member.multiplicity = many
        elif remark := _without_id(member, inside):
            remarks.append(remark)
    member.text = ", ".join(without_markup(each) for each in reversed(remarks))
    return text[:end]


def _looks_like_method(text: str) -> bool:
    """Whether brackets stand in the part that names the member: `tel(x)`, but not `prijs : decimal(10,2)`."""
    opened = text.find("(")
    if opened < 0:
        return False
    before = text[:opened]
    colon = _outside(before, ":")
    equals = before.find("=")
    if colon >= 0 or equals >= 0:
        return False
    return _SIZED.fullmatch(text) is None


def _take_name_and_type(member: TextMember, text: str) -> None:
    colon = _outside(text, ":")
    equals = _outside(text[:colon] if colon >= 0 else text, "=")
    if equals >= 0:  # name = value : Type is rare, name = value usual
        colon = -1
    if colon >= 0:
        name, type_text = text[:colon], text[colon + 1 :]
        equals = _outside(type_text, "=")
        if equals >= 0:
            member.default = without_markup(type_text[equals + 1 :])
            type_text = type_text[:equals]
    else:
        if equals >= 0:
            member.default = without_markup(text[equals + 1 :])
            text = text[:equals]
        name, type_text = _type_before_name(text.strip())
    name = _take_brackets(member, name)
    type_text = _take_brackets(member, type_text)
    if colon < 0 and not type_text and len(name.split()) >= _SENTENCE and not member.default:
        member.kind = MemberKind.TEXT
        member.text = without_markup(text)
        return
    member.name = plain_name(name)
    member.type_name = plain_name(_take_properties_of_type(member, type_text))


def _without_id(member: TextMember, properties: str) -> str:
    """`properties` without those that make `member` an identifier, which is taken in."""
    kept = [each for each in properties.split(",") if each.strip().lower() not in _IDENTIFYING]
    member.identifying |= len(kept) < properties.count(",") + 1
    return ",".join(kept).strip()


def _take_properties_before(member: TextMember, text: str) -> str:
    """`text` without the properties between braces before the name, where they say that it is an identifier."""
    inside, brace, behind = text.removeprefix("{").partition("}")
    if not text.startswith("{") or not brace or _without_id(member, inside):
        return text
    return behind.lstrip()


def _take_properties_of_type(member: TextMember, text: str) -> str:
    remark = member.text
    text = _take_properties(member, text.strip())
    member.text = ", ".join(each for each in (member.text, remark) if each)
    return text


def _take_brackets(member: TextMember, text: str) -> str:
    """`text` without `[0..*]` and `[]`, which say how many; other brackets, such as units, become text."""
    if "[" not in text:
        return text.strip()
    remarks: list[str] = []

    def take(found: re.Match[str]) -> str:
        inside = found[1].strip()
        many = multiplicity_in_text(inside) if inside else Multiplicity(lower=0, upper=MANY)
        if many is not None:
            member.multiplicity = member.multiplicity or many
        else:
            remarks.append(found[0])
        return " "

    text = _BRACKETS.sub(take, text)
    member.text = " ".join(each for each in (member.text, *remarks) if each)
    return " ".join(text.split())


def _type_before_name(text: str) -> tuple[str, str]:
    """The name and the type of `Type name`, where `text` is that; else it is a name alone."""
    parts = _words(text)
    if len(parts) == 2 and _NAME.fullmatch(parts[1].split("[")[0]) and parts[0][0] not in "\"'":
        return parts[1], parts[0]
    if len(parts) == 3 and parts[1].startswith("[") and _NAME.fullmatch(parts[2]):
        return parts[2], parts[0] + parts[1]
    return text, ""


def _words(text: str) -> list[str]:
    """The words of `text`; blanks between brackets part nothing: `Map<K, V> name` has two."""
    words = [""]
    depth = 0
    for sign in text:
        if sign in "<[(":
            depth += 1
        elif sign in ">])":
            depth = max(0, depth - 1)
        if sign in " \t" and not depth:
            words.append("")
        else:
            words[-1] += sign
        if len(words) > 2 * _SENTENCE:
            break
    return [each for each in words if each]


def _outside(text: str, wanted: str) -> int:
    """Where `wanted` stands outside brackets and quotes, and not doubled; -1 where it does not."""
    if wanted not in text:
        return -1
    closing: list[str] = []
    quote = ""
    for index, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign == '"':
            quote = sign
        elif closing and sign == closing[-1]:
            closing.pop()
        elif sign in _OPENING:
            closing.append(_OPENING[sign])
        elif sign == wanted and not closing and not _doubled(text, index):
            return index
    return -1


def _doubled(text: str, index: int) -> bool:
    return text[index] in (text[index - 1 : index] or " ", text[index + 1 : index + 2] or " ")
