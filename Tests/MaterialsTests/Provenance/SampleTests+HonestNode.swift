extension Sample {
    /// Honest packages in JavaScript.
    static let honestNode: [Sample] = [
        Sample(
            "a cache of its own among modules",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
                    const fs=require("fs"),path=require("path");
                    exports.patch=(dir)=>{const f=path.join(dir,"node_modules",".cache",
                      "x.json");fs.mkdirSync(path.dirname(f),{recursive:true});
                      fs.writeFileSync(f,JSON.stringify({at:Date.now()}));};
                    """#
                ),
            ]
        ),
        Sample(
            "a database that is opened",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
                    const mysql=require("mysql2");
                    module.exports=(o)=>mysql.createConnection({host:o.host,user:o.user,
                      password:o.password});
                    module.exports.docs="https://docs.dbkit.example/start";
                    """#
                ),
            ]
        ),
        Sample(
            "a hook that runs what its settings say",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
                    const { exec } = require("child_process");
                    const express = require("express");
                    module.exports = (config) => {
                      const app = express();
                      app.post("/hook", (req, res) => {
                        if (!verify(config.secret, req.headers["x-hub-signature"],
                          req.body)) return res.status(403).end();
                        exec(config.command, { cwd: config.dir }, () => {});
                        res.end("ok");
                      });
                      return app;
                    };
                    function verify(secret, sig,
                      body) { return require("crypto").createHmac("sha256",
                        secret).update(JSON.stringify(body)).digest("hex") === sig; }
                    """#
                ),
            ]
        ),
        Sample(
            "hooks of one repository",
            "x-1.0.0.tgz",
            [
                (
                    "package.json",
                    #"""
                    {"scripts": {"prepare": "husky install"}, "name": "x", "version": "1.0.0"}
                    """#
                ),
                (
                    "index.js",
                    #"""
                    const cp=require("child_process"),fs=require("fs");
                    exports.install=(dir=".husky")=>{fs.mkdirSync(dir+"/_",{recursive:true});
                    cp.spawnSync("git",["config","core.hooksPath",dir+"/_"]);};
                    """#
                ),
            ]
        ),
        Sample(
            "wallets that are told apart",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
                    const PATTERNS = { btc: /^(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}$/,
                      eth: /^0x[a-fA-F0-9]{40}$/ };
                    exports.kind = (t) => Object.keys(PATTERNS).find((k) => PATTERNS[k].test(
                      t));
                    exports.copy = (t) => navigator.clipboard.writeText(t);
                    """#
                ),
            ]
        ),
        Sample(
            "a signer",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
                    const ethers=require("ethers");
                    class Wallet2 {
                      constructor(privateKey, provider) { this.w = new ethers.Wallet(privateKey,
                        provider); }
                      async send(to, value) { const tx = await this.w.signTransaction({ to,
                        value });
                        return fetch(this.rpc || "https://rpc.node.example/", { method: "POST",
                          body: JSON.stringify({ method: "eth_sendRawTransaction",
                            params: [tx] }) }); }
                    }
                    module.exports = { Wallet2 };
                    """#
                ),
            ]
        ),
        Sample(
            "a function of templates",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
                    const AsyncFunction = Object.getPrototypeOf(async function(){}).constructor;
                    exports.compile = (src) => new AsyncFunction("data",
                      "with(data){" + src + "}");
                    """#
                ),
            ]
        ),
        Sample(
            "a tool from its own releases",
            "x-1.0.0.tgz",
            [
                (
                    "package.json",
                    #"""
                    {"scripts": {"postinstall": "node install.js"}, "name": "x",
                      "version": "1.0.0"}
                    """#
                ),
                (
                    "install.js",
                    #"""
                    const https=require("https"),fs=require("fs"),path=require("path"),{
                      execFileSync}=require("child_process");
                    const v=require("./package.json").version;
                    const base=`https://github.com/acme/tool/releases/download/v${v}`;
                    const url=base+`/tool-${process.platform}-${process.arch}.tar.gz`;
                    https.get(url,(r)=>{const f=fs.createWriteStream(path.join(__dirname,
                      "tool.tgz"));r.pipe(f);
                      f.on("finish",()=>execFileSync("tar",["xzf","tool.tgz"],{cwd:__dirname}));
                      });
                    """#
                ),
            ]
        ),
        Sample(
            "numbers at the beginning of files",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
                    const MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
                    const HTTP = [72, 84, 84, 80, 47, 49, 46, 49, 32];
                    exports.kind = (b) => MAGIC.every((x,
                      i) => b[i] === x) ? "png" : HTTP.every((x, i) => b[
                        i] === x) ? "http" : null;
                    """#
                ),
            ]
        ),
        Sample(
            "a middleware that counts",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
                    module.exports = ({ url }) => (req, res, next) => {
                      const from = req.headers["x-forwarded-for"];
                      if (url) fetch(url, { method: "POST",
                        body: JSON.stringify({ from }) }).catch(() => {});
                      next();
                    };
                    """#
                ),
            ]
        ),
        Sample(
            "a notice that is shown once",
            "x-1.0.0.tgz",
            [
                (
                    "notice.js",
                    #"""
                    const fs = require("fs"), os = require("os"), path = require("path");
                    const file = path.join(os.homedir(), ".config", "x", "notice.json");
                    console.log("Figures are collected. Turn that off with x telemetry off.");
                    fs.writeFileSync(file, JSON.stringify({ shown: true }));
                    """#
                ),
                (
                    "package.json",
                    #"""
                    {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node notice.js"}}
                    """#
                ),
            ]
        ),
        Sample(
            "bots of several messengers by their hosts",
            "x-1.0.0.tgz",
            [
                (
                    "index.js",
                    #"""
                    const HOSTS = { telegram: "api.telegram.org" };
                    const other = (id) => `https://discord.com/api/webhooks/${id}`;
                    module.exports = (token, text) => fetch(
                      `https://${HOSTS.telegram}/bot${token}/sendMessage`,
                      { method: "POST", body: JSON.stringify({ text }) });
                    """#
                ),
            ]
        ),
    ]
}
