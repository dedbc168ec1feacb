extension Sample {
    /// Honest packages in Python, some more.
    static let honestPythonMore: [Sample] = [
        Sample(
            "a table of commands",
            "x-1.tar.gz",
            [
                (
                    "x/cli.py",
                    #"""
                    HANDLERS = {}
                    def handler(f):
                        HANDLERS[f.__name__] = f
                        return f
                    @handler
                    def eval_(x): return x
                    def main(argv):
                        HANDLERS["exec"](argv[1:])
                    """#
                ),
                (
                    "x/__init__.py",
                    #"""

                    """#
                ),
            ]
        ),
        Sample(
            "a name that is looked up",
            "x-1.tar.gz",
            [
                (
                    "x/net.py",
                    #"""
                    import socket
                    def lookup(domain, token):
                        return socket.getaddrinfo("_acme-challenge." + domain, 53)
                    """#
                ),
                (
                    "x/__init__.py",
                    #"""

                    """#
                ),
            ]
        ),
        Sample(
            "usage that is told",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import threading, requests, os
                    URL = "https://usage.tool.example/v1"
                    def _send(event):
                        if os.environ.get("DO_NOT_TRACK"):
                            return
                        requests.post(URL, json={"event": event, "v": "1.0"}, timeout=2)
                    def track(event):
                        threading.Thread(target=_send, args=(event,), daemon=True).start()
                    """#
                )
            ]
        ),
        Sample(
            "a backup to where one is told",
            "x-1.tar.gz",
            [
                (
                    "x/backup.py",
                    #"""
                    import os, zipfile, io, requests
                    def upload(folder, url):
                        b = io.BytesIO()
                        with zipfile.ZipFile(b, "w") as z:
                            for r, d, fs in os.walk(folder):
                                for f in fs:
                                    if f != ".env":
                                        z.write(os.path.join(r, f))
                        requests.put(url, data=b.getvalue())
                    """#
                ),
                (
                    "x/__init__.py",
                    #"""

                    """#
                ),
            ]
        ),
        Sample(
            "a loader of packed modules",
            "x-1.tar.gz",
            [
                (
                    "x/loader.py",
                    #"""
                    import importlib.abc, importlib.util, sys
                    class ZipLoader(importlib.abc.SourceLoader):
                        def __init__(self, z): self.z = z
                        def get_filename(self, n): return n
                        def get_data(self, p): return self.z.read(p)
                    """#
                ),
                (
                    "x/__init__.py",
                    #"""

                    """#
                ),
            ]
        ),
        Sample(
            "a version from git",
            "x-1.tar.gz",
            [
                (
                    "setup.py",
                    #"""
                    import os, re, subprocess
                    from setuptools import setup
                    import _version_tool
                    setup(name="x", version=_version_tool.get())
                    """#
                ),
                (
                    "_version_tool.py",
                    #"""
                    import subprocess
                    def get():
                        try:
                            return subprocess.check_output(["git", "describe",
                              "--tags"]).decode().strip()
                        except Exception:
                            return "0"
                    """#
                ),
                (
                    "x/__init__.py",
                    #"""

                    """#
                ),
            ]
        ),
        Sample(
            "a proxy that passes headers on",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import requests
                    def forward(request, upstream):
                        return requests.request(request.method, upstream + request.path,
                          headers=dict(request.headers), data=request.body)
                    """#
                )
            ]
        ),
        Sample(
            "a password that is only reckoned with",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import hashlib, os, requests
                    RANGE = "https://range.pwned.example/"
                    def hash_password(password, salt):
                        return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1)
                    def leaked(password):
                        digest = hashlib.sha1(password.encode()).hexdigest().upper()
                        return digest[5:] in requests.get(RANGE + digest[:5]).text
                    """#
                )
            ]
        ),
        Sample(
            "a client of a cloud",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import boto3
                    def client(name, profile=None):
                        session = boto3.Session(profile_name=profile)
                        credentials = session.get_credentials()
                        if credentials is None:
                            raise RuntimeError("no credentials")
                        return session.client(name)
                    """#
                )
            ]
        ),
        Sample(
            "an installer from its own house",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import subprocess
                    def install_rust():
                        subprocess.run("curl -sSf https://sh.rustup.rs | sh -s -- -y",
                          shell=True, check=True)
                    """#
                )
            ]
        ),
    ]
}
