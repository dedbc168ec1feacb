import Privacy
import Sieve

extension Minimization.Purpose {
    /// The purpose as a file that reads back equal, with comments for whoever edits it.
    ///
    /// Given the map it was derived over, it also lists what is left out and why, each line ready
    /// to be moved up and uncommented.
    package func yaml(over map: [Minimization.MappedField] = []) -> String {
        var lines = [
            "# Why these data may be used, and what of them is needed. The rest is dropped."
        ]
        let themes = Minimization.Theme.meant(by: name).map(\.name)
        lines += comment(
            themes.isEmpty
                ? "No usual need was recognised in the purpose: name the fields it takes."
                : "Derived for " + themes.joined(separator: "; ") + ". Read it before you use it."
        )
        lines.append("purpose: " + Self.scalar(name))
        lines.append("# \(basis.article) GDPR. Others: " + others(basis) + ".")
        lines.append("basis: " + basis.rawValue)
        if let condition {
            lines.append("# \(condition.article) GDPR, for special categories.")
            lines.append("condition: " + condition.rawValue)
        }
        if let law { lines.append("law: " + Self.scalar(law)) }
        lines.append("recipient: " + Self.scalar(recipient))
        lines.append("until: " + until.iso)
        let plan = Minimization.Plan(self, over: map)
        lines += fieldLines(plan)
        lines += categoryLines(plan)
        lines.append("")
        lines.append("defaults:")
        lines.append("  # For findings of every other category, and for findings of doubt.")
        lines.append("  findings: \(defaults.findings)")
        lines.append("  doubts: \(defaults.doubts)")
        return lines.joined(separator: "\n") + "\n"
    }

    private func fieldLines(_ plan: Minimization.Plan) -> [String] {
        var lines = [
            "", "# Fields that are needed by name; findings inside are still treated below.",
        ]
        lines.append(fields.isEmpty ? "fields: {}" : "fields:")
        lines += fields.map { "  \(Self.scalar($0.name)): \($0.rule)" }
        for line in plan.lines {
            guard case .field(let field) = line.subject, need(for: field) == nil else { continue }
            lines += comment("\(Self.scalar(field)): \(line.rule) (\(line.reason))", indent: "  ")
        }
        return lines
    }

    private func categoryLines(_ plan: Minimization.Plan) -> [String] {
        var lines = ["", "# Categories that are needed, as columns and inside text."]
        lines.append(categories.isEmpty ? "categories: {}" : "categories:")
        for label in Label.allCases {
            guard let rule = categories[label] else { continue }
            lines.append("  \(label.rawValue): \(rule)")
        }
        for line in plan.lines {
            guard case .category(let label) = line.subject, categories[label] == nil else {
                continue
            }
            var reason = line.reason
            if Minimization.specialCategories.contains(label) {
                reason += "; keeping it takes a `condition` of Art. 9(2)"
            } else if label == .criminalRecord {
                reason += "; keeping it takes a `law` (Art. 10)"
            }
            lines += comment("\(label.rawValue): \(line.rule) (\(reason))", indent: "  ")
        }
        return lines
    }

    private func others(_ basis: Minimization.LegalBasis) -> String {
        Minimization.LegalBasis.allCases.filter { $0 != basis }.map(\.rawValue)
            .joined(separator: ", ")
    }

    /// A comment that no text inside can end.
    private func comment(_ text: String, indent: String = "") -> [String] {
        let flat = String(text.map { $0.isNewline ? " " : $0 })
        return [indent + "# " + flat]
    }

    /// `text` as one YAML scalar: plain where that is safe, quoted and escaped elsewhere.
    static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            byte &- 0x30 <= 9 || (byte | 0x20) &- 0x61 <= 25 || byte == 0x20 || byte == 0x5F
                || byte == 0x2E || byte == 0x2D
        }
        let first = text.utf8.first ?? 0
        let startsWithLetter = (first | 0x20) &- 0x61 <= 25
        let isTrimmed = text.utf8.last != 0x20
        if isPlain, startsWithLetter, isTrimmed, !reserved.contains(text.lowercased()) {
            return text
        }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Words that YAML 1.1 reads as something other than words.
    private static let reserved: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf",
    ]
}
