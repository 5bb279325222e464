"""Images of releases: what comes back of one, and what others put in their place."""

from __future__ import annotations

import io
import json
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.release.folder_target import FolderTarget
from compiler.release.oci_images import (
    image_annotations,
    image_layers,
    image_of,
    label_of,
    release_in,
    tag_of,
)
from compiler.release.problems import ReleaseRefusedError
from compiler.release.release import Release
from compiler.release.target import PublishOutcome, Withdrawal
from tests.helpers.released import label, small_release

RELEASE = small_release()
IMAGE = image_of(RELEASE)
LAYERS = [IMAGE.blobs[digest] for digest in image_layers(IMAGE.content, "")]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
FIELDS = st.sampled_from(["layers", "annotations", "digest"])


def refused(done: Callable[[], object]) -> bool:
    """Whether something ends with a diagnostic; any other error is ours."""
    try:
        done()
    except ReleaseRefusedError as refusal:
        return refusal.diagnostic.id == "REL09"
    return False


def tar(entries: Mapping[str, bytes], kind: bytes = tarfile.REGTYPE) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for path, content in entries.items():
            entry = tarfile.TarInfo(path)
            entry.type, entry.size, entry.linkname = kind, len(content), "/etc/passwd"
            archive.addfile(entry, io.BytesIO(content))
    return made.getvalue()


def test_an_image_gives_its_release_back() -> None:
    assert release_in(LAYERS, "") == RELEASE
    plain = [zlib.decompress(layer, 31) for layer in LAYERS]
    assert release_in(plain, "") == RELEASE  # as a tool that packs nothing copies it
    assert image_of(RELEASE) == IMAGE
    assert len(LAYERS) == 2


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_in_the_place_of_a_layer_are_a_fault_of_ours(content: bytes, packed: bool) -> None:
    given_ = zlib.compress(content, wbits=31) if packed else content
    refused(lambda: release_in([given_], ""))


@given(st.integers(0, len(LAYERS[0]) - 1), st.integers(1, 255))
def test_a_layer_with_another_byte_is_refused_or_the_same(at: int, change: int) -> None:
    """Of the frame some bytes say nothing; the checksum of gzip guards the rest, that of the blob all."""
    layer = bytearray(LAYERS[0])
    layer[at] ^= change
    found: list[Release] = []
    if not refused(lambda: found.append(release_in([bytes(layer), LAYERS[1]], ""))):
        assert found == [RELEASE]


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", ".git/hooks/x", "a//b", "."])
def test_a_layer_that_leads_elsewhere_is_refused(path: str) -> None:
    assert refused(lambda: release_in([tar({path: b"x"})], ""))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])  # fmt: skip
def test_a_layer_with_something_else_than_files_is_refused(kind: bytes) -> None:
    assert refused(lambda: release_in([tar({"a": b""}, kind)], ""))


def test_a_file_in_two_layers_is_refused() -> None:
    assert refused(lambda: release_in([tar({"a": b"1"}), tar({"a": b"2"})], ""))


def test_a_layer_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compiler.release.oci_images.MOST_RELEASE_BYTES", 10_000)
    assert refused(lambda: release_in([zlib.compress(bytes(1_000_000), wbits=31)], ""))


@given(st.binary(max_size=50) | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_in_the_place_of_an_image_are_a_fault_of_ours(content: bytes) -> None:
    refused(lambda: image_layers(content, ""))
    refused(lambda: image_annotations(content, ""))


@given(st.dictionaries(FIELDS, JSON))
def test_no_fields_of_an_image_are_a_fault_of_ours(fields: dict[str, object]) -> None:
    content = json.dumps(fields).encode()
    refused(lambda: image_layers(content, ""))
    refused(lambda: image_annotations(content, ""))


@given(st.text(max_size=20))
def test_a_tag_is_of_one_label_or_of_none(tag: str) -> None:
    found = label_of(tag)
    assert found is None or tag_of(found) == tag


VERSIONS = ("1.0.0+260101.1", "1.0.0+260102.1", "1.0.1", "1.0.1-rc.1", "2.0.0+260103.1")
STEP = st.tuples(st.sampled_from(VERSIONS), st.sampled_from([b"a", b"b", None]))


@settings(max_examples=30)
@given(st.lists(STEP, max_size=8))
def test_whatever_is_asked_a_version_keeps_its_first_content(
    steps: list[tuple[str, bytes | None]],
) -> None:
    """Publishing (a content) and withdrawing (None) in any order, against what a dictionary says."""
    with tempfile.TemporaryDirectory() as name:
        target = FolderTarget(Path(name) / "t")
        held: dict[str, Release] = {}
        withdrawn: set[str] = set()
        for version, content in steps:
            wanted = label(version)
            if content is None:
                successor = next((each for each in held if each != version), "")
                fits = version in held and successor and version not in withdrawn
                asked = Withdrawal("because", successor)
                try:
                    outcome = target.withdraw(wanted, asked)
                except ReleaseRefusedError:
                    assert not fits
                else:
                    assert fits or outcome is PublishOutcome.UNCHANGED
                    withdrawn.add(version)
                continue
            made = small_release(version, {"x": content})
            same = [each for each in held if label(each).version == wanted.version]
            try:
                outcome = target.publish(made, wanted)
            except ReleaseRefusedError:
                assert same
                assert held[same[0]] != made
            else:
                assert (outcome is PublishOutcome.UNCHANGED) == bool(same)
                held.setdefault(version, made)
        found = {str(each.label): target.take(each.label) for each in target.releases()}
        assert found == held
        assert {str(each.label) for each in target.releases() if each.withdrawn} == withdrawn
