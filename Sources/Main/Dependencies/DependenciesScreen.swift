import Console
import Provenance

/// A verdict for the person at the terminal: the answer first, then what to do, then what is known.
struct DependenciesScreen {
    /// Findings shown of each level; the files that machines read have all.
    private static let shownMax = 40

    let terminal: Terminal

    func show(_ verdict: Verdict, index: AdvisoryIndex?) {
        let output = terminal.output
        let failing = verdict.findings.filter { $0.level == .fail }
        terminal.say("", headline(verdict, failing.count))
        for finding in verdict.findings.filter({ $0.level != .note }).prefix(Self.shownMax) {
            show(finding)
        }
        let hidden = verdict.findings.count { $0.level != .note } - Self.shownMax
        if hidden > 0 { terminal.say("", "  and \(hidden) more; --json or --sarif has all") }
        let excused = verdict.findings.filter { $0.exception != nil }
        if !excused.isEmpty {
            terminal.say("", output.toned("Excepted", .strong))
            for finding in excused.prefix(Self.shownMax) {
                guard let leave = finding.exception else { continue }
                terminal.say(
                    "  " + TerminalText.harmless(finding.title),
                    output.toned(
                        "    \(TerminalText.harmless(leave.reason)); "
                            + "\(TerminalText.harmless(leave.owner)), until "
                            + leave.until.day,
                        .muted
                    )
                )
            }
        }
        terminal.show("Known", TerminalTable(block: known(verdict, index)))
    }

    private func headline(_ verdict: Verdict, _ failing: Int) -> String {
        let output = terminal.output
        let count = "\(verdict.counts.components) components"
        let malware = verdict.findings.count { $0.rule == "malware" }
        if malware > 0 {
            return output.mark(passed: false)
                + output.toned("  \(malware) malware among \(count). Stop here.", .strong)
        }
        return failing > 0
            ? output.mark(passed: false)
                + output.toned("  \(failing) findings among \(count) are not allowed", .strong)
            : output.mark(passed: true) + output.toned("  \(count) may be used", .strong)
    }

    private func show(_ finding: Verdict.Finding) {
        let output = terminal.output
        let tone: TerminalSurface.Tone = finding.level == .fail ? .danger : .attention
        let word = finding.level == .fail ? "fail" : "warn"
        let place = finding.file + (finding.line > 0 ? ":\(finding.line)" : "")
        terminal.say(
            "",
            "  " + output.toned(word, tone) + "  " + TerminalText.harmless(finding.title)
        )
        if !finding.detail.isEmpty {
            terminal.say("        " + TerminalText.harmless(finding.detail))
        }
        if !place.isEmpty {
            terminal.say(output.toned("        " + TerminalText.harmless(place), .muted))
        }
    }

    private func known(_ verdict: Verdict, _ index: AdvisoryIndex?) -> [(String, String)] {
        let counts = verdict.counts
        var rows = [
            ("components", "\(counts.components)"),
            ("with advisories", "\(counts.affected)"),
            ("none applies", "\(counts.clear)"),
        ]
        for (reason, count) in counts.notAssessed.sorted(by: { $0.key.rawValue < $1.key.rawValue })
        {
            rows.append(("not assessed", "\(count): \(reason.words)"))
        }
        if let index {
            rows.append(
                ("advisories", "\(index.advisoryCount), compiled \(index.compiled.description)")
            )
        }
        return rows
    }
}

/// A verdict as one JSON object.
enum DependenciesAnswer {
    static func json(_ verdict: Verdict) -> Tree {
        func number(_ value: Int) -> Tree { .number("\(value)") }
        let findings = verdict.findings.map { finding -> Tree in
            var members: [Tree.Member] = [
                .init("rule", .text(finding.rule)), .init("level", .text(finding.level.rawValue)),
                .init("title", .text(finding.title)), .init("file", .text(finding.file)),
                .init("line", number(finding.line)),
            ]
            if !finding.detail.isEmpty { members.append(.init("detail", .text(finding.detail))) }
            if let purl = finding.component?.purl {
                members.append(.init("purl", .text(purl.description)))
            }
            if let severity = finding.severity {
                members.append(.init("severity", .text(severity.word)))
            }
            if !finding.names.isEmpty {
                members.append(.init("advisories", .list(finding.names.map { .text($0) })))
            }
            if !finding.fixed.isEmpty {
                members.append(.init("fixed", .list(finding.fixed.map { .text($0) })))
            }
            if let leave = finding.exception {
                members.append(.init("exception", .text("\(leave.reason) (\(leave.owner))")))
            }
            return .map(members)
        }
        let reasons = verdict.counts.notAssessed.sorted { $0.key.rawValue < $1.key.rawValue }
        return .map([
            .init("admitted", .flag(verdict.isAdmitted)),
            .init("components", number(verdict.counts.components)),
            .init("affected", number(verdict.counts.affected)),
            .init("clear", number(verdict.counts.clear)),
            .init("notAssessed", .map(reasons.map { .init($0.key.rawValue, number($0.value)) })),
            .init("findings", .list(findings)),
        ])
    }
}
