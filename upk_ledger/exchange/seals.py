"""Keys, signatures and seals: Ed25519 and sealed boxes of libsodium (PyNaCl); keys and signatures are hex.

A fingerprint is the first 128 bits of the SHA-256 of a public key: short enough to be read aloud, and no other
key with the same one can be made.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from hashlib import sha256

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey


def fingerprint(public_key: str) -> str:
    """What people compare of a public key: 32 hex digits."""
    return sha256(bytes.fromhex(public_key)).hexdigest()[:32]


def new_signing_key(entropy: Callable[[int], bytes]) -> tuple[str, str]:
    """A new key that signs: (secret, public)."""
    key = SigningKey(entropy(32))
    return bytes(key).hex(), bytes(key.verify_key).hex()


def sign(secret: str, content: bytes) -> str:
    """The signature of `content`."""
    return SigningKey(bytes.fromhex(secret)).sign(content).signature.hex()


def verify(public_key: str, content: bytes, signature: str) -> bool:
    """Whether `signature` is that of `content` by this key; no for what is no key or no signature."""
    try:
        VerifyKey(bytes.fromhex(public_key)).verify(content, bytes.fromhex(signature))
    except (CryptoError, ValueError, TypeError):
        return False
    return True


def new_box_key(entropy: Callable[[int], bytes]) -> tuple[str, str]:
    """A new key for which others seal: (secret, public)."""
    key = PrivateKey(entropy(32))
    return bytes(key).hex(), bytes(key.public_key).hex()


def public_box_key(secret: str) -> str:
    """The public half of a key for which others seal."""
    return bytes(PrivateKey(bytes.fromhex(secret)).public_key).hex()


def can_seal(public_key: str) -> bool:
    """Whether something can be sealed for this key: some numbers are none."""
    try:
        seal(public_key, b"")
    except (CryptoError, ValueError, TypeError):
        return False
    return True


def seal(public_key: str, content: bytes) -> str:
    """`content`, sealed so that only the holder of the secret key reads it (base64)."""
    return b64encode(SealedBox(PublicKey(bytes.fromhex(public_key))).encrypt(content)).decode()


def unseal(secret: str, sealed: str) -> bytes | None:
    """What was sealed for this key; None for what is damaged or was sealed for another."""
    try:
        return SealedBox(PrivateKey(bytes.fromhex(secret))).decrypt(b64decode(sealed, validate=True))
    except (CryptoError, ValueError, TypeError):
        return None
