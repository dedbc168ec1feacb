import Console
import Provenance

/// A verdict for the person at the terminal: the answer first, then what to do, then what is known.
struct DependenciesScreen {
    /// Findings shown of each level; the files that machines read have all.
    private static let shownMax = 40

    /// Advisories named of one component.
    private static let advisoriesMax = 5

    let terminal: Terminal

    func show(_ verdict: Verdict, index: AdvisoryIndex?) {
        let output = terminal.output
        let failing = verdict.findings.filter { $0.level == .fail }
        terminal.say("", headline(verdict, failing.count))
        let blocks = FindingBlock.all(of: verdict.findings.filter { $0.level != .note })
        for block in blocks.prefix(Self.shownMax) { show(block, index) }
        let hidden = blocks.count - Self.shownMax
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
        let count =
            verdict.counts.components == 1
            ? "1 component" : "\(verdict.counts.components) components"
        let harmful = verdict.findings.filter { $0.rule == "malware" }
        let malware = Set(harmful.compactMap(\.component?.purl?.description)).count
        if malware > 0 {
            return output.mark(passed: false)
                + output.toned("  \(malware) of \(count) is malware. Stop here.", .strong)
        }
        if failing > 0 {
            let words = failing == 1 ? "1 finding is" : "\(failing) findings are"
            return output.mark(passed: false)
                + output.toned("  \(words) not allowed, among \(count)", .strong)
        }
        // What nobody has assessed is not clear, and must not read as if it were.
        let unknown = verdict.counts.notAssessed.values.reduce(0, +)
        let words =
            unknown == 0
            ? "\(count) may be used"
            : "nothing fails among \(count), of which \(unknown) nobody has assessed"
        return output.mark(passed: true) + output.toned("  " + words, .strong)
    }

    /// One finding, or all vulnerabilities of one component with the version that mends them.
    private func show(_ block: FindingBlock, _ index: AdvisoryIndex?) {
        guard block.findings.count > 1, let component = block.findings[0].component else {
            for finding in block.findings { show(finding) }
            return
        }
        let output = terminal.output
        let isFailing = block.findings[0].level == .fail
        terminal.say(
            "",
            "  " + output.toned(isFailing ? "fail" : "warn", isFailing ? .danger : .attention)
                + "  " + TerminalText.harmless(block.title)
        )
        for finding in block.findings.prefix(Self.advisoriesMax) {
            let severity = finding.severity?.word ?? "unscored"
            let words = "\(severity) \(Self.advisory(of: finding)): \(finding.detail)"
            let width = max(20, output.width - 8)
            let lines = TerminalText.wrapped(TerminalText.harmless(words), to: width)
            terminal.say("        " + (lines.first ?? "") + (lines.count > 1 ? " …" : ""))
        }
        let hidden = block.findings.count - Self.advisoriesMax
        if hidden > 0 { terminal.say("        and \(hidden) more; --json or --sarif has all") }
        if let index, let version = component.version {
            let target = index.mended(
                component.package,
                after: version,
                among: block.findings.flatMap(\.fixed)
            )
            terminal.say(
                "        "
                    + (target.map { "Take \($0): no advisory here speaks of it." }
                        ?? "No later version that is named as mended is free of all.")
            )
        }
        tellPlace(of: block.findings[0])
    }

    private func show(_ finding: Verdict.Finding) {
        let output = terminal.output
        let tone: TerminalSurface.Tone = finding.level == .fail ? .danger : .attention
        let word = finding.level == .fail ? "fail" : "warn"
        terminal.say(
            "",
            "  " + output.toned(word, tone) + "  " + TerminalText.harmless(finding.title)
        )
        if !finding.detail.isEmpty {
            terminal.say("        " + TerminalText.harmless(finding.detail))
        }
        tellPlace(of: finding)
    }

    /// The name of the advisory, without the component and the severity that stand beside it.
    private static func advisory(of finding: Verdict.Finding) -> String {
        let words = finding.title.split(separator: " ")
        return words.dropLast().last.map(String.init) ?? finding.title
    }

    private func tellPlace(of finding: Verdict.Finding) {
        let place = finding.file + (finding.line > 0 ? ":\(finding.line)" : "")
        guard !place.isEmpty else { return }
        terminal.say(terminal.output.toned("        " + TerminalText.harmless(place), .muted))
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

/// Findings that a person settles with one act: everything known against one component.
private struct FindingBlock {
    var findings: [Verdict.Finding]

    /// In the order of their first finding, the worst first.
    static func all(of findings: [Verdict.Finding]) -> [FindingBlock] {
        var blocks: [FindingBlock] = []
        var places: [String: Int] = [:]
        for finding in findings {
            guard finding.rule == "vulnerability", let component = finding.component else {
                blocks.append(FindingBlock(findings: [finding]))
                continue
            }
            let key = "\(component.purl?.description ?? component.name) \(finding.file)"
            if let place = places[key] {
                blocks[place].findings.append(finding)
            } else {
                places[key] = blocks.count
                blocks.append(FindingBlock(findings: [finding]))
            }
        }
        return blocks
    }

    /// `django 4.2.0: 13 vulnerabilities, the worst critical`
    var title: String {
        let component = findings[0].component
        let label = (component?.name ?? "") + (component?.version.map { " " + $0 } ?? "")
        let worst = findings[0].severity.map { ", the worst " + $0.word } ?? ""
        return "\(label): \(findings.count) vulnerabilities\(worst)"
    }
}

/// A verdict as one JSON object.
enum DependenciesAnswer {
    static func json(_ verdict: Verdict, index: AdvisoryIndex?) -> Tree {
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
            .init("mended", .map(mended(verdict, index))),
        ])
    }

    /// For each component with vulnerabilities, the nearest version of which no advisory speaks.
    private static func mended(_ verdict: Verdict, _ index: AdvisoryIndex?) -> [Tree.Member] {
        FindingBlock.all(of: verdict.findings.filter { $0.rule == "vulnerability" }).compactMap {
            guard let component = $0.findings[0].component, let version = component.version,
                let target = index?.mended(
                    component.package,
                    after: version,
                    among: $0.findings.flatMap(\.fixed)
                ), let purl = component.purl
            else { return nil }
            return Tree.Member(purl.description, .text(target))
        }
    }
}
