/// Whose hosts are whose, and what a letter box and a program look like as text.
extension Signs {
    /// The names under which a house's hosts stand, before their last part.
    static let owners: [String: [String]] = [
        "openai": ["openai", "azure"], "anthropic": ["anthropic"],
        "aws": ["amazonaws", "amazon", "aws"], "github": ["github", "githubusercontent", "ghcr"],
        "npm": ["npmjs"], "pypi": ["pypi", "pythonhosted"], "stripe": ["stripe"],
        "slack": ["slack"], "discord": ["discord", "discordapp"], "telegram": ["telegram"],
        "huggingface": ["huggingface", "hf"], "cohere": ["cohere"], "mistral": ["mistral"],
        "google": ["google", "googleapis"], "cloudflare": ["cloudflare"],
        "digitalocean": ["digitalocean"], "heroku": ["heroku"],
    ]

    /// Whether a command fetches a tool's installer from the tool's own house.
    static func isInstaller(_ text: String) -> Bool {
        [
            "sh.rustup.rs", "get.docker.com", "install.python-poetry.org", "astral.sh",
            "get.pnpm.io", "deno.land", "bun.sh", "Homebrew/install", "nodesource.com",
            "nvm-sh/nvm", "bootstrap.pypa.io",
        ].contains { text.holds($0) }
    }

    /// The host of an address, without its port.
    static func host(in text: String) -> String? {
        guard let scheme = text.range(ofText: "://") else { return nil }
        let host = text[scheme.upperBound...].prefix {
            $0.isLetter || $0.isNumber || $0 == "." || $0 == "-"
        }
        return host.isEmpty ? nil : host.lowercased()
    }

    /// Whether the name that a host is registered by is one of a house's.
    static func isOwned(_ host: String, by house: String) -> Bool {
        let parts = host.pieces(at: ".")
        return (owners[house] ?? []).contains { owner in
            parts.dropLast().suffix(2).contains(owner)
        }
    }

    /// `name@host.end`, without holes.
    static func isLetterBox(_ bytes: ArraySlice<UInt8>) -> Bool {
        let parts = bytes.split(separator: 0x40, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains(0x2E) else { return false }
        return bytes.allSatisfy {
            $0.isLetter || $0.isDigit || $0 == 0x40 || $0 == 0x2E || $0 == 0x2D || $0 == 0x5F
                || $0 == 0x2B
        }
    }

    /// Whether a text is a piece of JavaScript that speaks to somebody or runs something.
    static func isJavaScript(_ text: String) -> Bool {
        let isCode = ["=>", "function(", "function (", "require(", "import("]
            .contains { text.holds($0) }
        let acts = [
            "fetch(", "http", "child_process", "_compile", "eval(", "XMLHttpRequest", "sendBeacon",
        ].contains { text.holds($0) }
        return isCode && acts && text.utf8.contains(0x3B)
    }
}
