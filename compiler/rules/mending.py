"""What findings propose → mends: edits of the texts that the model was made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from compiler.base.mends import Edit, Mend
from compiler.language.declarations import SourceFile
from compiler.language.rewrites import CannotRewriteError, Proposal, Renamed, edits_of
from compiler.language.worded_text import WordedText, worded_text
from compiler.model.model import Model
from compiler.model.named_places import NamedPlaces
from compiler.model.renamed_links import LinksOfModel
from compiler.rules.rule import Finding


class Mender:
    """Makes the mends of findings in `model`, which was made of `sources`, the texts of `files`."""

    def __init__(
        self, model: Model, sources: Iterable[SourceFile], files: Mapping[str, bytes]
    ) -> None:
        self._model = model
        self._places = NamedPlaces(model, sources)
        self._files = files

    def mends_of(self, finding: Finding) -> tuple[Mend, ...]:
        """What to write so that `finding` goes."""
        made = (self._mend(proposal) for proposal in finding.proposals)
        return tuple(filter(None, made))

    def edits(self, proposal: Proposal) -> tuple[Edit, ...]:
        """The edits of `proposal`; none where its places are not in the texts, as in those of an import."""
        edits: dict[Edit, None] = {}
        try:
            for rewrite in proposal.rewrites:
                if not rewrite.place.line:
                    return ()
                made = edits_of(rewrite, self._text_of, self._places.uses_of)
                edits |= dict.fromkeys(made)
            renamed = {
                each.place: each.name for each in proposal.rewrites if isinstance(each, Renamed)
            }
            edits |= dict.fromkeys(self._links.renamed(renamed) if renamed else ())
        except CannotRewriteError:
            return ()
        return tuple(edits)

    @cached_property
    def _links(self) -> LinksOfModel:
        return LinksOfModel(self._model, self._files, self._places.meant)

    def _mend(self, proposal: Proposal) -> Mend | None:
        edits = self.edits(proposal)
        return Mend(proposal.title, edits, proposal.sure) if edits else None

    def _text_of(self, file: str) -> WordedText:
        if file not in self._files:
            raise CannotRewriteError
        return worded_text(file, self._files[file])
