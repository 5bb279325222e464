"""A release as a value: its digest, its manifest, its provenance as others read it, its paths."""

from __future__ import annotations

import hashlib
import json
import subprocess
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given
from hypothesis import strategies as st
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

from compiler.release.problems import ReleaseRefusedError
from compiler.release.provenance import PAYLOAD_TYPE, read_envelope, statement_of
from compiler.release.release import Release, digest_of, is_safe_path, release_of, sums_of
from compiler.release.release_manifest import (
    ReleaseManifest,
    manifest_json,
    parse_release_manifest,
)
from compiler.release.signing import sign
from compiler.release.target import PublishedRelease
from compiler.release.verifying import PublicKey, verify_release
from tests.helpers.released import label, small_release

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PEM = PRIVATE.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
PUBLIC = PRIVATE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
OTHER = (
    Ed25519PrivateKey.from_private_bytes(bytes(32))
    .public_key()
    .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
)
SIGNED = small_release(sign=partial(sign, private_key=PEM, place="key.pem"))
PUBLISHED = PublishedRelease(label("1.0.0+260101.1"), SIGNED.digest)


def faults(release: Release, key: bytes | None = PUBLIC) -> list[tuple[str, str, str]]:
    """The id, place and message of what is wrong with a release."""
    public = PublicKey(key, "key.pub") if key is not None else None
    found = verify_release(release, PUBLISHED, public).diagnostics
    return [(each.id, each.span.file, str(each.message)) for each in found]


# -- digest and manifest -----------------------------------------------------------------------------------------------


def test_the_digest_is_that_of_what_sha256sum_prints(tmp_path: Path) -> None:
    for path, content in SIGNED.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    command = ["sha256sum", *sorted(SIGNED.files)]
    listed = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout
    assert f"sha256:{hashlib.sha256(listed).hexdigest()}" == SIGNED.digest


FILES = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), st.binary(max_size=8))


@given(FILES, st.randoms())
def test_the_digest_knows_no_order_and_every_byte(files: dict[str, bytes], random) -> None:
    names = list(files)
    random.shuffle(names)
    assert digest_of(sums_of({name: files[name] for name in names})) == digest_of(sums_of(files))
    for name, content in files.items():
        other = {**files, name: content + b"x"}
        assert digest_of(sums_of(other)) != digest_of(sums_of(files))


def test_a_manifest_is_read_as_it_is_written() -> None:
    manifest = parse_release_manifest(SIGNED.manifest)
    assert isinstance(manifest, ReleaseManifest)
    assert manifest_json(manifest) == SIGNED.manifest
    assert manifest.sums == sums_of(SIGNED.files)


FIELDS = json.loads(SIGNED.manifest)
STRANGE = [None, 1, [], {}, "x", [1], {"a": 1}]


@pytest.mark.parametrize("name", sorted(FIELDS))
@pytest.mark.parametrize("value", STRANGE, ids=str)
def test_a_manifest_with_something_else_in_a_field_is_told(name: str, value: object) -> None:
    found = parse_release_manifest(json.dumps({**FIELDS, name: value}).encode())
    if isinstance(found, ReleaseManifest):  # a text for a text, nothing for what may be nothing
        assert type(value) is type(FIELDS[name]) or (name, value) == ("since", None)
    else:
        assert found


@pytest.mark.parametrize("content", [b"", b"[", b"[]", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_no_manifest_is_told(content: bytes) -> None:
    assert isinstance(parse_release_manifest(content), str)


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "../a", "a/../b", "/a", "a//b", "a/", "a\\b", "a\nb", "a\0", ".git/config",
     "x/.GIT/hooks/a", "C:/a", "a:b", ".git./a"],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_none(path: str) -> None:
    assert not is_safe_path(path)
    assert is_safe_path("Informatiedomeinen/Financiën en zo.yaml")
    files = [{"path": path, "sha256": "0" * 64, "size": 1}]
    assert isinstance(parse_release_manifest(json.dumps({**FIELDS, "files": files}).encode()), str)


# -- provenance --------------------------------------------------------------------------------------------------------


def test_others_find_the_signature_right() -> None:
    told = json.loads(SIGNED.provenance)
    key_id = told["signatures"][0]["keyid"]
    key = SSlibKey.from_crypto(PRIVATE.public_key(), keyid=key_id)
    envelope = Envelope.from_dict(told)
    assert list(envelope.verify([key], 1)) == [key_id]
    assert envelope.payload_type == PAYLOAD_TYPE
    statement = json.loads(envelope.payload)
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert statement["predicateType"] == "https://slsa.dev/provenance/v1"
    subjects = {each["name"]: each["digest"]["sha256"] for each in statement["subject"]}
    manifest = hashlib.sha256(SIGNED.manifest).hexdigest()
    assert subjects == {**sums_of(SIGNED.files), "manifest.json": manifest}


def test_the_same_release_has_the_same_bytes() -> None:
    assert small_release(sign=partial(sign, private_key=PEM, place="")) == SIGNED


def test_a_release_that_is_right_has_no_faults() -> None:
    assert faults(SIGNED) == faults(SIGNED, None) == faults(small_release(), None) == []
    assert release_of(SIGNED.contents) == SIGNED


def changed(**fields: object) -> Release:
    """The release with another field in its manifest."""
    return SIGNED._replace(manifest=json.dumps({**FIELDS, **fields}).encode())


ENVELOPE = json.loads(SIGNED.provenance)


def enveloped(**fields: object) -> Release:
    return SIGNED._replace(provenance=json.dumps({**ENVELOPE, **fields}).encode())


WITHOUT = {path: content for path, content in SIGNED.files.items() if path != "model/a.vera"}
TAMPERED = {
    "a file that changed": (
        SIGNED._replace(files={**SIGNED.files, "model/a.vera": b"domein B\n"}),
        ("REL09", "model/a.vera", "the content is not what the manifest says"),
    ),
    "a file that went": (
        SIGNED._replace(files=WITHOUT),
        ("REL09", "model/a.vera", "the file is missing"),
    ),
    "a file that came": (
        SIGNED._replace(files={**SIGNED.files, "b": b""}),
        ("REL09", "b", "the manifest does not know this file"),
    ),
    "another digest": (
        changed(digest="sha256:" + "0" * 64),
        ("REL09", "manifest.json", "its digest is not that of the files it names"),
    ),
    "another tool": (
        changed(tool="9"),
        ("REL09", "provenance.dsse.json", "the provenance is about something else"),
    ),
    "another version": (
        changed(version="1.0.1+260101.1"),
        (
            "REL09",
            "manifest.json",
            "the manifest is of version 1.0.1+260101.1, and the index calls it 1.0.0+260101.1",
        ),
    ),
    "a manifest cut off": (
        SIGNED._replace(manifest=SIGNED.manifest[:-5]),
        ("REL09", "manifest.json", "the manifest is damaged: no JSON"),
    ),
    "a provenance cut off": (
        SIGNED._replace(provenance=SIGNED.provenance[:-20]),
        ("REL09", "provenance.dsse.json", "the provenance is damaged or cut off"),
    ),
    "a signature cut off": (
        enveloped(signatures=[{**ENVELOPE["signatures"][0], "sig": "AAAA"}]),
        ("REL10", "provenance.dsse.json", "the signature is not right, though it names the key in key.pub"),
    ),
    "a signature that is no text": (
        enveloped(signatures=[{**ENVELOPE["signatures"][0], "sig": "!"}]),
        ("REL09", "provenance.dsse.json", "the provenance is damaged or cut off"),
    ),
    "no signature": (
        enveloped(signatures=[]),
        ("REL10", "provenance.dsse.json", "the release is not signed"),
    ),
    "another type": (
        enveloped(payloadType="text/plain"),
        ("REL09", "provenance.dsse.json", "the provenance is damaged or cut off"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_is_told(what: str) -> None:
    release, expected = TAMPERED[what]
    assert expected in faults(release)


def test_a_manifest_that_was_made_to_fit_is_found_by_its_provenance() -> None:
    """Who changes a file, its checksum and the digest still has no provenance of it."""
    forged = small_release(files={"model/a.vera": b"domein B\n"})
    mixed = forged._replace(provenance=SIGNED.provenance)
    found = verify_release(mixed, PUBLISHED._replace(digest=forged.digest)).diagnostics
    assert [(each.id, each.span.file) for each in found] == [("REL09", "provenance.dsse.json")]


def test_another_key_is_told() -> None:
    (found,) = faults(SIGNED, OTHER)
    assert found[0] == "REL10"
    assert "another key" in found[2]


OTHER_KIND = Ed448PrivateKey.from_private_bytes(bytes(57))
OTHER_KIND_PEM = OTHER_KIND.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
OTHER_KIND_PUBLIC = OTHER_KIND.public_key().public_bytes(
    Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
)


@pytest.mark.parametrize(
    "key", [b"", b"nonsense", PUBLIC[:40], PEM, OTHER_KIND_PUBLIC, b"\xff\0"], ids=range(6)
)
def test_what_is_no_public_key_is_refused(key: bytes) -> None:
    with pytest.raises(ReleaseRefusedError) as found:
        faults(SIGNED, key)
    assert (found.value.diagnostic.id, found.value.code) == ("REL10", 2)


@pytest.mark.parametrize("key", [b"", b"nonsense", PUBLIC, PEM[:60], OTHER_KIND_PEM], ids=range(5))
def test_what_is_no_private_key_is_refused(key: bytes) -> None:
    with pytest.raises(ReleaseRefusedError) as found:
        sign(b"", key, "mine.pem")
    assert (found.value.diagnostic.id, found.value.code) == ("REL10", 2)
    assert "mine.pem" not in found.value.diagnostic.hint, "what it advises writes over the file"


@given(st.binary(max_size=60) | st.text(max_size=40).map(str.encode))
def test_nothing_that_is_read_as_an_envelope_raises(content: bytes) -> None:
    read_envelope(content)
    before = f'{{"payloadType": "{PAYLOAD_TYPE}", "payload": "", "signatures": '
    read_envelope(before.encode() + content + b"}")


def test_the_statement_is_a_function_of_the_manifest() -> None:
    manifest = parse_release_manifest(SIGNED.manifest)
    assert isinstance(manifest, ReleaseManifest)
    envelope = read_envelope(SIGNED.provenance)
    assert envelope
    assert statement_of(manifest, SIGNED.manifest) == envelope.payload
