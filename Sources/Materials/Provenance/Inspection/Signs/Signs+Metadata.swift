/// The address at which a cloud tells a machine its own credentials, however it is written.
extension Signs {
    /// The same host as one number, in sixteens, in eights, with parts drawn together, or in an
    /// address of IPv6: nobody writes it so who means it to be read.
    static let disguisedHosts = [
        "2852039166", "0xa9fea9fe", "0xa9.0xfe.", "0251.0376.", "169.16689662", "169.254.43518",
        "a9fe:a9fe",
    ]

    /// What a cloud is asked for that gives the keys of the role a machine has.
    static let rolePhrases = [
        "security-credentials", "service-accounts/default/token", "metadata/identity/oauth2/token",
    ]

    /// Whether the address is written so that it is not recognised.
    static func disguisesMetadata(_ text: String) -> Bool {
        let folded = text.lowercased()
        return disguisedHosts.contains { folded.holds($0) }
    }

    /// Whether a text asks for the keys of the role a machine has.
    static func asksRole(_ text: String) -> Bool {
        rolePhrases.contains { text.holds($0) }
    }

    /// Whether a number is that address.
    static func isMetadata(number digits: ArraySlice<UInt8>) -> Bool {
        guard (10...11).contains(digits.count) else { return false }
        let folded = digits.map(\.lowered)
        return ["2852039166", "0xa9fea9fe", "2852039166n", "025177524776"]
            .contains { folded.elementsEqual($0.utf8) }
    }
}

extension ScriptRules {
    /// The cloud's own address as a number, where anybody is asked at all.
    mutating func judgeNumbers() {
        guard network != nil else { return }
        for token in script.text.tokens where token.kind == .number && token.count >= 10 {
            guard Signs.isMetadata(number: script.text.bytes(token)) else { continue }
            addDisguised(Int(token.line), .call)
        }
    }

    mutating func addDisguised(_ line: Int, _ trigger: Trigger) {
        let why = "hides the address at which a cloud tells a machine's own credentials"
        add("META-3", line, trigger, early(trigger, 80, else: 60), why)
    }
}
