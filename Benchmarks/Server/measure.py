"""Measures `cordon serve` as its visitors see it: pages, commands, streams, memory, cold start.

    measure.py CORDON [HOME] [SECONDS]

HOME is a home without an owner's account, best one that a large export was protected in; without it
a fresh one is made. Requests come from many addresses of this machine, since one address is held to
a hundred a second, over connections that are kept. It ends with 1 when a limit is missed. Beside the
house, the same client asks the smallest thing that the server says, `/robots.txt`: what the client
and the machine can do at all.
"""

import base64
import hashlib
import json
import os
import re
import select
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PAGES = ["/", "/data", "/findings", "/releases", "/ledger", "/people", "/policies",
         "/map", "/map/copies"]
READS_MIN, COMMANDS_MIN, P95_MAX, MEMORY_MAX, COLD_MAX = 2_000, 1_000, 20, 150, 1.0
STREAMS = 500
# One address is let a hundred a second; its neighbours have as many each.
ADDRESSES = [f"127.0.{1 + number // 250}.{2 + number % 250}" for number in range(400)]


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Connection:
    """A connection that is kept, from an address of its own; knows just enough of HTTP/1.1."""

    def __init__(self, port, address):
        self.port = port
        self.socket = socket.create_connection(
            ("127.0.0.1", port), timeout=30, source_address=(address, 0)
        )
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def ask(self, method, path, headers, body=b""):
        self.socket.sendall(text_of(method, path, headers, self.port, body))
        return self.answer()

    def answer(self):
        head, data = self.until(b"\r\n\r\n", self.rest)
        status = int(head[9:12])
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        if length is None:
            raise ValueError("an answer without its length")
        count = int(length.group(1))
        parts, have = [data], len(data)
        while have < count:
            parts.append(self.socket.recv(262_144))
            have += len(parts[-1])
        whole = b"".join(parts)
        self.rest = whole[count:]
        return status, head, whole[:count]

    def until(self, mark, data):
        while mark not in data:
            more = self.socket.recv(262_144)
            if not more:
                raise ConnectionError("the server hung up")
            data += more
        head, _, rest = data.partition(mark)
        return head, rest


class Owner:
    """The first owner, with a passkey made of software."""

    def __init__(self, url, invitation):
        self.origin, self.port = url, int(url.rsplit(":", 1)[1])
        self.key, self.id, self.cookies = ec.generate_private_key(ec.SECP256R1()), os.urandom(32), {}
        self.connection = Connection(self.port, ADDRESSES[-1])
        letter = urllib.parse.urlparse(invitation).path
        fields = self.made(self.challenge(letter)) | {"display": "Owner", "handle": "owner-here"}
        self.post(letter, fields)
        self.post("/sign-in", self.signed(self.challenge("/sign-in")))
        page = self.get("/")
        self.mark = re.search(r'name="form" value="([^"]+)"', page).group(1)

    def headers(self):
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"user-agent": "a benchmark", "cookie": kept} if kept else {"user-agent": "a benchmark"}

    def take(self, head):
        for name, value in re.findall(rb"(?i)\r\nset-cookie: ([^=]+)=([^;\r]*)", head):
            self.cookies[name.decode()] = value.decode()

    def get(self, path):
        status, head, body = self.connection.ask("GET", path, self.headers())
        self.take(head)
        assert status == 200, (path, status)
        return body.decode()

    def post(self, path, fields):
        headers = self.headers() | {
            "origin": self.origin, "content-type": "application/x-www-form-urlencoded",
        }
        body = urllib.parse.urlencode(fields).encode()
        status, head, body = self.connection.ask("POST", path, headers, body)
        self.take(head)
        assert status == 303, (path, status, body[:400])

    def challenge(self, path):
        return re.search(r'data-challenge="([^"]+)"', self.get(path)).group(1)

    def client(self, kind, challenge):
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def head(self, flags, count):
        return hashlib.sha256(b"localhost").digest() + bytes([flags, 0, 0, 0, count])

    def made(self, challenge):
        point = self.key.public_key().public_numbers()
        cose = (
            b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20" + point.x.to_bytes(32, "big")
            + b"\x22\x58\x20" + point.y.to_bytes(32, "big")
        )
        data = self.head(0x45, 0) + bytes(16) + bytes([0, len(self.id)]) + self.id + cose
        attestation = (
            b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58" + bytes([len(data)]) + data
        )
        return {
            "challenge": challenge,
            "clientData": b64(self.client("webauthn.create", challenge)),
            "attestation": b64(attestation),
        }

    def signed(self, challenge):
        client, data = self.client("webauthn.get", challenge), self.head(0x05, 1)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return {
            "challenge": challenge, "clientData": b64(client), "credential": b64(self.id),
            "authenticatorData": b64(data), "signature": b64(signature),
        }


def text_of(method, path, headers, port, body=b""):
    """A request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", f"host: localhost:{port}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body:
        lines.append(f"content-length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Visitor:
    """Asks one thing after the other, over eight connections from eight addresses in turn."""

    def __init__(self, port, addresses):
        self.sockets = [Connection(port, address).socket for address in addresses]
        for one in self.sockets:
            one.setblocking(False)
        self.turn = -1

    def ask(self, request):
        self.turn += 1
        self.socket = self.sockets[self.turn % len(self.sockets)]
        self.parts, self.missing, self.status = [], None, 0
        self.began = time.monotonic()
        if self.socket.send(request) != len(request):
            raise ConnectionError("a request that does not fit")

    def hear(self):
        """Takes what came; whether the answer is whole."""
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("the server hung up")
        if self.missing is None:
            self.parts.append(data)
            data = b"".join(self.parts)
            end = data.find(b"\r\n\r\n")
            if end < 0:
                return False
            head = data[:end].lower()
            start = head.find(b"\r\ncontent-length:")
            if start < 0:
                raise ValueError("an answer without its length")
            length = int(head[start + 17:].split(b"\r\n", 1)[0])
            self.status, self.missing = int(data[9:12]), length - (len(data) - end - 4)
        else:
            self.missing -= len(data)
        return self.missing <= 0


def load(port, count, seconds, request):
    """Keeps `count` requests under way, from one thread that hardly works: what it takes, the house
    lacks. Returns answers a second, sorted times, and what was answered otherwise than it should be.

    `request` gives the bytes to send, by visitor and turn."""
    visitors = [Visitor(port, ADDRESSES[number::count][:8]) for number in range(count)]
    poll, by_file = select.epoll(), {}
    for visitor in visitors:
        for one in visitor.sockets:
            poll.register(one, select.EPOLLIN)
            by_file[one.fileno()] = visitor
    times, wrong = [], {}
    began = time.monotonic()
    end, busy = began + seconds, count
    for number, visitor in enumerate(visitors):
        visitor.number = number
        visitor.ask(request(number, 0))
    while busy:
        for file, _ in poll.poll(30):
            visitor = by_file[file]
            if not visitor.hear():
                continue
            now = time.monotonic()
            times.append(now - visitor.began)
            if visitor.status not in (200, 201, 303):
                wrong[visitor.status] = wrong.get(visitor.status, 0) + 1
            if now < end:
                visitor.ask(request(visitor.number, visitor.turn + 1))
            else:
                busy -= 1
    passed = time.monotonic() - began
    for visitor in visitors:
        for one in visitor.sockets:
            one.close()
    return len(times) / passed, sorted(times), wrong


def milliseconds(times, share):
    return times[min(len(times) - 1, int(len(times) * share))] * 1000


def memory(process):
    text = open(f"/proc/{process.pid}/status").read()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024


def streams(owner, count):
    """Opens so many streams; how many are still open after a few seconds, and said something."""
    opened = []
    for number in range(count):
        connection = Connection(owner.port, ADDRESSES[number % len(ADDRESSES)])
        connection.socket.sendall(text_of("GET", "/live", owner.headers(), owner.port))
        opened.append(connection)
    time.sleep(3)
    well = 0
    for connection in opened:
        connection.socket.settimeout(5)
        try:
            well += connection.socket.recv(65_536).startswith(b"HTTP/1.1 200")
        except OSError:
            pass
        connection.socket.close()
    return well


def main():
    program = sys.argv[1]
    home = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp() + "/home"
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 10
    missed = []

    def tell(what, value, limit, holds):
        print(f"{what:52} {value:>12}   {limit}", flush=True)
        if not holds:
            missed.append(what)

    began = time.monotonic()
    server = subprocess.Popen(
        [program, "serve", "--home", home, "--port", "0", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    try:
        said = json.loads(server.stdout.readline())
        cold = time.monotonic() - began
        tell("cold start", f"{cold:.2f} s", f"≤ {COLD_MAX} s", cold <= COLD_MAX)
        owner = Owner(said["url"], said["invitation"])
        headers, port = owner.headers(), owner.port

        def get(page):
            wire = text_of("GET", page, headers, port)
            return lambda number, turn: wire

        pages = [text_of("GET", page, headers, port) for page in PAGES]

        def turns(number, turn):
            return pages[turn % len(pages)]

        rate, times, _ = load(port, 8, seconds / 2, get("/robots.txt"))
        tell("the smallest answer, by this client", f"{rate:,.0f}/s", "", True)
        for page in PAGES:
            size = len(owner.get(page))
            _, times, wrong = load(port, 1, seconds / 5, get(page))
            p95 = milliseconds(times, 0.95)
            what = f"{page}, {size // 1024} KB, p95, one visitor"
            tell(what, f"{p95:.1f} ms", f"≤ {P95_MAX} ms", p95 < P95_MAX and not wrong)

        def told(what, least, found):
            rate, times, wrong = found
            tell(what, f"{rate:,.0f}/s", f"≥ {least:,}/s", rate >= least)
            p95 = milliseconds(times, 0.95)
            tell("  p95 of these", f"{p95:.1f} ms", f"refused: {wrong or 'none'}", not wrong)

        told("authenticated pages, in turn", READS_MIN, load(port, 16, seconds, turns))

        change = headers | {
            "origin": owner.origin, "content-type": "application/x-www-form-urlencoded",
        }
        invite = urllib.parse.urlencode({"form": owner.mark, "role": "auditor"}).encode()

        wire = text_of("POST", "/people/invite", change, port, invite)

        def command(number, turn):
            return wire

        told("durable commands (invitations, by form)", COMMANDS_MIN, load(port, 64, seconds, command))

        well = streams(owner, STREAMS)
        tell("live streams open at once", f"{well}", f"{STREAMS}", well == STREAMS)
        resident = memory(server)
        tell("memory after it", f"{resident:.0f} MB", f"≤ {MEMORY_MAX} MB", resident <= MEMORY_MAX)
    finally:
        server.terminate()
        server.wait(timeout=20)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
