/// Addresses, keys and passing folders: what strings and names carry of themselves beside what they
/// are called by.
extension ScriptFlows {
    /// Names of what opens a wallet. Menus have mnemonics too, in JavaScript.
    mutating func addWallets(_ script: Script) {
        let first = script.language == .python ? Word.mnemonic.rawValue : Word.seedPhrase.rawValue
        let last = Word.mnemonic_phrase.rawValue
        let keys =
            speaksOfWallets(script) ? keyNames(script).union(keysOfWallets(script)) : []
        guard !keys.isEmpty || script.text.usesAny(of: first...last) else { return }
        for (place, token) in script.text.tokens.enumerated() where token.kind == .name {
            let isPhrase = token.value >= first && token.value <= last
            guard isPhrase || keys.contains(token.value), !isSigning(place, script) else {
                continue
            }
            add(Script.Flow.wallet.rawValue, at: place)
        }
    }

    /// What makes a wallet of a secret: what such a call is given is that secret.
    private static let makers = [
        "Wallet", "from_key", "fromSecretKey", "fromSeed", "from_seed", "from_bytes",
        "privateKeyToAccount", "fromMnemonic", "from_mnemonic", "fromPhrase", "mnemonicToSeed",
        "mnemonicToSeedSync", "from_base58_string", "fromPrivateKey", "from_private_key",
        "privateKeyToAddress", "loadWallet", "importKey", "Keypair", "KeyPair", "SigningKey",
        "HDNodeWallet", "keyPairFromSecretKey",
    ]

    /// Names that are handed to such a call as they are, wherever they stand.
    private func keysOfWallets(_ script: Script) -> Set<Int32> {
        let makers = Set(Self.makers.compactMap { script.text.lexicon.number(of: $0) })
        guard !makers.isEmpty else { return [] }
        let tokens = script.text.tokens
        var keys: Set<Int32> = []
        for place in tokens.indices.dropLast(3)
        where tokens[place].kind == .name && makers.contains(tokens[place].value)
            && tokens[place + 1].isMark(0x28) && tokens[place + 2].kind == .name
            && (tokens[place + 3].isMark(0x29) || tokens[place + 3].isMark(0x2C))
        {
            let isDeclared = place > 0 && tokens[place - 1].isName(.def)
            if !isDeclared { keys.insert(tokens[place + 2].value) }
            // `kp = Keypair.from_bytes(raw)`, and then `bytes(kp)`.
            var first = place
            while first >= 2, tokens[first - 1].isMark(0x2E) { first -= 2 }
            if first >= 2, tokens[first - 1].isMark(0x3D), tokens[first - 2].kind == .name {
                let made = tokens[first - 2].value
                let isTaken = tokens.indices.dropLast(2).contains {
                    tokens[$0].isName(.bytes) && tokens[$0 + 1].isMark(0x28)
                        && tokens[$0 + 2].kind == .name && tokens[$0 + 2].value == made
                }
                if isTaken { keys.insert(made) }
            }
        }
        return keys
    }

    /// Whether a script is about wallets: a private key elsewhere signs what is sent.
    private func speaksOfWallets(_ script: Script) -> Bool {
        [
            "Keypair", "wallet", "Wallet", "fromSecretKey", "secp256k1", "bip39",
            "ethers", "web3", "Web3", "privateKeyToAccount", "fromSeed", "from_seed", "hdkey",
            "xprv", "from_mnemonic", "fromMnemonic", "lamports",
            "bs58", "nacl", "ed25519",
        ].contains { script.text.uses($0) }
    }

    /// What secrets are called that somebody hands over.
    static let secretNames = [
        "secret", "password", "passwd", "passphrase", "private_key", "privateKey", "secretKey",
        "secret_key", "pwd", "signing_key", "signingKey", "master_key", "masterKey",
    ]

    /// Names of secrets that somebody hands over.
    mutating func addSecretNames(_ script: Script) {
        let names = Self.secretNames.compactMap { script.text.lexicon.number(of: $0) }
        let members = Set(Self.members.compactMap { script.text.lexicon.number(of: $0) })
        guard !names.isEmpty || !members.isEmpty || script.tells(.getattr) else { return }
        let tokens = script.text.tokens
        for (place, token) in tokens.enumerated() where token.kind == .name {
            // What an object keeps to itself, taken by somebody else.
            if isLookedUp(place, script) {
                add(Script.Flow.secretName.rawValue, at: place)
                continue
            }
            let isTaken =
                members.contains(token.value) && place >= 2 && tokens[place - 1].isMark(0x2E)
                && tokens[place - 2].kind == .name && !isItself(tokens[place - 2], script)
            guard isTaken || names.contains(token.value), !isSigning(place, script) else {
                continue
            }
            add(Script.Flow.secretName.rawValue, at: place)
        }
    }

    /// `getattr(pair, "_secret", b"")` where the member is named by a string.
    private func isLookedUp(_ place: Int, _ script: Script) -> Bool {
        let tokens = script.text.tokens
        guard tokens[place].isName(.getattr), place + 4 < tokens.count,
            tokens[place + 1].isMark(0x28), tokens[place + 3].isMark(0x2C),
            tokens[place + 4].kind == .string, !isItself(tokens[place + 2], script)
        else { return false }
        return Self.members.contains(script.string(place + 4))
    }

    private static let members = [
        "_k", "_key", "_sk", "_priv", "_secret", "_seed", "_privkey", "_private_key", "_password",
        "_token", "_secretKey", "_privateKey",
    ]

    private func isItself(_ token: ScriptToken, _ script: Script) -> Bool {
        ["self", "cls", "this"].contains(script.text.string(token))
    }

    /// What a visitor sends beside the body of a request: `req.headers[…]`,
    /// `request.args.get(…)`.
    mutating func addRequests(_ script: Script) {
        func numbers(_ names: [String]) -> [Int32] {
            names.filter { script.text.uses($0) }
                .compactMap { script.text.lexicon.number(of: $0) }
        }
        let bases = numbers(["req", "request"])
        guard !bases.isEmpty else { return }
        let parts = numbers([
            "headers", "header", "query", "cookies", "args", "form", "values", "GET", "COOKIES",
            "META",
        ])
        guard !parts.isEmpty else { return }
        let tokens = script.text.tokens
        for place in tokens.indices.dropFirst(2)
        where tokens[place].kind == .name
            && (tokens[place - 1].isMark(0x2E) || tokens[place - 1].isMark(0x3F, 0x2E))
            && tokens[place - 2].kind == .name && bases.contains(tokens[place - 2].value)
            && parts.contains(tokens[place].value)
        {
            add(Script.Flow.request.rawValue, at: place)
        }
    }

    private func keyNames(_ script: Script) -> Set<Int32> {
        let names = [
            "privateKey", "private_key", "secretKey", "secret_key", "privKey", "priv_key",
            "seedphrase", "mnemonic", "xprv", "secret_phrase", "secretPhrase", "recovery_phrase",
            "recoveryPhrase", "privkey",
        ]
        return Set(names.compactMap { script.text.lexicon.number(of: $0) })
    }

    /// Finds what signs, where keys are at hand at all.
    mutating func findTurners(_ script: Script) {
        guard blocks.contains(where: { $0 & Self.keys != 0 }) else { return }
        turners = Set(Self.makers.compactMap { script.text.lexicon.number(of: $0) })
        for token in script.text.tokens where token.kind == .name {
            guard !turners.contains(token.value), Self.isSigning(script.string(of: token)) else {
                continue
            }
            turners.insert(token.value)
        }
    }

    /// Whether a function's name says that it signs, or makes a digest.
    static func isSigning(_ name: String) -> Bool {
        let folded = name.lowercased()
        return ["sign", "hmac", "hash", "digest", "sha", "public", "verify", "keccak"]
            .contains { folded.holds($0) }
    }

    /// Whether a word stands among what a signature or a digest is made of: that tells no key.
    private func isSigning(_ place: Int, _ script: Script) -> Bool {
        var depth = 0
        var back = place - 1
        let first = max(1, place - 24)
        while back >= first {
            let token = script.text.tokens[back]
            if token.isMark(0x29) { depth += 1 }
            if token.isMark(0x28) {
                depth -= 1
                if depth < 0 {
                    if Self.isSigning(script.string(back - 1)) { return true }
                    depth = 0
                }
            }
            if token.kind == .lineEnd || token.isMark(0x3B) { return false }
            back -= 1
        }
        return false
    }

    /// Addresses that stand in the script, and folders for what passes.
    mutating func addPlaces(_ script: Script) {
        for place in script.addresses where Signs.namesHost(script.string(place)) {
            add(Script.Flow.address.rawValue, at: place)
        }
        for (place, token) in script.text.tokens.enumerated() where token.kind == .string {
            guard (4...64).contains(token.count) else { continue }
            let bytes = script.text.bytes(token)
            if bytes.first == .slash || bytes.first == UInt8(ascii: "C") {
                if Signs.isPassing(bytes) { add(Script.Flow.passing.rawValue, at: place) }
            } else if Signs.isHost(bytes) {
                add(Script.Flow.address.rawValue, at: place)
            }
        }
        for place in script.tellingNames {
            switch Word(rawValue: script.text.tokens[place].value) {
            case .gettempdir, .mkstemp, .mkdtemp, .NamedTemporaryFile, .tmpdir,
                .TemporaryDirectory:
                add(Script.Flow.passing.rawValue, at: place)
            default: continue
            }
        }
    }
}

/// What strings say of places.
extension Signs {
    /// Whether an address is of a host somewhere, rather than of the machine itself or of nobody.
    static func namesHost(_ text: String) -> Bool {
        guard let scheme = text.range(ofText: "://") else { return false }
        // Letters of any script: names of hosts may be written in all of them.
        let host = text.utf8[scheme.upperBound...].prefix {
            $0.isLetter || $0.isDigit || $0 == 0x2E || $0 == 0x2D || $0 >= 0x80
        }
        guard host.contains(0x2E), let last = host.last, last != 0x2E else { return false }
        return !["127.0.0.1", "0.0.0.0", "169.254.169.254", "169.254.170.2"]
            .contains { host.elementsEqual($0.utf8) }
    }

    /// A host's name or number, standing alone: `collect.example.net`, `203.0.113.7`.
    static func isHost(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.contains(0x2E), let last = bytes.last, last.isLetter || last.isDigit else {
            return false
        }
        var dots = 0
        var digits = 0
        for byte in bytes {
            if byte == 0x2E {
                dots += 1
            } else if byte.isDigit {
                digits += 1
            } else if !byte.isLetter, byte != 0x2D {
                return false
            }
        }
        if digits + dots == bytes.count {
            return dots == 3 && !bytes.starts(with: "127.".utf8) && !bytes.starts(with: "0.".utf8)
                && !bytes.starts(with: "169.254.".utf8)
        }
        let end = bytes.split(separator: 0x2E).last.map { String(decoding: $0, as: UTF8.self) }
        return end.map { domains.contains($0) } ?? false
    }

    private static let domains: Set = [
        "com", "net", "org", "io", "dev", "xyz", "top", "ru", "cn", "app", "me", "info", "cc",
        "site", "online", "cloud", "club", "tech", "co", "to", "su", "pw", "biz", "live", "space",
        "invalid", "example", "test", "onion", "tk", "ml", "ga", "cf", "gq", "icu", "us", "eu",
        "sh", "ws", "link", "fun", "store", "website", "de", "fr", "uk", "nl",
    ]

    /// A folder that is emptied now and then, where nobody looks.
    static func isPassing(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: "/tmp".utf8) || bytes.starts(with: "/dev/shm".utf8)
            || bytes.starts(with: "/var/tmp".utf8) || bytes.starts(with: "C:\\Windows\\Temp".utf8)
            || bytes.starts(with: "C:\\Users\\Public".utf8)
    }

    /// Settings that name folders for what passes.
    static func isPassingSetting(_ name: String) -> Bool {
        ["TEMP", "TMP", "TMPDIR", "PROGRAMDATA", "PUBLIC"].contains(name)
    }
}
