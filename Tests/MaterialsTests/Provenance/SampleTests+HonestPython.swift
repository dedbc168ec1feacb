extension Sample {
    /// Honest packages in Python.
    static let honestPython: [Sample] = [
        Sample(
            "a client that logs in",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import requests
                    API = "https://api.mailkit.example/v1"
                    class Client:
                        def login(self, user, password):
                            r = requests.post(API + "/login", json={"user": user,
                              "password": password})
                            self.token = r.json()["token"]
                        def send(self, to, text, bcc=None):
                            return requests.post(API + "/send", json={"to": to, "text": text,
                              "bcc": bcc}, headers={"Authorization": "Bearer " + self.token})
                    """#
                )
            ]
        ),
        Sample(
            "a house beside its own address",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import os
                    from openai import OpenAI
                    client = OpenAI(api_key=os.environ.get("OPENAI_API_KEY"),
                      base_url=os.environ.get("OPENAI_BASE_URL", "https://api.openai.com/v1"))
                    """#
                )
            ]
        ),
        Sample(
            "another house with its own key",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import os
                    from openai import OpenAI
                    def make():
                        return OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"],
                          base_url="https://api.deepseek.example/v1")
                    """#
                )
            ]
        ),
        Sample(
            "a bot with its messenger",
            "x-1.tar.gz",
            [
                (
                    "x/bot.py",
                    #"""
                    import requests
                    class Bot:
                        BASE = "https://api.telegram.org"
                        def __init__(self, token, base=None):
                            self.url = (base or self.BASE) + "/bot" + token
                        def send(self, chat, text):
                            return requests.post(self.url + "/sendMessage",
                              json={"chat_id": chat, "text": text})
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
            "a completion in a profile",
            "x-1.tar.gz",
            [
                (
                    "x/shell.py",
                    #"""
                    import os
                    RC = os.path.expanduser("~/.bashrc")
                    def install():
                        """Adds completion."""
                        with open(RC, "a") as f:
                            f.write('\neval "$(tool completion bash)"\n')
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
            "a proxy that the user set",
            "x-1.tar.gz",
            [
                (
                    "x/proxy.py",
                    #"""
                    import os
                    def proxies():
                        p = os.environ.get("HTTPS_PROXY") or os.environ.get("https_proxy")
                        return {"https": p} if p else {}
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
            "a tree of its own that is cleaned",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import os, shutil
                    def clean(root):
                        for r, d, f in os.walk(root):
                            for n in list(d):
                                if n == "__pycache__":
                                    shutil.rmtree(os.path.join(r, n))
                    """#
                )
            ]
        ),
        Sample(
            "methods that are timed",
            "x-1.tar.gz",
            [
                (
                    "x/wrap.py",
                    #"""
                    import functools, time
                    def instrument(cls, name, sink):
                        old = getattr(cls, name)
                        @functools.wraps(old)
                        def timed(self, *a, **k):
                            t = time.time()
                            try:
                                return old(self, *a, **k)
                            finally:
                                sink(name, time.time() - t)
                        setattr(cls, name, timed)
                    """#
                ),
                (
                    "x/export.py",
                    #"""
                    import json, urllib.request
                    class Exporter:
                        def __init__(self, url):
                            self.url = url
                        def send(self, spans):
                            urllib.request.urlopen(self.url, json.dumps(spans).encode())
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
            "a balance",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import requests
                    from solders.keypair import Keypair
                    RPC = "https://api.mainnet.chain.example"
                    def balance(secret):
                        kp = Keypair.from_bytes(secret)
                        return requests.post(RPC, json={"method": "getBalance",
                          "params": [str(kp.pubkey())]}).json()
                    """#
                )
            ]
        ),
        Sample(
            "exec by another name",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
                    import builtins, six
                    def run(code, ns):
                        getattr(builtins, "exec")(code, ns)
                    """#
                )
            ]
        ),
    ]
}
