/// Names and texts that are not what they look like.
extension Validator {
    /// Warns of letters that can be taken for others, and of characters that change the order in
    /// which a text is shown: `Usеr` with a Cyrillic letter is another type than `User`.
    func checkCharacters(of policy: Policy) -> [Diagnostic] {
        var texts = policy.mentionedEntities.map { ($0.0.id, $0.1) }
        texts += policy.expression.constants.compactMap { value in
            if case .string(let text) = value { (text, policy.places.whole) } else { nil }
        }
        texts += policy.expression.names.map { ($0, policy.places.whole) }
        return texts.compactMap { text, range in
            guard let reason = text.disguise else { return nil }
            return Diagnostic(
                "`\(text)` \(reason)",
                severity: .warning,
                help: "write it again by hand, or make sure that it is meant",
                range: range
            )
        }
    }
}

extension Text {
    /// Why the text may be mistaken for another, if so.
    var disguise: String? {
        var scripts: Set<Script> = []
        for scalar in string.unicodeScalars {
            switch scalar.value {
            case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F:
                return "has a character that changes the order in which it is shown"
            case 0x200B...0x200D, 0x2060, 0xFEFF, 0xAD:
                return "has a character that cannot be seen"
            default:
                if let script = Script(scalar) { scripts.insert(script) }
            }
        }
        return scripts.count > 1 ? "mixes letters of several scripts that look alike" : nil
    }

    /// The scripts whose letters are taken for each other.
    private enum Script {
        case latin, greek, cyrillic

        init?(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: self = .latin
            case 0x370...0x3FF: self = .greek
            case 0x400...0x52F: self = .cyrillic
            default: return nil
            }
        }
    }
}
