import Documents
import Kernel
import Privacy
import Sieve

extension Release {
    /// Fills the report from what the documents told.
    struct Filling {
        let request: Protection.Request
        let purpose: Minimization.Purpose
        let results: [DocumentResult]
        let copies: Copies
        let bench: Workbench
        let risks: (before: ClassSizes, after: ClassSizes)
        /// Invented names that are somebody's in the data.
        let clashes: Int
        let proof: ReleaseReport.Proof

        private var total: Tally {
            results.reduce(into: Tally()) { $0.add($1.tally) }
        }

        var report: ReleaseReport {
            let total = total
            return ReleaseReport(
                tool: request.tool,
                origin: proof.verifierKey.split(separator: "+").first.map(String.init) ?? "",
                release: bench.edition.description,
                madeAt: Int(bench.began / 1000),
                purpose: statement,
                sources: sources,
                findings: findings,
                map: map,
                plan: plan,
                outcome: outcome(total),
                cuts: cuts(total),
                secrets: secrets,
                special: special(total),
                review: review(total),
                duplicates: duplicates,
                remaining: remaining(total),
                samples: samples,
                proof: proof,
                operations: total.operations
            )
        }

        func manifest(of files: [Manifest.File]) -> Manifest {
            let total = total
            return Manifest(
                version: Manifest.version,
                tool: "cordon " + request.tool,
                release: bench.edition,
                madeAt: Int(bench.began / 1000),
                purpose: Manifest.Statement(
                    text: purpose.name,
                    legalBasis: statement.legalBasis,
                    recipient: purpose.recipient,
                    until: purpose.until.iso
                ),
                policy: "the-owner-may",
                counts: Manifest.Counts(
                    documents: results.count { $0.reason == nil },
                    notAssessed: results.count { $0.reason != nil },
                    recordsBefore: total.records.before,
                    recordsAfter: total.records.after,
                    identifiersBefore: total.identifiers.before,
                    identifiersAfter: total.identifiers.after,
                    doubts: total.doubtCount
                ),
                files: files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
            )
        }

        private var statement: ReleaseReport.Statement {
            var basis = "\(purpose.basis.rawValue.capitalizedFirst), GDPR \(purpose.basis.article)"
            if let condition = purpose.condition {
                basis += "; \(condition.rawValue), \(condition.article)"
            }
            return ReleaseReport.Statement(
                purpose.name,
                legalBasis: basis,
                recipient: purpose.recipient.isEmpty ? nil : purpose.recipient,
                until: purpose.until.dayNumber * 86_400
            )
        }

        private func source(_ result: DocumentResult) -> String { "Source \(result.source)" }

        private var sources: ReleaseReport.Sources {
            var formats: [String: ReleaseReport.Sources.Format] = [:]
            for result in results where result.reason == nil {
                let name = formatName(result.format)
                var format =
                    formats[name]
                    ?? ReleaseReport.Sources.Format(name, files: 0, bytes: 0, records: 0)
                format.files += 1
                format.bytes += result.bytes
                format.records += result.records
                formats[name] = format
            }
            let unread = results.flatMap { result -> [ReleaseReport.Sources.NotAssessed] in
                let file = ReleaseReport.FileName(result.number)
                if let reason = result.reason {
                    return [.init(file, bytes: result.bytes, reason: reason)]
                }
                return Set(result.parts).sorted().map {
                    .init(file, bytes: 0, reason: "a part of it: " + $0)
                }
            }
            return ReleaseReport.Sources(
                formats: formats.values.sorted { ($1.files, $0.name) < ($0.files, $1.name) },
                notAssessed: unread
            )
        }

        private var findings: [ReleaseReport.FindingCount] {
            struct Cell: Hashable {
                let label: Label
                let source: String
                let format: String
            }
            var cells: [Cell: [Int]] = [:]
            for result in results {
                for (name, bands) in result.tally.findings {
                    guard let label = Label(rawValue: name) else { continue }
                    let cell = Cell(
                        label: label,
                        source: source(result),
                        format: formatName(result.format)
                    )
                    cells[cell] = zip(cells[cell] ?? [0, 0, 0], bands).map(+)
                }
            }
            return cells.map { cell, bands in
                ReleaseReport.FindingCount(
                    cell.label,
                    source: cell.source,
                    format: cell.format,
                    sure: bands[0],
                    likely: bands[1],
                    doubtful: bands[2]
                )
            }.sorted {
                ($1.count, $0.label.rawValue, $0.format) < ($0.count, $1.label.rawValue, $1.format)
            }
        }

        private var map: [ReleaseReport.MapEntry] {
            var counts: [String: [String: Int]] = [:]
            for result in results {
                for (name, count) in result.tally.holding {
                    guard let label = Label(rawValue: name) else { continue }
                    counts[label.category, default: [:]][source(result), default: 0] += count
                }
            }
            return counts.flatMap { category, sources in
                sources.map { ReleaseReport.MapEntry(category, source: $0.key, records: $0.value) }
            }.sorted { ($0.category, $0.source) < ($1.category, $1.source) }
        }

        /// One line for each field and label; where documents differ, the strictest reading last.
        private var plan: [ReleaseReport.PlanLine] {
            var lines: [DocumentResult.PlanEntry] = []
            var seen: Set<DocumentResult.PlanEntry> = []
            for entry in results.flatMap(\.plan) where seen.insert(entry).inserted {
                lines.append(entry)
            }
            let found = Set(total.findings.keys)
            for label in Label.allCases where found.contains(label.rawValue) {
                let rule = purpose.rule(for: label)
                let entry = DocumentResult.PlanEntry(
                    subject: label.rawValue,
                    isField: false,
                    treatment: rule.description,
                    reason: purpose.categories[label] != nil
                        ? "named by the purpose" : "not needed: the purpose's default for findings"
                )
                if seen.insert(entry).inserted { lines.append(entry) }
            }
            return lines.map {
                ReleaseReport.PlanLine(
                    $0.subject,
                    isField: $0.isField,
                    treatment: $0.treatment,
                    reason: $0.reason
                )
            }
        }

        private var samples: [ReleaseReport.Sample]? {
            guard request.samples > 0 else { return nil }
            return results.flatMap { result in
                result.tally.samples.map {
                    ReleaseReport.Sample(
                        file: ReleaseReport.FileName(result.number),
                        field: $0.field,
                        before: $0.before,
                        after: $0.after
                    )
                }
            }
        }
    }
}

extension String {
    /// The text with its first letter made a capital.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
