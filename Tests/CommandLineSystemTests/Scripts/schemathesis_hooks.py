"""Proofs of possession and tokens for the requests that schemathesis makes up.

Loaded by schemathesis itself (SCHEMATHESIS_HOOKS). Without them every request would end at the door: with them most
carry a proof that is right, and the others, every fourth, are sent as they were made up.
"""

import itertools
import os
import pathlib
import sys
import threading
import time
import urllib.parse
import urllib.request

import schemathesis

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tools/lib"))

from account_call import Workstation  # noqa: E402

# How long one nonce is used, in seconds: the service accepts it for 120 at least.
NONCE_LIFE = 60


class Station:
    """One workstation with an account session, for all requests."""

    def __init__(self, server: str):
        self.workstation = Workstation(server)
        self.lock = threading.Lock()
        self.asked = 0.0
        self.token = None

    # What is answered to those without a session: a proof there speaks about no token.
    STRANGERS = ("/cpsauth/challenges", "/cpsauth/sessions", "/demonstration/account-sessions")

    def headers(self, method: str, url: str) -> dict:
        with self.lock:
            if time.monotonic() - self.asked > NONCE_LIFE:
                answer = urllib.request.urlopen(self.workstation.server + "/cpsauth/service", timeout=30)
                self.workstation.nonce = answer.headers["DPoP-Nonce"]
                self.asked = time.monotonic()
            if self.token is None:
                status, session = self.workstation.post(
                    "/demonstration/account-sessions", {"schema": 1, "account": "pharmacie-demonstration"})
                assert status == 201, session
                self.token = session["token"]
            path = urllib.parse.urlsplit(url).path
            if path in self.STRANGERS:
                return {"DPoP": self.workstation.proof(method, path, None)}
            ends = method == "DELETE" and path.endswith("/sessions/current")
            token, self.token = self.token, None if ends else self.token
            return {
                "DPoP": self.workstation.proof(method, path, token), "Authorization": f"DPoP {token}"}


STATION = Station(os.environ["CPSAUTH_SERVER"])
NUMBERS = itertools.count()


@schemathesis.hook
def before_call(context, case, **_):
    if next(NUMBERS) % 4 == 3:
        return
    address = case.as_transport_kwargs(base_url=STATION.workstation.server)["url"]
    prepared = urllib.parse.quote(urllib.parse.urlsplit(address).path, safe="/%:@!$&'()*+,;=~-._")
    case.headers.update(STATION.headers(case.method.upper(), prepared))
