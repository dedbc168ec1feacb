"""Writes streams.json and known-answers.json from nothing but the format's description.

Needs Python's `cryptography`; shares no code with what it tests. Run it in this folder.
"""

import hashlib
import hmac
import json

from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

CHUNK = 65536
MAGIC = b"cordon sealed\n"
KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
CONTEXT = "vault/blob/test"


def hkdf(key, salt, info, count):
    pseudorandom = hmac.new(salt or bytes(32), key, hashlib.sha256).digest()
    block, output, number = b"", b"", 1
    while len(output) < count:
        block = hmac.new(pseudorandom, block + info + bytes([number]), hashlib.sha256).digest()
        output, number = output + block, number + 1
    return output[:count]


def cipher_of(number, key):
    return {1: AESGCM, 2: ChaCha20Poly1305}[number](key)


def nonce(number, last):
    return number.to_bytes(11, "big") + bytes([last])


class Stream:
    def __init__(self, salt, plain, cipher=1, key=KEY, context=CONTEXT):
        prelude = MAGIC + bytes([1, cipher])
        keys = hkdf(key, salt, prelude + context.encode(), 64)
        self.salt, self.plain, self.number = salt, plain, cipher
        self.cipher = cipher_of(cipher, keys[:32])
        self.header = prelude + salt + keys[32:]
        pieces = [plain[i:i + CHUNK] for i in range(0, len(plain), CHUNK)] or [b""]
        self.chunks = [
            self.cipher.encrypt(nonce(i, i == len(pieces) - 1), piece, b"")
            for i, piece in enumerate(pieces)
        ]
        self.bytes = self.header + b"".join(self.chunks)


def pattern(count, start):
    return bytes((start + i + (i >> 8) * 7) & 255 for i in range(count))


def salt(byte):
    return bytes([byte]) * 32


streams = {
    "three chunks": (Stream(salt(1), pattern(150_000, 0)), 0),
    "three others": (Stream(salt(2), pattern(150_000, 9)), 9),
    "two full chunks": (Stream(salt(3), pattern(131_072, 3)), 3),
    "five bytes": (Stream(salt(4), pattern(5, 4)), 4),
    "nothing": (Stream(salt(5), b""), 0),
    "two chunks of ChaCha20-Poly1305": (Stream(salt(6), pattern(70_000, 6), cipher=2), 6),
}
three, others, full, five, nothing = (list(streams.values())[i][0] for i in range(5))
FULL = CHUNK + 16


def part(name, start, end=None):
    count = len(streams[name][0].bytes)
    return {"stream": name, "from": start, "to": count if end is None else end}


def literal(value):
    return {"hex": value.hex()}


def flipped(name, at, bit=1):
    value = streams[name][0].bytes
    return [part(name, 0, at), literal(bytes([value[at] ^ bit])), part(name, at + 1)]


def chunk(name, number):
    start = 80 + number * FULL
    return part(name, start, min(start + FULL, len(streams[name][0].bytes)))


T, O, F, S = "three chunks", "three others", "two full chunks", "five bytes"
header = part(T, 0, 80)
wrong = [
    ("no bytes at all", [], "notSealed"),
    ("another kind of file", [literal(b"%PDF-1.7\n")], "notSealed"),
    ("a changed magic", flipped(S, 3), "notSealed"),
    ("an end inside the magic", [part(S, 0, 9)], "headerCutShort"),
    ("an end inside the commitment", [part(S, 0, 79)], "headerCutShort"),
    ("an end after the header", [part(S, 0, 80)], "cutShort(chunk: 0)"),
    ("version 0", flipped(S, 14), "unknownVersion(0)"),
    ("version 3", flipped(S, 14, 2), "unknownVersion(3)"),
    ("cipher 0", flipped(S, 15), "unknownCipher(0)"),
    ("the other cipher's number", flipped(S, 15, 3), "otherKey"),
    ("a changed salt", flipped(S, 16), "otherKey"),
    ("a changed commitment", flipped(S, 79), "otherKey"),
    ("a changed first byte", flipped(T, 80), "altered(chunk: 0)"),
    ("a changed tag", flipped(T, 80 + 2 * FULL - 1), "altered(chunk: 1)"),
    ("a changed last byte", flipped(T, len(three.bytes) - 1), "altered(chunk: 2)"),
    ("an end after a first chunk", [part(T, 0, 80 + FULL)], "cutShort(chunk: 0)"),
    ("an end after a second chunk", [part(T, 0, 80 + 2 * FULL)], "cutShort(chunk: 1)"),
    ("an end inside a chunk", [part(T, 0, 80 + FULL + 1000)], "altered(chunk: 1)"),
    ("an end inside a tag", [part(T, 0, 80 + 2 * FULL - 1)], "altered(chunk: 1)"),
    ("an end one byte early", [part(T, 0, len(three.bytes) - 1)], "altered(chunk: 2)"),
    ("a last chunk too short for a tag", [part(T, 0, 80 + 2 * FULL + 10)], "cutShort(chunk: 2)"),
    ("a byte after a full last chunk", [part(F, 0), literal(b"\0")], "continued(chunk: 1)"),
    ("a byte after a short last chunk", [part(T, 0), literal(b"\0")], "altered(chunk: 2)"),
    ("the stream twice", [part(F, 0), part(F, 0)], "continued(chunk: 1)"),
    ("the last chunk twice", [part(F, 0), chunk(F, 1)], "continued(chunk: 1)"),
    ("two chunks swapped", [header, chunk(T, 1), chunk(T, 0), chunk(T, 2)],
     "misplaced(chunk: 0, belongsAt: 1)"),
    ("a chunk repeated", [header, chunk(T, 0), chunk(T, 0), chunk(T, 1), chunk(T, 2)],
     "misplaced(chunk: 1, belongsAt: 0)"),
    ("the first chunk gone", [header, chunk(T, 1), chunk(T, 2)],
     "misplaced(chunk: 0, belongsAt: 1)"),
    ("a middle chunk gone", [header, chunk(T, 0), chunk(T, 2)],
     "misplaced(chunk: 1, belongsAt: 2)"),
    ("a chunk of another stream under the same key",
     [header, chunk(T, 0), chunk(O, 1), chunk(T, 2)], "altered(chunk: 1)"),
    ("another stream's last chunk", [header, chunk(T, 0), chunk(T, 1), chunk(O, 2)],
     "altered(chunk: 2)"),
    ("another stream's header", [part(O, 0, 80), part(T, 80)], "altered(chunk: 0)"),
    ("an empty last chunk after a full one",
     [header, chunk(T, 0), chunk(T, 1), literal(three.cipher.encrypt(nonce(2, 1), b"", b""))],
     "emptyEnd(chunk: 2)"),
    ("an empty chunk that is not the last",
     [part(S, 0, 80), literal(five.cipher.encrypt(nonce(0, 0), b"", b""))],
     "cutShort(chunk: 0)"),
    ("a last-chunk flag of 2",
     [part(S, 0, 80), literal(five.cipher.encrypt(nonce(0, 2), b"hello", b""))],
     "altered(chunk: 0)"),
    ("a chunk numbered in little-endian",
     [header, chunk(T, 0),
      literal(three.cipher.encrypt((1).to_bytes(11, "little") + b"\1", b"hello", b""))],
     "altered(chunk: 1)"),
    ("a right commitment over a chunk under another key",
     [part(S, 0, 80), literal(AESGCM(OTHER_KEY).encrypt(nonce(0, 1), b"hello", b""))],
     "altered(chunk: 0)"),
    ("another key", [part(S, 0)], "otherKey", {"key": OTHER_KEY.hex()}),
    ("another context", [part(S, 0)], "otherKey", {"context": "vault/blob/tess"}),
    ("no context", [part(S, 0)], "otherKey", {"context": ""}),
]


def assembled(pieces):
    return b"".join(
        bytes.fromhex(piece["hex"]) if "hex" in piece
        else streams[piece["stream"]][0].bytes[piece["from"]:piece["to"]]
        for piece in pieces
    )


with open("streams.json", "w") as file:
    json.dump({
        "key": KEY.hex(),
        "context": CONTEXT,
        "streams": [
            {
                "name": name, "cipher": stream.number, "salt": stream.salt.hex(),
                "count": len(stream.plain), "start": start, "header": stream.header.hex(),
                "sha256": hashlib.sha256(stream.bytes).hexdigest(),
            }
            for name, (stream, start) in streams.items()
        ],
        "wrong": [
            {
                "name": name, "pieces": pieces, "refusal": refusal,
                "sha256": hashlib.sha256(assembled(pieces)).hexdigest(),
                **(rest[0] if rest else {}),
            }
            for name, pieces, refusal, *rest in wrong
        ],
    }, file, indent=1)
    file.write("\n")

EVENT = bytes(range(16, 32))
NONCE = bytes(range(100, 112))
NAME = "tenant/0001/1"
derived = hkdf(KEY, b"", b"cordon/derived/v1\0" + b"root check", 32)
typed = Argon2id(
    salt=bytes(range(16)), length=32, iterations=1, lanes=2, memory_cost=19456
).derive("correct horse battery staple".encode())
check = hkdf(typed, b"", b"cordon/derived/v1\0root check", 32)[:16]
lock = "cordon lock 1\nsource passphrase\nargon2id 19456 1 2\n"
lock += f"salt {bytes(range(16)).hex()}\ncheck {check.hex()}\n"
lock += f"sum {hashlib.sha256(lock.encode()).digest()[:8].hex()}\n"
key_sum = hashlib.sha256(b"cordon/key-file/v1\0" + KEY).digest()[:8]

with open("known-answers.json", "w") as file:
    json.dump({
        "key": KEY.hex(),
        "commitments": [
            {"salt": s.hex(), "body": b.hex(),
             "commitment": hashlib.sha256(b"cordon/body/v1\0" + s + b).hexdigest()}
            for s, b in [(salt(0), b""), (salt(7), b"{}"), (bytes(range(32)), pattern(1000, 1))]
        ],
        "tags": [
            {"event": e.hex(), "tag": hmac.new(KEY, b"tag" + e, hashlib.sha256).hexdigest()[:32]}
            for e in [bytes(16), EVENT, b"\xff" * 16]
        ],
        "envelopes": [
            {"cipher": n, "nonce": NONCE.hex(), "associated": a.hex(), "body": b.hex(),
             "envelope": (bytes([n]) + NONCE + cipher_of(n, KEY).encrypt(NONCE, b, a)).hex()}
            for n in (1, 2) for a, b in [(b"", b""), (b"event/1", b"a body")]
        ],
        "wrapped": {
            "name": NAME, "nonce": NONCE.hex(), "inner": OTHER_KEY.hex(),
            "bytes": (b"\1" + NONCE + AESGCM(KEY).encrypt(
                NONCE, OTHER_KEY, b"cordon/key/v1\0" + NAME.encode())).hex(),
        },
        "derived": derived.hex(),
        "keyFile": f"cordon-key-1:{KEY.hex()}:{key_sum.hex()}\n",
        "lock": {"text": lock, "passphrase": "correct horse battery staple",
                 "root": typed.hex()},
    }, file, indent=1)
    file.write("\n")
