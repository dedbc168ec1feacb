package import Crypto
package import Documents
package import Privacy
package import Sieve

extension Minimization {
    /// Carries out a plan on records, one at a time, without memory between them.
    ///
    /// Everything that must agree across records is derived from the release's key, so records can
    /// be minimised in any order, on any number of machines.
    ///
    /// A class, since what it is made of is much to copy and never changes.
    package final class Minimizer: Sendable {
        package let plan: Plan
        let replacements: Replacements
        let today: CivilDate
        let acceptsDoubts: Bool

        /// - Parameters:
        ///   - key: secret of the home; the release's own key is derived from it and `scope`.
        ///   - scope: the release. Another scope gives unrelated surrogates and shifts.
        ///   - forbidden: full names that occur anywhere in the data.
        ///   - today: the day ages are counted to.
        ///   - acceptsDoubts: leaves findings of doubt standing; the caller records who accepted.
        ///   - memory: names met so far under the same key, scope and lists.
        package init(
            plan: Plan,
            key: SymmetricKey,
            scope: String,
            lists: SurrogateLists,
            forbidden: ForbiddenNames,
            today: CivilDate,
            acceptsDoubts: Bool = false,
            memory: NameMemory = NameMemory()
        ) {
            let master = SurrogateKey(key, scope: scope)
            self.plan = plan
            self.today = today
            self.acceptsDoubts = acceptsDoubts
            replacements = Replacements(
                key: SurrogateKey(master.derived(for: "release"), scope: scope),
                lists: lists,
                forbidden: forbidden,
                today: today,
                memory: memory
            )
        }

        /// A linker that reads names as this minimiser does.
        package var linker: Linker {
            Linker(lists: replacements.lists, plan: plan, memory: replacements.memory)
        }

        /// What of `record` may be released.
        ///
        /// - Parameters:
        ///   - findings: for each field in order, what was found in its text.
        ///   - entities: the people of the whole document; without them, those of this record.
        package func minimize(
            _ record: Record,
            findings: [[Finding]],
            entities: Entities? = nil
        ) throws(Misfit) -> MinimizedRecord {
            guard findings.count == record.fields.count else { throw .count }
            var aligned: [[Finding]] = []
            for (field, found) in zip(record.fields, findings) {
                aligned.append(try Self.aligned(found, in: field))
            }
            let people = entities ?? people(in: record, aligned)
            var work = Work(record: record, scene: replacements.scene(people, record: record))
            for (field, found) in zip(record.fields, aligned) {
                treat(field, found, people, in: &work)
            }
            work.result.combination.before.sort()
            work.result.combination.after.sort()
            work.result.invented = work.scene.invented.sorted()
            return work.result
        }

        /// The people of one record alone.
        package func people(in record: Record, _ findings: [[Finding]]) -> Entities {
            var linker = linker
            linker.read(record, findings: findings)
            return linker.linked
        }

        /// Findings with their ranges widened to whole characters, so that no half of one stays.
        private static func aligned(
            _ findings: [Finding],
            in field: Field
        ) throws(Misfit) -> [Finding] {
            let bytes = field.text.utf8Span.span
            // Detectors point at whole characters: mending their findings is the exception.
            var isWhole = true
            for finding in findings {
                let (start, end) = (finding.range.lowerBound, finding.range.upperBound)
                guard start >= 0, end <= bytes.count else { throw .range(field: field.name) }
                if start == end || isCut(bytes, start) || isCut(bytes, end) { isWhole = false }
            }
            if isWhole { return findings }
            var aligned: [Finding] = []
            for finding in findings where !finding.range.isEmpty {
                var (start, end) = (finding.range.lowerBound, finding.range.upperBound)
                while start > 0, isCut(bytes, start) { start -= 1 }
                while isCut(bytes, end) { end += 1 }
                var finding = finding
                finding.range = start..<end
                aligned.append(finding)
            }
            return aligned
        }

        /// Whether a character begins before `place` and ends after it.
        private static func isCut(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
            place < bytes.count && bytes[place] & 0xC0 == 0x80
        }
    }

    /// One record while it is worked on.
    struct Work {
        var result: MinimizedRecord
        var scene: Replacements.Scene

        init(record: Record, scene: Replacements.Scene) {
            self.scene = scene
            result = MinimizedRecord(
                record: Record(index: record.index, kind: record.kind, fields: []),
                dropped: [],
                cuts: [:],
                kept: [:],
                doubts: [],
                combination: Combination()
            )
        }

        mutating func count(_ label: Label, _ verb: String) {
            result.cuts[Cut(label: label, verb: verb), default: 0] += 1
        }

        mutating func leave(_ label: Label) { result.kept[label, default: 0] += 1 }

        /// Notes a quasi-identifier as it was and as it is; nil for one that is gone.
        mutating func note(_ label: Label, _ before: String, _ after: String?) {
            guard label.identification == .quasi else { return }
            result.combination.before.append(
                label.rawValue + "=" + Normalization.normalized(before)
            )
            guard let after else { return }
            result.combination.after.append(label.rawValue + "=" + Normalization.normalized(after))
        }
    }
}

extension Minimization.Minimizer {
    private typealias Work = Minimization.Work
    private typealias Stretch = Minimization.Stretch

    private func treat(
        _ field: Field,
        _ found: [Finding],
        _ people: Minimization.Entities,
        in work: inout Work
    ) {
        let line = plan.line(for: field.name)
        work.scene.hint = line.part
        switch line.rule {
        case .drop:
            work.result.dropped.append(field.name)
            if let label = line.label, !field.text.isEmpty {
                work.count(label, "drop")
                work.note(label, field.text, nil)
            } else {
                for finding in found where finding.score >= Finding.certain {
                    work.count(finding.label, "drop")
                    work.note(finding.label, field.text.bytes(finding.range) ?? "", nil)
                }
            }
        case .verbatim:
            leave(field, labelled: line.label, in: &work)
            let secrets = found.filter { $0.label == .secret }
            for finding in found where finding.label != line.label && finding.label != .secret {
                work.leave(finding.label)
            }
            release(scrubbed(field, secrets, column: nil, in: &work), of: field, in: &work)
        case .keep:
            leave(field, labelled: line.label, in: &work)
            let inferred = people.repetitions(in: field.text) + people.handles(in: field.text)
            let all = Minimization.Stretches.joined(found, inferred) {
                rule(for: $0, column: line.label) != .keep
            }
            release(scrubbed(field, all, column: line.label, in: &work), of: field, in: &work)
        default:
            let inferred = people.repetitions(in: field.text) + people.handles(in: field.text)
            let text = rewritten(field, found + inferred, line, in: &work)
            release(text, of: field, in: &work)
        }
    }

    /// Accounts for a value of a labelled column that stays as it is.
    private func leave(_ field: Field, labelled label: Label?, in work: inout Work) {
        guard let label, !field.text.isEmpty else { return }
        work.leave(label)
        work.note(label, field.text, field.text)
    }

    /// A whole value under one operator.
    private func rewritten(
        _ field: Field,
        _ found: [Finding],
        _ line: Minimization.Plan.Line,
        in work: inout Work
    ) -> String {
        guard !field.text.isEmpty else { return "" }
        let label = line.label ?? found.max { $0.range.count < $1.range.count }?.label ?? .code
        // An operator that leaves part of the text in place must not leave a finding there.
        let isMixed = found.contains { $0.label != label && plan.rule(for: $0.label) != .keep }
        var rule = line.rule
        if isMixed, rule.leavesRest { rule = .redact }
        let written = replacements.replace(field.text, label, by: rule, in: &work.scene)
        work.count(label, written.verb)
        work.note(label, field.text, written.text)
        return written.text
    }

    /// Text with each finding treated by the rule of its label.
    private func scrubbed(
        _ field: Field,
        _ found: [Finding],
        column: Label?,
        in work: inout Work
    ) -> String {
        let stretches = Minimization.Stretches.resolved(found) { finding in
            rule(for: finding, column: column) != .keep
        }
        for stretch in stretches where isDoubt(stretch.finding, column: column) {
            let verb = acceptsDoubts ? "keep" : plan.purpose.defaults.doubts.verb
            let doubt = Minimization.Doubt(
                record: work.result.record.index,
                field: field.name,
                place: field.place(at: stretch.finding.range.lowerBound),
                finding: stretch.finding,
                verb: verb
            )
            if work.result.doubts.last != doubt { work.result.doubts.append(doubt) }
        }
        return written(field.text, stretches, column: column, in: &work)
    }

    private func written(
        _ text: String,
        _ stretches: [Stretch],
        column: Label?,
        in work: inout Work
    ) -> String {
        var output = ""
        let utf8 = text.utf8
        var cursor = utf8.startIndex
        var offset = 0
        for stretch in stretches {
            let start = utf8.index(cursor, offsetBy: stretch.range.lowerBound - offset)
            let end = utf8.index(start, offsetBy: stretch.range.count)
            output += text[cursor..<start]
            append(String(text[start..<end]), stretch, column: column, to: &output, in: &work)
            (cursor, offset) = (end, stretch.range.upperBound)
            // A word dropped from between two spaces takes one of them along.
            if rule(for: stretch.finding, column: column) == .drop, output.last == " ",
                cursor < text.endIndex, text[cursor] == " "
            {
                cursor = utf8.index(after: cursor)
                offset += 1
            }
        }
        return output + text[cursor...]
    }

    private func append(
        _ value: String,
        _ stretch: Stretch,
        column: Label?,
        to output: inout String,
        in work: inout Work
    ) {
        let label = stretch.finding.label
        let rule = rule(for: stretch.finding, column: column)
        guard rule != .keep else {
            if label != column {
                work.leave(label)
                work.note(label, value, value)
            }
            output += value
            return
        }
        guard stretch.isWhole else {
            output += rest(value, of: label, rule: rule, in: &work)
            return
        }
        let written = replacements.replace(value, label, by: rule, in: &work.scene)
        work.count(label, written.verb)
        work.note(label, value, rule.reveals ? written.text : nil)
        output += written.text
    }

    /// What stands of a finding that another one covers in part: cut, but for blanks at its ends.
    private func rest(
        _ value: String,
        of label: Label,
        rule: Minimization.Operator,
        in work: inout Work
    ) -> String {
        let isBlank: (Character) -> Bool = { $0.isWhitespace || $0.isPunctuation }
        guard let first = value.firstIndex(where: { !isBlank($0) }),
            let last = value.lastIndex(where: { !isBlank($0) })
        else { return value }
        let cut: Minimization.Operator = rule == .drop ? .drop : .redact
        let written = replacements.replace(
            String(value[first...last]),
            label,
            by: cut,
            in: &work.scene
        )
        work.count(label, written.verb)
        return value[..<first] + written.text + value[value.index(after: last)...]
    }

    /// What is done with a finding: a column's own label is judged by the column's rule, `keep`.
    private func rule(for finding: Finding, column: Label?) -> Minimization.Operator {
        if finding.label == column { return .keep }
        let rule = plan.rule(for: finding.label)
        guard rule != .keep, !(finding.score >= Finding.certain) else { return rule }
        return acceptsDoubts ? .keep : plan.purpose.defaults.doubts
    }

    private func isDoubt(_ finding: Finding, column: Label?) -> Bool {
        finding.label != column && !(finding.score >= Finding.certain)
            && plan.rule(for: finding.label) != .keep
    }

    private func release(_ text: String, of field: Field, in work: inout Work) {
        var place = Place()
        (place.page, place.row, place.column) = (
            field.place.page, field.place.row, field.place.column
        )
        let form = text == field.text ? field.form : Self.form(of: text, was: field.form)
        work.result.record.fields.append(
            Field(name: field.name, text: text, place: place, form: form)
        )
    }

    /// A number that was rounded is a number still; a band or a token is a string.
    private static func form(of text: String, was form: Field.Form) -> Field.Form {
        guard form == .number else { return .string }
        return Double(text) == nil ? .string : .number
    }
}

extension Minimization.Operator {
    /// Whether it rewrites a part of a value and leaves what stands around it.
    fileprivate var leavesRest: Bool {
        switch self {
        case .round, .band: true
        default: false
        }
    }
}
