import Documents
import Kernel
import Sieve

extension Release.Protection {
    /// A detector that knows the people whom the given data lists: in columns of names, among the
    /// users of a chat, in the headers of mail.
    ///
    /// Reads the structured files once more, without searching them; prose is left at its first
    /// record.
    func acquainted(
        with files: [Release.SourceFile],
        _ copies: Release.Copies
    ) async throws -> Detector {
        let work = files.filter { $0.obstacle == nil && copies.original[$0.number] == nil }
        var roster = detector.roster
        try await withThrowingTaskGroup(of: [String].self) { group in
            var rest = work[...]
            func start() {
                guard let file = rest.popFirst() else { return }
                group.addTask { try await names(in: file) }
            }
            for _ in 0..<Self.filesAtOnce { start() }
            while let names = try await group.next() {
                for name in names { roster.insert(name) }
                start()
            }
        }
        return detector.knowing(roster)
    }

    private struct Enough: Error {}

    /// Bytes of a file that is heard out though its first record is prose: to stop early costs the
    /// reader its life, and another takes longer to start than these take to read.
    private static let heardMax = 1 << 20

    /// Names that one file lists as names, each once.
    private func names(in file: Release.SourceFile) async throws -> [String] {
        // Formats of prose alone list nobody: they are not even opened.
        guard !Self.isProse(file) else { return [] }
        var listing = Release.NameListing(classifier: ColumnClassifier(detector: detector))
        var isProse = false
        do {
            _ = try await reader.read(file.path, wantsProse: false) { record in
                if record.kind == .text, record.index == 0 {
                    guard file.bytes <= Self.heardMax else { throw Enough() }
                    isProse = true
                }
                if !isProse { listing.take(record) }
            }
        } catch is Enough {
            return []
        }
        return isProse ? [] : listing.finish()
    }

    /// Whether a file's first bytes are those of a format whose first record is always prose.
    private static func isProse(_ file: Release.SourceFile) -> Bool {
        guard var opened = try? ReadingFile(path: file.path),
            let prefix = try? opened.next(Format.prefixSize)
        else { return false }
        let name = String(file.path.split(separator: "/").last ?? "")
        return Format.recognised(prefix: prefix.span, name: name).isProse
    }
}

extension Release {
    /// Collects what stands in the columns of names of one file.
    struct NameListing {
        /// Headers of mail that hold names beside addresses.
        private static let headers: Set<String> = ["from", "to", "cc", "reply-to", "sender"]

        private let classifier: ColumnClassifier
        private var map = DocumentMap()
        private var waiting: [Record] = []
        private var columns: Set<String> = []
        private var names: Set<String> = []

        init(classifier: ColumnClassifier) { self.classifier = classifier }

        mutating func take(_ record: Record) {
            switch record.kind {
            case .text: return
            case .mail:
                for field in record.fields where Self.headers.contains(field.name.lowercased()) {
                    for name in Self.displayNames(in: field.text) { names.insert(name) }
                }
            case .message, .row, .object:
                if map.isNew(DocumentMap.table(of: record)) || !waiting.isEmpty {
                    waiting.append(record)
                    if waiting.count >= Batch.recordsMax { judge() }
                } else {
                    collect(record)
                }
            }
        }

        mutating func finish() -> [String] {
            judge()
            return Array(names)
        }

        private mutating func judge() {
            guard !waiting.isEmpty else { return }
            _ = map.learn(from: waiting, with: classifier)
            columns = Set(map.fields.filter { $0.label == .person }.map(\.name))
            for record in waiting { collect(record) }
            waiting = []
        }

        private mutating func collect(_ record: Record) {
            guard names.count < Roster.namesMax else { return }
            for field in record.fields where columns.contains(field.name) {
                names.insert(field.text)
            }
        }

        /// `Anna Schmidt <a.s@x.example>, "Doe, Jane" <…>`: the parts before the addresses.
        private static func displayNames(in header: String) -> [String] {
            header.split(separator: "<").compactMap { part in
                let tail = part.split(separator: ">").last ?? part
                let name = tail.split(separator: ",").joined(separator: " ")
                    .filter { $0 != "\"" }
                return name.contains("@") || name.isEmpty ? nil : name
            }
        }
    }
}
