"""The provenance of a release: an in-toto statement with SLSA provenance in a DSSE envelope.

The statement is a function of the manifest: its subjects are the files and the manifest itself. Sources of the forms:
https://in-toto.io/Statement/v1, https://slsa.dev/provenance/v1, https://github.com/secure-systems-lab/dsse.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any, NamedTuple

from compiler.base.store import checksum
from compiler.release.release import MANIFEST_FILE
from compiler.release.release_manifest import ReleaseManifest
from compiler.release.signing import Signature

PAYLOAD_TYPE = "application/vnd.in-toto+json"
_STATEMENT = "https://in-toto.io/Statement/v1"
_PREDICATE = "https://slsa.dev/provenance/v1"
_BUILD_TYPE = "urn:verac:release:1"
_BUILDER = "urn:verac:builder:1"


class SignedEnvelope(NamedTuple):
    """What a DSSE envelope holds: the payload as it is signed, and its signatures."""

    payload: bytes
    signatures: tuple[Signature, ...]


def statement_of(manifest: ReleaseManifest, manifest_bytes: bytes) -> bytes:
    """The statement about a release: which files came of which source, by which tools."""
    sums = manifest.sums | {MANIFEST_FILE: checksum(manifest_bytes)}
    source = manifest.source
    made_of: list[dict[str, Any]] = [
        {
            "uri": f"git+{source.repository}" if source.repository else "",
            "name": "source",
            "digest": {"gitCommit": source.revision},
        },
        {"name": "model", "digest": {"sha256": manifest.model.removeprefix("sha256:")}},
        *(
            {"name": each.name, "digest": {"sha256": each.digest.removeprefix("sha256:")}}
            for each in manifest.pins
        ),
        *(
            {"name": name, "uri": f"pkg:pypi/{name.lower()}@{version}"}
            for name, version in sorted(manifest.dependencies.items())
        ),
    ]
    definition = {
        "buildType": _BUILD_TYPE,
        "externalParameters": {
            "version": manifest.version,
            "path": source.path,
            "notes_in": manifest.notes_in,
        },
        "internalParameters": {
            "since": manifest.since._asdict() if manifest.since else None,
        },
        "resolvedDependencies": [
            {key: value for key, value in each.items() if value} for each in made_of
        ],
    }
    statement = {
        "_type": _STATEMENT,
        "subject": [{"name": path, "digest": {"sha256": sums[path]}} for path in sorted(sums)],
        "predicateType": _PREDICATE,
        "predicate": {
            "buildDefinition": definition,
            "runDetails": {"builder": {"id": _BUILDER, "version": {"verac": manifest.tool}}},
        },
    }
    return json.dumps(statement, separators=(",", ":"), ensure_ascii=False).encode()


def signed_part(payload: bytes) -> bytes:
    """What is signed of a payload: its type and itself, with their lengths; DSSE's pre-authentication encoding."""
    kind = PAYLOAD_TYPE.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def envelope_json(envelope: SignedEnvelope) -> bytes:
    """The file of an envelope."""
    made = {
        "payload": base64.b64encode(envelope.payload).decode(),
        "payloadType": PAYLOAD_TYPE,
        "signatures": [
            {"keyid": each.key, "sig": base64.b64encode(each.content).decode()}
            for each in envelope.signatures
        ],
    }
    return (json.dumps(made, indent=1) + "\n").encode()


def read_envelope(content: bytes) -> SignedEnvelope | None:
    """The envelope in `content`; None where it holds none of this type."""
    try:
        found = json.loads(content)
        if found["payloadType"] != PAYLOAD_TYPE:
            return None
        signatures = tuple(
            Signature(str(each.get("keyid", "")), base64.b64decode(each["sig"], validate=True))
            for each in found["signatures"]
        )
        return SignedEnvelope(base64.b64decode(found["payload"], validate=True), signatures)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        return None
