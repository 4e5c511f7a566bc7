#!/usr/bin/env python3
"""A service in plain Python whose one function runs only for a professional who holds their CPS card.

    infopatient_service.py SOCKET BACK_CHANNEL

It listens on the Unix socket SOCKET, behind nginx, and asks cpsauth-server on the Unix socket BACK_CHANNEL. Nothing
but the standard library. Three steps make it safe, and they are the whole integration (`Gate` below): consume the
permit together with the subject, look up, report the outcome before the answer leaves.
"""

import http.client
import json
import os
import socket
import socketserver
import sys
from http.server import BaseHTTPRequestHandler

# Fictitious: the month of birth is one that is never given out.
INSURED = {
    "2081375125364": {"family_name": "Aubépin", "given_name": "Adélaïde"},
    "1741469010360": {"family_name": "Bellefeuille", "given_name": "Anselme"},
    "2501513023096": {"family_name": "Chantemerle", "given_name": "Brigitte"},
    "1191633325326": {"family_name": "Doucelin", "given_name": "Barnabé"},
    "2471759263137": {"family_name": "Églantier", "given_name": "Clarisse"},
}


class Refused(Exception):
    """cpsauth-server's no: to be handed on to the client as it is."""

    def __init__(self, status: int, headers: dict, body: bytes):
        super().__init__(status)
        self.status, self.headers, self.body = status, headers, body


class Gate:
    """The back channel of cpsauth-server."""

    HANDED_ON = ("Content-Type", "Content-Language", "WWW-Authenticate", "Retry-After")

    def __init__(self, path: str):
        self.path = path

    def consume(self, permit: str, subject: str, language: str) -> dict:
        """Decides about this call; whoever comes back from here may look up, once."""
        return self._post(f"/permits/{permit}/consume", {"schema": 1, "subject": subject}, language)

    def report(self, receipt: str, outcome: str, disclosed: list) -> None:
        """Makes the outcome durable; nothing may leave before."""
        self._post("/permits/outcomes", {
            "schema": 1, "receipt": receipt, "outcome": outcome, "disclosed": disclosed}, "en")

    def _post(self, path: str, body: dict, language: str) -> dict:
        connection = http.client.HTTPConnection("cpsauth", timeout=10)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(10)
        try:
            connection.sock.connect(self.path)
            connection.request("POST", path, json.dumps(body), {
                "Content-Type": "application/json", "Accept-Language": language})
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status not in (200, 204):
            kept = {name: answer.headers[name] for name in self.HANDED_ON if name in answer.headers}
            raise Refused(answer.status, kept, content)
        return json.loads(content) if content else {}


class Handler(BaseHTTPRequestHandler):
    """POST /functions/infopatient.lookup"""

    def do_POST(self) -> None:
        try:
            length = min(int(self.headers.get("Content-Length", 0)), 32_768)
            subject = str(json.loads(self.rfile.read(length))["subject"])
        except (KeyError, TypeError, ValueError):
            self.answer(400, {"Content-Type": "application/json"}, b"{}")
            return
        try:
            call = self.server.gate.consume(
                self.headers.get("X-CPSAuth-Permit", "none"), subject,
                self.headers.get("Accept-Language", "fr"))
            insured = INSURED.get(subject.replace(" ", "")[:13])
            self.server.gate.report(
                call["receipt"], "found" if insured else "not-found", sorted(insured) if insured else [])
        except Refused as refusal:
            self.answer(refusal.status, refusal.headers, refusal.body)
        except OSError:
            # Without an answer from the gate there is none to the client.
            self.answer(503, {"Content-Type": "application/json", "Retry-After": "5"}, b"{}")
        else:
            body = {"schema": 1, "function": call["function"], "answer": insured}
            self.answer(200, {"Content-Type": "application/json"}, json.dumps(body).encode())

    def answer(self, status: int, headers: dict, body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def address_string(self) -> str:
        return "nginx"

    def log_message(self, *_) -> None:
        """Nothing: a log line must not name whom a request was about."""


class Service(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    def __init__(self, path: str, gate: Gate):
        if os.path.exists(path):
            os.unlink(path)
        super().__init__(path, Handler)
        # nginx reaches it as a member of the group.
        os.chmod(path, 0o660)
        self.gate = gate


if __name__ == "__main__":
    with Service(sys.argv[1], Gate(sys.argv[2])) as service:
        service.serve_forever()
