"""The service half of docs/protocol.md, sections 1 to 5, in plain Python.

Written from that page alone, with the `cryptography` package, as a second opinion on the Swift code.
"""

import base64
import hashlib
import hmac
import ipaddress
import json
import re

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

TAG = b"CPSAUTH-TRANSCRIPT-V1\x00"
ENVIRONMENTS = {"production", "test", "synthetic"}
PURPOSES = {"login", "step-up", "presence"}
PROOF_MEMBERS = {"schema", "challenge", "algorithm", "certificate", "signature", "key"}
KEY_MEMBERS = {"kty", "crv", "x", "y"}


class Refused(Exception):
    """A message or a signature that the protocol refuses."""


def demand(condition: bool, reason: str) -> None:
    if not condition:
        raise Refused(reason)


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode(text: str) -> bytes:
    demand(isinstance(text, str) and re.fullmatch(r"[A-Za-z0-9_-]*", text) is not None, "base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    demand(encode(data) == text, "base64url spelling")
    return data


def canonical_audience(text: str) -> str:
    """Section 1."""
    match = re.fullmatch(r"(https?)://(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::([1-9][0-9]*))?/?", text, re.I)
    demand(match is not None, "audience form")
    scheme, host, port = match[1].lower(), match[2].lower(), match[3]
    loopback = False
    if host.startswith("["):
        try:
            address = ipaddress.IPv6Address(host[1:-1])
        except ValueError as error:
            raise Refused("IPv6 literal") from error
        host, loopback = f"[{address.compressed}]", address.is_loopback
    else:
        labels = host.split(".")
        label = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
        demand(len(host) <= 253 and all(label.fullmatch(one) for one in labels), "host name")
        if labels[-1][0].isdigit():
            try:
                loopback = ipaddress.IPv4Address(host).is_loopback
            except ValueError as error:
                raise Refused("IPv4 literal") from error
    demand(port is None or int(port) < 65536, "port")
    demand(scheme == "https" or loopback, "plain http")
    default = {"https": "443", "http": "80"}[scheme]
    return f"{scheme}://{host}" + ("" if port in (None, default) else f":{port}")


def subject_digest(subject: str, nonce: bytes) -> bytes:
    """Section 3."""
    return hmac.new(nonce, subject.encode(), hashlib.sha256).digest()


def key_thumbprint(key: dict) -> bytes:
    """Section 3 (RFC 7638)."""
    demand(set(key) == KEY_MEMBERS and key["kty"] == "EC" and key["crv"] == "P-256", "key")
    demand(len(decode(key["x"])) == 32 and len(decode(key["y"])) == 32, "key coordinates")
    canonical = json.dumps({name: key[name] for name in sorted(KEY_MEMBERS)}, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).digest()


def transcript(expected: dict, algorithm: str, key: dict, certificate: bytes) -> bytes:
    """Section 4, from what the service itself knows."""
    nonce = decode(expected["nonce"])
    demand(len(nonce) == 32, "nonce length")
    demand(expected["environment"] in ENVIRONMENTS and expected["purpose"] in PURPOSES, "expectation")
    subject = expected.get("subject")
    fields = [
        expected["environment"].encode(),
        algorithm.encode(),
        canonical_audience(expected["audience"]).encode(),
        nonce,
        expected["purpose"].encode(),
        (expected.get("function") or "").encode(),
        subject_digest(subject, nonce) if subject is not None else b"",
        key_thumbprint(key),
        hashlib.sha256(certificate).digest(),
    ]
    return TAG + b"".join(len(field).to_bytes(2, "big") + field for field in fields)


def verify_proof(proof: dict, expected: dict) -> bytes:
    """Section 5, without the trust in the certificate: returns the transcript that the card signed."""
    demand(set(proof) == PROOF_MEMBERS and proof["schema"] == 1, "members of the proof")
    demand(proof["challenge"] == expected["challenge"], "challenge id")
    certificate, signature = decode(proof["certificate"]), decode(proof["signature"])
    signed = transcript(expected, proof["algorithm"], proof["key"], certificate)
    public_key = x509.load_der_x509_certificate(certificate).public_key()
    demand(isinstance(public_key, rsa.RSAPublicKey), "kind of key")
    try:
        public_key.verify(signature, signed, scheme(proof["algorithm"]), hashes.SHA256())
    except InvalidSignature as error:
        raise Refused("signature") from error
    return signed


def scheme(algorithm: str):
    if algorithm == "RS256":
        return padding.PKCS1v15()
    demand(algorithm == "PS256", "algorithm")
    return padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)
