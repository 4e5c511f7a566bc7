#!/usr/bin/env python3
"""How a service elsewhere checks a token of cpsauth, and the request that came with it (docs/tokens.md).

Needs PyJWT and cryptography (Debian: python3-jwt, python3-cryptography).

    verify_token.py ISSUER AUDIENCE ENVIRONMENT METHOD URL

reads the token and the `DPoP` header, a line each, and prints the claims as JSON; what does not hold ends with
status 1 and a word on standard error. In a service, keep one TokenVerifier for all requests: it remembers the
proofs that it has seen.
"""

import base64
import hashlib
import hmac
import json
import sys
import time

import jwt

# The kind of token that this is, so that no other JWT of the same keys is taken for one (RFC 8725, section 3.11).
TOKEN_TYPE = "cpsauth+jwt"
CARD_WITH_PIN = "urn:cpsauth:acr:card-pin"
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "jti", "cnf", "acr", "amr", "cps_environment"]


class Refused(Exception):
    """The token, or the proof that came with it, does not hold."""


class TokenVerifier:
    """Checks tokens of one issuer for one service: itself."""

    # How far the clock of the issuer may differ, in seconds.
    LEEWAY = 10
    # How old a proof of possession may be, in seconds, and how far the clock of a workstation may differ.
    TOLERANCE = 60
    # The most proofs that are remembered; beyond, nothing is accepted until some have expired.
    MEMORY = 100_000

    def __init__(self, issuer, audience, environment, keys=None):
        self.issuer, self.audience, self.environment = issuer, audience, environment
        # Fetched over TLS, kept for as long as the issuer says that a key is published before it signs.
        self.keys = keys or jwt.PyJWKClient(issuer + "/.well-known/jwks.json", lifespan=300)
        self.seen = {}

    def verify(self, token, method, url, dpop=None, client_certificate=None):
        """The claims of a token that belongs to this request: by a DPoP proof, or by the certificate (DER) of a TLS
        connection that ended in this service."""
        claims = self._claims(token)
        binding = claims["cnf"]
        if set(binding) == {"jkt"}:
            self._require_proof(dpop, binding["jkt"], token, method, url)
        elif set(binding) == {"x5t#S256"}:
            shown = digest(client_certificate or b"")
            if not client_certificate or not hmac.compare_digest(shown, binding["x5t#S256"]):
                raise Refused("the connection does not show the token's certificate")
        else:
            raise Refused("the token is bound to nothing that is known here")
        return claims

    def _claims(self, token):
        try:
            header = jwt.get_unverified_header(token)
            if header.get("typ") != TOKEN_TYPE:
                raise Refused("another type of token")
            key = self.keys.get_signing_key(header.get("kid", "")).key
            # The algorithm stands here and is never taken from the token.
            claims = jwt.decode(
                token, key, algorithms=["ES256"], audience=self.audience, issuer=self.issuer,
                leeway=self.LEEWAY, options={"require": REQUIRED})
        except jwt.PyJWTError as error:
            raise Refused(f"token: {error}") from error
        if claims["aud"] != self.audience or claims["cps_environment"] != self.environment:
            raise Refused("another audience or environment")
        return claims

    def _require_proof(self, dpop, thumbprint, token, method, url):
        """RFC 9449, section 4.3."""
        try:
            header = jwt.get_unverified_header(dpop or "")
            jwk = header.get("jwk")
            if header.get("typ") != "dpop+jwt" or not isinstance(jwk, dict) or "d" in jwk:
                raise Refused("no proof of possession")
            if (jwk.get("kty"), jwk.get("crv")) != ("EC", "P-256"):
                raise Refused("another kind of key")
            claims = jwt.decode(
                dpop, jwt.PyJWK(jwk, algorithm="ES256").key, algorithms=["ES256"],
                options={"require": ["jti", "htm", "htu", "iat", "ath"], "verify_iat": False})
        except jwt.PyJWTError as error:
            raise Refused(f"proof of possession: {error}") from error
        if not hmac.compare_digest(key_thumbprint(jwk), str(thumbprint)):
            raise Refused("the proof is by another key than the token's")
        if (claims["htm"], claims["htu"]) != (method, url):
            raise Refused("the proof is of another request")
        if claims["ath"] != digest(token.encode()):
            raise Refused("the proof is for another token")
        self._take(str(claims["jti"]), claims["iat"])

    def _take(self, name, issued_at):
        """Accepts a proof once. Several processes of a service need one memory for all of them."""
        now = time.time()
        # Asked this way round, since no comparison with NaN holds, and JSON for Python has one.
        if not isinstance(issued_at, (int, float)) or not abs(now - issued_at) <= self.TOLERANCE:
            raise Refused("the proof is not of now")
        self.seen = {known: end for known, end in self.seen.items() if end > now}
        if name in self.seen or len(self.seen) >= self.MEMORY:
            raise Refused("the proof was seen before")
        self.seen[name] = now + 2 * self.TOLERANCE


def digest(data):
    """SHA-256 in base64url, as tokens write it."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def key_thumbprint(jwk):
    """RFC 7638."""
    members = {name: jwk.get(name) for name in ("crv", "kty", "x", "y")}
    return digest(json.dumps(members, sort_keys=True, separators=(",", ":")).encode())


def main(arguments, lines):
    issuer, audience, environment, method, url = arguments
    token, dpop = (lines + [""])[:2]
    claims = TokenVerifier(issuer, audience, environment).verify(token, method, url, dpop=dpop)
    # What is protected here asks for a person who typed their PIN: a TLS handshake does not show that.
    if claims["acr"] != CARD_WITH_PIN:
        raise Refused("no PIN was typed for this session")
    print(json.dumps(claims, sort_keys=True))


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    try:
        main(sys.argv[1:], sys.stdin.read().splitlines())
    except Refused as refusal:
        sys.exit(f"refused: {refusal}")
