import Documents
import Kernel
import Likeness
import Privacy
import Sealing
import Sieve

extension DataMap {
    /// What inspections share: the detector, the lists of names, and the keys.
    struct Lens: Sendable {
        let detector: Detector
        let classifier: ColumnClassifier
        let lists: Minimization.SurrogateLists
        let marker: Rights.Marker
        let memory: Minimization.NameMemory
        /// Marks of names that were met before: a digest costs ten times what looking it up does.
        private let marks = Remembered<String, Vault.Mark>()
        /// The key of sketches.
        let key: UInt64

        init(detector: Detector, lists: Minimization.SurrogateLists, ring: KeyRing) {
            self.detector = detector
            classifier = ColumnClassifier(detector: detector)
            self.lists = lists
            marker = Rights.Marker(ring: ring, lists: lists)
            memory = Minimization.NameMemory()
            key = ring.foundingKey.derived(for: "sketches").withUnsafeBytes { bytes in
                bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            }
        }

        /// The mark of a name that was taken apart already.
        func mark(canonical: String) -> Vault.Mark {
            marks.answer(to: canonical) { marker.mark(canonical: canonical) }
        }
    }

    /// Gathers what one item holds, record by record, in bounded memory.
    ///
    /// Records are searched some at a time, because people are linked across the records that
    /// stand together: `Linda` three messages on is the `Linda Nelson` above.
    struct Inspection {
        private let lens: Lens
        private var map = Release.DocumentMap()
        private var waiting: [Record] = []
        private var bytes = 0
        private var attendance = Attendance()
        private var likeness: LikenessReader
        private var counts = [Int](repeating: 0, count: Label.allCases.count)
        private(set) var countries: [String: Int] = [:]
        private(set) var decades: [String: Int] = [:]

        init(_ lens: Lens) {
            self.lens = lens
            likeness = LikenessReader(key: lens.key)
        }

        /// Findings by label.
        var findings: [String: Int] {
            let found = Label.allCases.filter { counts[$0.place] > 0 }
            return Dictionary(
                uniqueKeysWithValues: found.map { ($0.rawValue, counts[$0.place]) }
            )
        }

        /// Takes in the next record.
        mutating func take(_ record: Record) {
            if let last = waiting.last, !Release.DocumentMap.isSameTable(last, record),
                map.isNew(Release.DocumentMap.table(of: record))
            {
                search()
            }
            likeness.take(record)
            waiting.append(record)
            for field in record.fields { bytes += field.text.utf8.count }
            if waiting.count >= Release.Batch.recordsMax || bytes >= Release.Batch.bytesMax {
                search()
            }
        }

        /// Ends the inspection.
        mutating func finish() -> (people: [Named], isCrowd: Bool, sketches: [Sketched]) {
            search()
            let people = attendance.people(in: findings.keys.sorted())
            return (people, attendance.isCrowd, likeness.finish())
        }

        /// Searches what waits, and takes in what is found.
        private mutating func search() {
            guard !waiting.isEmpty else { return }
            _ = map.learn(from: waiting, with: lens.classifier)
            let plan = Minimization.Plan(Self.purpose, over: map.fields)
            var linker = linker(plan)
            var prose: [(record: Record, found: [[Finding]])] = []
            for record in waiting {
                var found = lens.detector.findings(in: record)
                if record.kind == .row { Self.addColumns(plan, record, to: &found) }
                count(found, in: record)
                if record.kind == .row || record.kind == .object {
                    var own = self.linker(plan)
                    own.read(record, findings: found)
                    attendance.note([(record, found)], own.linked, lens, isAlone: true)
                } else {
                    linker.read(record, findings: found)
                    prose.append((record, found))
                }
            }
            attendance.note(prose, linker.linked, lens, isAlone: false)
            waiting.removeAll(keepingCapacity: true)
            bytes = 0
        }

        private func linker(_ plan: Minimization.Plan) -> Minimization.Linker {
            Minimization.Linker(
                lists: lens.lists,
                plan: plan,
                memory: lens.memory,
                remembersWords: false
            )
        }

        /// Nothing is released here: the plan only tells which columns hold what.
        private static let purpose = Minimization.Purpose(
            name: "map what is held",
            basis: .legalObligation,
            recipient: "",
            until: CivilDate.latest
        )

        /// The rule of what a column says of its values, where a value alone says nothing: 52000 is
        /// pay under `salary`.
        private static let columnRule = "column"

        /// Adds what the columns of a table say of the values of one row.
        private static func addColumns(
            _ plan: Minimization.Plan,
            _ row: Record,
            to found: inout [[Finding]]
        ) {
            for (index, field) in row.fields.enumerated() where index < found.count {
                guard let label = plan.line(for: field.name).label, !field.text.isEmpty,
                    !found[index].contains(where: {
                        $0.label == label && $0.score >= Finding.certain
                    })
                else { continue }
                let whole = 0..<field.text.utf8.count
                found[index].append(Finding(whole, label, score: 0.8, rule: columnRule))
            }
        }

        private mutating func count(_ found: [[Finding]], in record: Record) {
            for (index, spans) in found.enumerated() where index < record.fields.count {
                for span in spans where span.score >= Finding.certain {
                    counts[span.label.place] += 1
                    guard Origin.isTold(by: span.label),
                        let text = record.fields[index].text.bytes(span.range)
                    else { continue }
                    if let country = Origin.country(of: span, text) {
                        countries[country, default: 0] += 1
                    }
                    if span.label == .dateOfBirth, let decade = Origin.decade(of: text) {
                        decades[decade, default: 0] += 1
                    }
                }
            }
        }
    }
}

extension CivilDate {
    /// The last day that there is.
    fileprivate static var latest: CivilDate {
        guard let day = CivilDate(year: years.upperBound, month: 12, day: 31) else {
            preconditionFailure("every year ends on 31 December")
        }
        return day
    }
}
