"""The house over TLS in a real browser: HTTP/2, its headers, a passkey, and a certificate that is
renewed while it serves.

    python3 Tests/Browser/secure.py PROGRAM [PICTURES]

Certificates are made by openssl for a name of their own; the browser is told which keys to take
(`--ignore-certificate-errors-spki-list`), and takes no other. Ends with 1 when anything is not as it
should be.
"""

import base64
import hashlib
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time

import people
from people import Person, check, inspect


def make(folder, name):
    """A certificate for `localhost` with a key of its own; returns what the browser knows it by."""
    key, certificate = os.path.join(folder, name + ".key"), os.path.join(folder, name + ".pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE",
         "-set_serial", str(int.from_bytes(os.urandom(8), "big"))],
        check=True, capture_output=True,
    )
    public = subprocess.run(
        ["openssl", "x509", "-in", certificate, "-pubkey", "-noout"],
        check=True, capture_output=True,
    ).stdout
    der = subprocess.run(
        ["openssl", "pkey", "-pubin", "-outform", "der"],
        input=public, check=True, capture_output=True,
    ).stdout
    return base64.b64encode(hashlib.sha256(der).digest()).decode()


def replace(folder, name):
    """Puts a pair where the server reads it: each file whole or not at all, the key first."""
    for kind in ("key", "pem"):
        with open(os.path.join(folder, f"{name}.{kind}"), "rb") as source:
            with open(os.path.join(folder, f"next.{kind}"), "wb") as file:
                file.write(source.read())
        os.replace(os.path.join(folder, f"next.{kind}"), os.path.join(folder, f"server.{kind}"))


def served(port):
    """The certificate that a new connection is shown, the version of TLS, and the protocol."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["h2", "http/1.1"])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname="localhost") as line:
            der = line.getpeercert(binary_form=True)
            return hashlib.sha256(der).hexdigest(), line.version(), line.selected_alpn_protocol()


def older(port):
    """Whether anything before TLS 1.3 is spoken."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
            context.wrap_socket(plain, server_hostname="localhost").close()
            return True
    except (ssl.SSLError, ConnectionError):
        return False


def protocol(person):
    """What the page that is open came over, as the browser itself says."""
    return person.driver.execute_script(
        "return performance.getEntriesByType('navigation')[0].nextHopProtocol;"
    )


def headers(person, path):
    return person.driver.execute_async_script(
        "const done = arguments[1]; fetch(arguments[0]).then((answer) => "
        "done(Object.fromEntries(answer.headers.entries())));",
        path,
    )


def story(said, folder, port, pins, pictures):
    origin = said["url"]
    owner = Person(origin, ["--ignore-certificate-errors-spki-list=" + ",".join(pins)])
    stranger = Person(origin)
    try:
        stranger.driver.get(origin + "/sign-in")
        check("Sign in with a passkey" not in stranger.driver.page_source,
              "a browser that does not know the certificate shows no page of ours")
        owner.join(said["invitation"], "Ada Lovelace", "ada")
        owner.open("/account")
        inspect(owner, "account", pictures)
        check(protocol(owner) == "h2", f"pages come over HTTP/2, not {protocol(owner)}")
        secure = owner.driver.execute_script("return window.isSecureContext;")
        check(secure, "the browser takes the page for a secure one")
        sent = headers(owner, "/account").get("strict-transport-security", "")
        check(sent == "max-age=31536000", f"browsers are told to stay with TLS: {sent}")
        first, version, chosen = served(port)
        check((version, chosen) == ("TLSv1.3", "h2"), f"spoken is {version} with {chosen}")
        check(not older(port), "nothing before TLS 1.3 is spoken")
        replace(folder, "second")
        began = time.monotonic()
        while served(port)[0] == first and time.monotonic() - began < 10:
            time.sleep(0.2)
        check(served(port)[0] != first, "a renewed certificate is served without a restart")
        print(f"renewed after {time.monotonic() - began:.1f} s")
        # Half a pair, for a moment: the one that was there serves on.
        renewed = served(port)[0]
        with open(os.path.join(folder, "server.pem"), "w") as file:
            file.write("-----BEGIN CERTIFICATE-----\nhalf of one")
        time.sleep(1.5)
        check(served(port)[0] == renewed, "half a certificate changes nothing")
        replace(folder, "second")
        again = Person(origin, ["--ignore-certificate-errors-spki-list=" + pins[1]])
        try:
            again.open("/sign-in")
            check("Sign in with a passkey" in again.driver.page_source,
                  "a browser that knows the new certificate comes in")
        finally:
            again.quit()
        owner.open("/account")
        check("Passkeys" in owner.words(), "whoever was signed in still is")
        owner.press("Sign out")
        owner.wait("/sign-in")
    finally:
        owner.quit()
        stranger.quit()


def main():
    program = os.path.abspath(sys.argv[1])
    pictures = sys.argv[2] if len(sys.argv) > 2 else None
    if pictures:
        os.makedirs(pictures, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pins = [make(folder, "first"), make(folder, "second")]
        replace(folder, "first")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = subprocess.Popen(
            [program, "serve", "--home", os.path.join(folder, "home"), "--port", str(port),
             "--certificate", os.path.join(folder, "server.pem"),
             "--private-key", os.path.join(folder, "server.key"), "--json"],
            stdout=subprocess.PIPE, text=True,
        )
        try:
            story(json.loads(server.stdout.readline()), folder, port, pins, pictures)
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                check(server.wait(timeout=30) == 0, "the server stops when it is told to")
            except subprocess.TimeoutExpired:
                server.kill()
                check(False, "the server stops within 30 s of being told to")
    print("all is as it should be" if not people.faults else f"{len(people.faults)} faults")
    return 1 if people.faults else 0


if __name__ == "__main__":
    sys.exit(main())
