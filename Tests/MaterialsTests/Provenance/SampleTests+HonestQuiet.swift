extension Sample {
    /// Honest packages that look like attacks which wait.
    static let honestQuiet: [Sample] = [
        Sample(
            "a program that is fetched and held to a digest",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            import hashlib, os, subprocess, urllib.request

            def start(url, path, digest):
                urllib.request.urlretrieve(url, path)
                if hashlib.sha256(open(path, "rb").read()).hexdigest() != digest:
                    raise ValueError("not what was asked for")
                os.chmod(path, 0o755)
                subprocess.Popen([path], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, start_new_session=True)
            """#
                ),
            ]
        ),
        Sample(
            "a region that the cloud is asked for",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            import urllib.request

            def region():
                at = "http://169.254.169.254/latest/meta-data/placement/region"
                return urllib.request.urlopen(at, timeout=1).read().decode()
            """#
                ),
            ]
        ),
        Sample(
            "chosen settings of the environment",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
            const HOSTS = { slack: "hooks.slack.com", discord: "discord.com" };
            function target(kind, env) {
              switch (kind) {
                case "slack": return env.SLACK_WEBHOOK_URL;
                default: return env.HOOK_ID && `https://${HOSTS.discord}/x/${env.HOOK_ID}`;
              }
            }
            function body(kind, text, env) {
              return kind === "t" ? { chat_id: env.CHAT_ID, text } : { text };
            }
            exports.notify = async (kind, build, env = process.env) => {
              const url = target(kind, env);
              const res = await fetch(url, { method: "POST",
                body: JSON.stringify(body(kind, build, env)) });
              if (!res.ok) throw new Error(`${kind} answered ${res.status}`);
            };
            """#
                ),
            ]
        ),
        Sample(
            "a program that is told by the end of its name",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
            const { spawnSync } = require('child_process'), fs = require('fs'), os = require('os');
            const path = require('path');
            if (process.argv[0].endsWith("node.exe")) {
              const note = path.join(os.tmpdir(), "x.txt");
              fs.writeFileSync(note, "windows");
              spawnSync("where", [note]);
            }
            """#
                ),
            ]
        ),
        Sample(
            "headers that are hidden before something is reported",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            import json, urllib.request
            SECRET = ("authorization", "cookie", "x-api-key")

            def report(request, error):
                headers = {k: "[redacted]" if k.lower() in SECRET else v
                           for k, v in request.headers.items()}
                body = json.dumps({"e": str(error), "h": headers}).encode()
                urllib.request.urlopen("https://errors.example.net/v1", body)
            """#
                ),
            ]
        ),
        Sample(
            "names that are masked before something is sent",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
            const HIDE = /(secret|token|passw|key)/i;
            exports.send = (values) => {
              const out = {};
              for (const [k, v] of Object.entries(values)) out[k] = HIDE.test(k) ? "***" : v;
              return fetch("https://logs.example.net/v1", { method: "POST",
                body: JSON.stringify(out) });
            };
            """#
                ),
            ]
        ),
        Sample(
            "a client that signs in where it belongs",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
            exports.login = async (user, password) => {
              const res = await fetch("https://api.bookkit.example/login", { method: "POST",
                body: JSON.stringify({ user, password }) });
              return (await res.json()).token;
            };
            """#
                ),
            ]
        ),
        Sample(
            "a helper that is required on the spot",
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
            const fs = require('fs'), path = require('path'), os = require('os');
            exports.warm = () => fs.mkdir(path.join(os.tmpdir(), 'x-cache'), () => {});
            """#
                ),
            ]
        ),
        Sample(
            "a scanner with its patterns in a table",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            import json, re
            from importlib import resources
            def scan(text):
                rules = json.loads(resources.files(__package__).joinpath("rules.json").read_text())
                return [r["id"] for r in rules if re.search(r["pattern"], text)]
            """#
                ),
                (
                    "x/rules.json",
                    #"""
            [{"id": "a", "pattern": "curl[^|]*\\|\\s*sh"}, {"id": "b", "pattern": "/dev/tcp/\\d"},
             {"id": "c", "pattern": "exec\\s*\\(\\s*base64"}]
            """#
                ),
            ]
        ),
        Sample(
            "settings with commands that people read",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            import pathlib
            def help():
                return pathlib.Path(__file__).with_name("help.txt").read_text()
            """#
                ),
                (
                    "x/help.txt",
                    #"""
            To install the server: curl -sSf https://get.server.example/i.sh | sh
            """#
                ),
            ]
        ),
        Sample(
            "a plugin that requires a file of its own",
            "x-1.gem",
            [
                (
                    "lib/rubygems_plugin.rb",
                    #"""
            require_relative "report/table"
            Gem.post_install { |i| Report::Table.add(i.spec.name) }
            """#
                ),
                (
                    "lib/report/table.rb",
                    #"""
            module Report
              module Table
                def self.add(name)
                  File.open(File.join(Gem.dir, "installed.txt"), "a") { |f| f.puts(name) }
                end
              end
            end
            """#
                ),
            ]
        ),
        Sample(
            "a build that writes what it mixed where it may",
            "x-1.0.0.crate",
            [
                (
                    "build.rs",
                    #"""
            use std::{env, fs, path::PathBuf};
            static T: &[u8] = include_bytes!("tests/j.bin");
            fn main() {
                let out = PathBuf::from(env::var("OUT_DIR").unwrap());
                let sum = T.iter().fold(0u8, |a, b| a ^ b);
                fs::write(out.join("t.rs"), format!("pub static SUM: u8 = {};", sum)).unwrap();
            }
            """#
                ),
            ]
        ),
        Sample(
            "a script of its own, run in another process",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            import subprocess, sys, tempfile
            SCRIPT = "print(1 + 1)"
            def check():
                with tempfile.NamedTemporaryFile("w", suffix=".py", delete=False) as out:
                    out.write(SCRIPT)
                return subprocess.run([sys.executable, out.name], capture_output=True).stdout
            """#
                ),
            ]
        ),
    ]
}
