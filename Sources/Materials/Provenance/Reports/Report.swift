/// A verdict in the formats that other tools read.
public enum Report {
    /// SARIF 2.1.0, for code scanning.
    public static func sarif(_ verdict: Verdict, version: String) -> String {
        let rules = Set(verdict.findings.map(\.rule)).sorted()
        let results = verdict.findings.map { finding -> Tree in
            let level =
                switch finding.level {
                case .fail: "error"
                case .warn: "warning"
                case .note, .allow: "note"
                }
            let text =
                finding.detail.isEmpty
                ? finding.title : finding.title + ". " + finding.detail
            let region =
                finding.line > 0
                ? Tree.object(["startLine": .number("\(finding.line)")]) : nil
            let place = Tree.object([
                "physicalLocation": .object([
                    "artifactLocation": .object(["uri": .text(uri(finding.file))]),
                    "region": region,
                ])
            ])
            var suppressions: Tree?
            if let exception = finding.exception {
                suppressions = [
                    .object([
                        "kind": "external",
                        "justification": .text("\(exception.reason) (\(exception.owner))"),
                    ])
                ]
            }
            return .object([
                "ruleId": .text(finding.rule),
                "ruleIndex": rules.firstIndex(of: finding.rule).map { .number("\($0)") },
                "level": .text(level),
                "message": .object(["text": .text(text)]),
                "locations": finding.file.isEmpty ? nil : .list([place]),
                "partialFingerprints": .object([
                    "finding/v1": .text(
                        "\(finding.rule)/\(finding.component?.purl?.description ?? finding.title)/"
                            + finding.names.joined(separator: ",")
                    )
                ]),
                "suppressions": suppressions,
            ])
        }
        let driver = Tree.object([
            "name": "cordon",
            "version": .text(version),
            "rules": .list(
                rules.map { rule in
                    .object([
                        "id": .text(rule),
                        "shortDescription": .object(["text": .text(explanation(of: rule))]),
                    ])
                }
            ),
        ])
        return Tree.object([
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                .object([
                    "tool": .object(["driver": driver]),
                    "invocations": .list([invocation(verdict)]),
                    "results": .list(results),
                ])
            ],
        ]).json(isIndented: true)
    }

    private static func invocation(_ verdict: Verdict) -> Tree {
        .object([
            "executionSuccessful": .flag(true),
            "toolExecutionNotifications": .list([
                .object([
                    "level": "note",
                    "message": .object(["text": .text(summary(verdict))]),
                ])
            ]),
        ])
    }

    /// What was judged, and how much of it nobody knows anything of: that is not clear.
    static func summary(_ verdict: Verdict) -> String {
        let counts = verdict.counts
        let unknown = counts.notAssessed.values.reduce(0, +)
        return "\(counts.components) components: \(counts.clear) clear, "
            + "\(counts.affected) with advisories, \(unknown) not assessed"
    }

    private static func uri(_ path: String) -> String {
        var bytes: [UInt8] = []
        for byte in path.utf8 {
            if byte.isLetter || byte.isDigit || "-._~/".utf8.contains(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes += CollectionOfOne(byte).hex.uppercased().utf8
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What a rule watches, in one line.
    public static func explanation(of rule: String) -> String {
        switch rule {
        case "malware": "A release that was made to do harm"
        case "vulnerability": "A version with a known fault"
        case "informational": "Something to know about a package"
        case "unpinned": "A dependency that is not held to one version or commit"
        case "unhashed": "A dependency whose bytes no digest holds still"
        case "mutable": "An action or image by a name that can be moved"
        case "cooldown": "A release that is younger than the policy allows"
        case "age-unknown": "A release whose age nobody states"
        case "denied": "A package that the policy denies"
        case "confusion": "A name of the house that comes from a public registry"
        case "end-of-life": "A package that is no longer maintained"
        case "licence", "licence-unknown": "A licence that the policy does not allow"
        case "not-assessed": "A package of which no imported source speaks"
        case "unreadable": "A file that could not be read, so that nothing of it is admitted"
        case "nothing-found": "A place where nothing says what it is made of"
        case "stale-advisories": "Advisories that are too old to rely on"
        case "no-advisories": "No advisories, so nothing is assessed"
        case "expired-exception": "An exception that has ended"
        case "install-script": "A package that runs code when it is installed"
        case "remote": "Something fetched from an address during a build"
        default: "A rule of the house"
        }
    }

    /// JUnit's XML, for those who show tests: one case a finding, one more that always is there.
    ///
    /// In the form that both Ant's schema and that of Jenkins take: each asks for members that the
    /// other leaves out, and only a failure may stand in a case. What else is known stands below
    /// all cases.
    public static func junit(_ verdict: Verdict) -> String {
        // The case that always is there fails with the others.
        let failed = verdict.findings.count { $0.level == .fail }
        let failures = failed > 0 ? failed + 1 : 0
        // Ant's schema takes no zone.
        let moment = verdict.moment.description.prefix(19)
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>"
        text += "<testsuite id=\"0\" package=\"cordon\" name=\"dependencies\" "
        text += "timestamp=\"\(moment)\" hostname=\"localhost\" time=\"0\" "
        text += "tests=\"\(verdict.findings.count + 1)\" failures=\"\(failures)\" errors=\"0\">\n"
        text += "  <properties/>\n"
        let sum =
            failures > 0 ? "<failure type=\"check\" message=\"\(failed) findings fail\"/>" : ""
        text += "  <testcase classname=\"dependencies\" name=\"\(summary(verdict))\" time=\"0\">"
        text += "\(sum)</testcase>\n"
        var rest = ""
        for finding in verdict.findings {
            let name = escaped(finding.title)
            let place = escaped(finding.file + (finding.line > 0 ? ":\(finding.line)" : ""))
            let words = "\(place) \(escaped(finding.detail))"
            text += "  <testcase classname=\"dependencies.\(finding.rule)\" name=\"\(name)\" "
            text += "time=\"0\">"
            if finding.level == .fail {
                text += "<failure type=\"\(finding.rule)\" message=\"\(name)\">\(words)</failure>"
            } else {
                rest += "\(finding.level.rawValue): \(name) \(words)\n"
            }
            text += "</testcase>\n"
        }
        return text + "  <system-out>\(rest)</system-out>\n  <system-err/>\n"
            + "</testsuite></testsuites>\n"
    }

    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&apos;".utf8
            case ..<0x20: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Annotations for GitHub's workflows, one line each.
    public static func github(_ verdict: Verdict) -> String {
        // Colons and commas end a field; in the words after it they are shown as they stand.
        func plain(_ text: String, isField: Bool = false) -> String {
            var bytes: [UInt8] = []
            for byte in text.utf8 {
                let isCut = byte == UInt8(ascii: ":") || byte == UInt8(ascii: ",")
                if byte == UInt8(ascii: "%") || byte == 0x0A || byte == 0x0D || isField && isCut {
                    bytes += ("%" + CollectionOfOne(byte).hex.uppercased()).utf8
                } else {
                    bytes.append(byte)
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        let lines = verdict.findings.map { finding in
            let command =
                switch finding.level {
                case .fail: "error"
                case .warn: "warning"
                case .note, .allow: "notice"
                }
            var fields = ["title=" + plain("cordon: " + finding.rule, isField: true)]
            if !finding.file.isEmpty { fields.append("file=" + plain(finding.file, isField: true)) }
            if finding.line > 0 { fields.append("line=\(finding.line)") }
            let words =
                finding.detail.isEmpty ? finding.title : "\(finding.title). \(finding.detail)"
            return "::\(command) \(fields.joined(separator: ","))::\(plain(words))\n"
        }
        return lines.joined() + "::notice title=cordon::\(plain(summary(verdict)))\n"
    }
}
