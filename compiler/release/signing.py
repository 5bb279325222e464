"""Signatures by Ed25519: the only module that knows cryptography, which is loaded where a key is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compiler.base.store import checksum
from compiler.base.wording import say
from compiler.release.problems import refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Signature(NamedTuple):
    """A signature, and the id of the key that can tell whether it is right: the SHA-256 of that public key."""

    key: str
    content: bytes


def sign(message: bytes, private_key: bytes, place: str) -> Signature:
    """The signature of `message` by the private key in PEM, which stands at `place`.

    Raises:
        ReleaseRefusedError: where there is no such key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - only where a key is given
        Ed25519PrivateKey,
    )
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - same

    try:
        key = load_pem_private_key(private_key, None)
    except (ValueError, TypeError) as error:  # TypeError: it has a password
        hint = say("openssl genpkey -algorithm ed25519 -out key.pem makes one")
        message_ = say('"{place}" holds no private key in PEM without a password', place=place)
        raise refused("REL10", place, message_, hint, code=2) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _other_kind(place)
    return Signature(_key_id(key.public_key()), key.sign(message))


def is_signed_by(message: bytes, signature: Signature, public_key: bytes, place: str) -> bool:
    """Whether `signature` is one of `message` by the public key in PEM, which stands at `place`.

    Raises:
        ReleaseRefusedError: where there is no such key.
    """
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - only where a key is given

    try:
        _public_key(public_key, place).verify(signature.content, message)
    except InvalidSignature:
        return False
    return True


def key_id(public_key: bytes, place: str) -> str:
    """The id of the public key in PEM, which stands at `place`.

    Raises:
        ReleaseRefusedError: where there is no such key.
    """
    return _key_id(_public_key(public_key, place))


def _public_key(content: bytes, place: str) -> Ed25519PublicKey:
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - only where a key is given
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - same
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415 - same

    try:
        key = load_pem_public_key(content)
    except (ValueError, UnsupportedAlgorithm) as error:
        hint = say("openssl pkey -in KEY -pubout makes one of the private key")
        message = say('"{place}" holds no public key in PEM', place=place)
        raise refused("REL10", place, message, hint, code=2) from error
    if not isinstance(key, Ed25519PublicKey):
        raise _other_kind(place)
    return key


def _other_kind(place: str) -> Exception:
    hint = say("openssl genpkey -algorithm ed25519 makes a key that can")
    message = say('the key in "{place}" is of another kind than Ed25519', place=place)
    return refused("REL10", place, message, hint, code=2)


def _key_id(key: Ed25519PublicKey) -> str:
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - only where a key is given
        Encoding,
        PublicFormat,
    )

    return checksum(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
