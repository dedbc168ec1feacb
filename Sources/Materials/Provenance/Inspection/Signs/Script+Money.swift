/// What a script says of money and of what is copied.
extension Script {
    /// Whether programs are named that show what is copied, and change it.
    var runsClipboard: Bool {
        text.tokens.contains { token in
            guard token.kind == .string, (4...60).contains(token.count) else { return false }
            let text = string(of: token)
            return ["xclip", "xsel", "pbpaste", "pbcopy", "wl-paste", "Get-Clipboard"]
                .contains { text.hasPrefix($0) || text.hasSuffix($0) }
        }
    }

    /// Whether a clipboard is read, and not only written.
    var readsClipboard: Bool {
        ["readText", "readTextSync", "readSync", "paste", "getData"].contains {
            text.uses($0)
        }
    }

    /// Whether it asks what was copied, by itself or by a program.
    var asksClipboard: Bool {
        if tells(.clipboard_get) || tells(.GetClipboardData) || tells(.pyperclip) { return true }
        let isProcess = calls.contains { $0.kind.contains(.process) }
        return (isProcess && runsClipboard) || text.uses("readText")
    }

    /// Words between a pattern and the address that takes the place of what it finds.
    private static let pairMax = 24

    /// Whether patterns that find wallets stand beside addresses of some: each what the other is
    /// to become.
    func pairsWallets(from count: Int) -> Bool {
        let found = (literals + patterns).filter { place in
            Signs.isWalletPattern(String(decoding: text.bytes(text.tokens[place]), as: UTF8.self))
        }
        guard found.count >= count else { return false }
        return found.contains { place in
            text.tokens[place...].prefix(Self.pairMax).dropFirst().contains { token in
                token.kind == .string && Signs.isWallet(text.bytes(token))
            }
        }
    }
}

extension Mark {
    /// What two files of a package do together: one finds wallets, and the other what is copied.
    static func swap(_ path: String) -> Mark {
        Mark(
            rule: "CLIP-1",
            file: path,
            line: 0,
            trigger: .import,
            why: "puts other wallets in the place of those that are copied",
            points: 80
        )
    }
}

extension Signs {
    /// Whether a text is the address of a wallet, or stands where one would.
    static func isWallet(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard (26...64).contains(bytes.count),
            bytes.allSatisfy({ $0.isLetter || $0.isDigit || $0 == 0x3A })
        else { return false }
        if bytes.starts(with: "0x".utf8) { return bytes.count == 42 }
        return ["bc1", "1", "3", "T", "L", "X", "D", "4", "r", "addr1", "ltc1", "bitcoincash:"]
            .contains { bytes.starts(with: $0.utf8) }
    }
}
