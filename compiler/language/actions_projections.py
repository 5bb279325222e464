"""What the parser does with projections: what a message shows of an entity. Part of compiler/language/actions.py."""

from __future__ import annotations

from typing import Any, TypeAlias

from compiler.base.diagnostics import nearest
from compiler.base.source import Name
from compiler.base.wording import NOTHING, say
from compiler.language.actions_attributes import MANDATORY, AttributeActions
from compiler.language.declarations import AttributeDecl, Doc, ItemDecl, ProjectionDecl, TypeRef
from compiler.language.quick_mends import added_before, added_behind, proposed_name, word_instead

_Entry: TypeAlias = tuple[Doc | None, tuple[Name, ...], Name | None]
"""What stands between two commas: a description, words in a row, and the word behind the dot."""


class ProjectionActions(AttributeActions):
    """Makes the declarations of projections."""

    def item(self, children: list[Any]) -> _Entry | AttributeDecl:
        """An attribute of the entity by its name, or one that the message adds."""
        doc = self.doc(children)
        if len(children) > 1 and isinstance(children[1], TypeRef):
            attribute = self.attribute(children)
            if not attribute.own:
                hint = say(
                    'write "eigen {attribute}", or leave the type out to take over what the entity says',
                    attribute=attribute.name,
                )
                self.report(
                    attribute.name,
                    say(
                        '"{attribute}" has a type of its own here and is not marked so',
                        attribute=attribute.name,
                    ),
                    hint,
                    mends=added_before(attribute.name, "eigen "),
                )
            return attribute._replace(doc=doc, own=True)
        return (doc, children[0], children[1].name if len(children) > 1 else None)

    def projection(self, children: list[Any]) -> ProjectionDecl:
        """What a message shows of one entity."""
        doc = self.doc(children)
        end = self.end(children)
        token, *rest = children
        name = self.as_name(token)
        if rest and isinstance(rest[0], dict):
            self.properties(rest.pop(0), (), name)
        opening: dict[str, Any] = {}
        excluded: list[Name] = []
        items: list[ItemDecl | AttributeDecl] = []
        for entry in rest:
            if isinstance(entry, AttributeDecl):
                items.append(entry)
                continue
            _, words, _ = entry
            if _is_all(words[0]):
                self._opening(words, opening, excluded)
                self._check_alone(entry)
                continue
            item = self._item(entry)
            is_name_only = item.doc is None and item.keys is None and not item.obsolete
            if excluded and is_name_only:
                excluded.append(item.name)
            else:
                items.append(item)
        return ProjectionDecl(
            name, doc, excluded=tuple(excluded), items=tuple(items), end=end, **opening
        )

    def _item(self, entry: _Entry) -> ItemDecl:
        """An attribute by its name."""
        doc, words, key = entry
        obsolete = len(words) > 1 and words[0].text == "vervallen"
        first, *others = words[1:] if obsolete else words
        if others and words[0].text == MANDATORY:
            self.mandatory(words[0], f'"{words[-1]}"')
            first = words[-1]
        elif others and others[0].text == "behalve" and (near := nearest(first.text, ["alle"])):
            message = say('"{texts}" says nothing here', texts=" ".join(map(str, words)))
            self.report(first, message, near, mends=word_instead(first, "alle"))
        elif others:
            message = say(
                'two names in a row: "{first}" and "{second}"', first=words[0], second=words[1]
            )
            self.report(
                words[1],
                message,
                say("put a comma between them"),
                mends=added_behind(words[0], ","),
            )
        return ItemDecl(first, doc, self._keys(key), obsolete)

    def _check_alone(self, entry: _Entry) -> None:
        doc, words, key = entry
        if doc is not None or key is not None:
            message = say('"alle" takes no description and no dot')
            self.report(words[0], message, say("give them to an attribute by its name"))

    def _opening(
        self, words: tuple[Name, ...], opening: dict[str, Any], excluded: list[Name]
    ) -> None:
        """`alle`, `alle ids` or `alle behalve x`."""
        texts = tuple(word.text for word in words)
        opening.setdefault("line", words[0].line)
        if texts == ("alle",):
            opening["everything"] = True
        elif texts == ("alle", "ids"):
            opening["ids"] = True
        elif texts[:2] == ("alle", "behalve") and len(words) == 3:
            opening["everything"] = True
            excluded.append(words[2])
        else:
            hint = say('write "alle", "alle ids", or "alle behalve naam, naam"')
            message = say('"{texts}" says nothing here', texts=" ".join(texts))
            second = nearest(texts[1], ("behalve", "ids")) if len(texts) > 1 else NOTHING
            mends = proposed_name(words[1], second) if second else ()
            self.report(words[0], message, hint, mends=mends)

    def _keys(self, key: Name | None) -> bool | None:
        if key is None:
            return None
        if key.text not in ("sleutels", "ingebed"):
            self.report(
                key,
                say('"{key}" is no way to show an attribute', key=key),
                say('write ".sleutels" or ".ingebed"'),
            )
        return key.text == "sleutels"


def _is_all(word: Name) -> bool:
    """Whether it is the word `alle`, and no name between quotes that reads so."""
    return word.text == "alle" and word.end_column - word.column == len("alle")
