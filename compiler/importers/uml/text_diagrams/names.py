"""Which class a name in a text diagram means: qualified names, names in packages, and names that stand twice."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from compiler.base.source import Span
from compiler.importers.uml.drawing import DrawnKind


@dataclass(slots=True, kw_only=True)
class Written:
    """A name as it is written: `code` for other lines, `name` to be shown.

    `separator` parts the names of packages from what is in them; it is empty where no sign does, as in what is quoted.
    """

    code: str
    name: str
    span: Span
    quoted: bool = False
    separator: str = ""

    @property
    def parts(self) -> list[str]:
        """The packages that stand in `code`, and last its own name."""
        if not self.separator or self.separator not in self.code:
            return [self.code]
        parts = self.code.removeprefix(self.separator).split(self.separator)
        return parts if all(parts) else [self.code]


@dataclass(slots=True, eq=False)
class PackageDraft:
    """A package while it is read. `code` is what other lines call it, `key` that with the packages around it."""

    code: str
    name: str
    key: str
    span: Span
    parent: PackageDraft | None = None
    depth: int = 1
    namespace: bool = False
    notes: list[str] = field(default_factory=list)
    stereotypes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MemberLine:
    """A line in a class, not yet taken apart; `diagram` is the number of the diagram that it stands in."""

    text: str
    span: Span
    diagram: int
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class ClassDraft:
    """A class while it is read. `code` is what other lines call it, `name` what is shown, `key` its path."""

    code: str
    name: str
    key: str
    span: Span
    package: PackageDraft | None = None
    kind: DrawnKind = DrawnKind.CLASS
    abstract: bool = False
    parameters: str = ""
    implied: bool = False
    """Whether lines mention it, and nothing declares it."""
    members: list[MemberLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    stereotypes: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class OtherDraft:
    """What is drawn and is no class: a note, an actor, a diamond. `notes` are the texts of a note."""

    code: str
    kind: str
    span: Span
    notes: list[str] = field(default_factory=list)
    used: bool = False


Draft = ClassDraft | PackageDraft | OtherDraft
_MANY = 100
"""Among so many classes of one name none is likely meant."""
_ANY_SEPARATOR = re.compile(r"::|\.|\\\\?")


class DrawnNames:
    """All that is drawn, by its names."""

    def __init__(self) -> None:
        self.classes: list[ClassDraft] = []
        self.packages: list[PackageDraft] = []
        self.others: dict[str, OtherDraft] = {}
        self._by_key: dict[str, ClassDraft] = {}
        self._by_code: defaultdict[str, list[ClassDraft]] = defaultdict(list)
        self._by_name: defaultdict[str, list[ClassDraft]] = defaultdict(list)
        self._package_by_key: dict[str, PackageDraft] = {}
        self._package_by_code: defaultdict[str, list[PackageDraft]] = defaultdict(list)

    def add_class(self, draft: ClassDraft) -> ClassDraft:
        """Keep `draft`, whose key is not taken."""
        self.classes.append(draft)
        self._by_key[draft.key] = draft
        self._by_code[draft.code].append(draft)
        self._by_name[draft.name].append(draft)
        return draft

    def add_package(self, draft: PackageDraft) -> PackageDraft:
        """Keep `draft`, whose key is not taken."""
        self.packages.append(draft)
        self._package_by_key[draft.key] = draft
        self._package_by_code[draft.code].append(draft)
        return draft

    def class_at(self, key: str) -> ClassDraft | None:
        """The class with exactly this key."""
        return self._by_key.get(key)

    def package_at(self, key: str) -> PackageDraft | None:
        """The package with exactly this key."""
        return self._package_by_key.get(key)

    def called(self, code: str) -> list[ClassDraft]:
        """The classes of this name, in whatever package."""
        return self._by_code.get(code, [])

    def shown_as(self, name: str) -> list[ClassDraft]:
        """The classes that are shown by this name, and called something else."""
        return [each for each in self._by_name.get(name, []) if each.code != name]

    def packages_called(self, code: str) -> list[PackageDraft]:
        """The packages of this name, in whatever package."""
        return self._package_by_code.get(code, [])

    def seen_from(self, package: PackageDraft | None, parts: list[str]) -> ClassDraft | None:
        """The class at `parts`, from `package` outward: the innermost one counts."""
        wanted = ".".join(parts)
        while package is not None:
            if found := self._by_key.get(f"{package.key}.{wanted}"):
                return found
            package = package.parent
        return self._by_key.get(wanted)

    def ending_in(self, name: str) -> list[ClassDraft]:
        """The classes whose path ends in the qualified `name`, whatever sign parts it."""
        parts = [each for each in _ANY_SEPARATOR.split(name) if each]
        if len(parts) < 2 or len(self.called(parts[-1])) > _MANY:
            return []
        wanted = "." + ".".join(parts)
        return [
            each
            for each in self.called(parts[-1])
            if ("." + _ANY_SEPARATOR.sub(".", each.key)).endswith(wanted)
        ]


def key_in(package: PackageDraft | None, code: str) -> str:
    """The key of what is called `code` in `package`."""
    return f"{package.key}.{code}" if package else code


def without_member(name: str) -> tuple[str, str]:
    """`A::x` as class and member; the member is empty where there is none."""
    owner, found, member = name.rpartition("::")
    return (owner, member) if found and owner and member else (name, "")
