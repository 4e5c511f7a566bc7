#!/usr/bin/env python3
"""Calls a gated function with an account session of the demonstration service, without any card.

    account_call.py SERVER FUNCTION SUBJECT

Stands for the service's own log-in with a password: it opens an account session and asks for the function.
Prints the HTTP status and the problem's code and title. Status 0 whatever the service answers, 1 when it
cannot be reached or understood. The DPoP proofs are made with Python's `cryptography`, by RFC 9449 alone.
"""

import hashlib
import json
import os
import sys
import time
import urllib.error
import urllib.request

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from cpsauth_protocol import encode


class Workstation:
    """A key, and the requests that prove its possession."""

    def __init__(self, server: str):
        self.server = server
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.nonce = None

    def jwk(self) -> dict:
        numbers = self.key.public_key().public_numbers()
        return {
            "kty": "EC", "crv": "P-256",
            "x": encode(numbers.x.to_bytes(32, "big")), "y": encode(numbers.y.to_bytes(32, "big")),
        }

    def proof(self, method: str, path: str, token: str | None) -> str:
        header = {"alg": "ES256", "jwk": self.jwk(), "typ": "dpop+jwt"}
        claims = {
            "jti": encode(os.urandom(16)), "htm": method, "htu": self.server + path, "iat": int(time.time())}
        if token:
            claims["ath"] = encode(hashlib.sha256(token.encode()).digest())
        if self.nonce:
            claims["nonce"] = self.nonce
        signed = ".".join(encode(json.dumps(part).encode()) for part in (header, claims))
        r, s = decode_dss_signature(self.key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return signed + "." + encode(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    def post(self, path: str, body: dict, token: str | None = None) -> tuple[int, dict]:
        """One request, repeated once when the service asks for a fresher nonce (RFC 9449, clause 8)."""
        for _ in range(2):
            headers = {"Content-Type": "application/json", "DPoP": self.proof("POST", path, token)}
            if token:
                headers["Authorization"] = f"DPoP {token}"
            request = urllib.request.Request(
                self.server + path, json.dumps(body).encode(), headers, method="POST")
            try:
                answer = urllib.request.urlopen(request, timeout=10)
            except urllib.error.HTTPError as error:
                answer = error
            content = json.loads(answer.read() or b"{}")
            fresh = answer.headers.get("DPoP-Nonce")
            if fresh is None or fresh == self.nonce or answer.status != 401:
                return answer.status, content
            self.nonce = fresh
        return answer.status, content


def main() -> int:
    server, function, subject = sys.argv[1:4]
    station = Workstation(server)
    status, session = station.post(
        "/demonstration/account-sessions", {"schema": 1, "account": "pharmacie-demonstration"})
    if status != 201:
        print(status, session.get("code"))
        return 1
    status, answer = station.post(
        f"/functions/{function}", {"schema": 1, "subject": subject}, session["token"])
    print(status, answer.get("code", "answered"), "-", answer.get("title", ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
