import Documents
import Foundation
package import Kernel

extension Release {
    /// The texts around doubts, read again from the sealed original for somebody to look at.
    ///
    /// The opening is recorded. What lies on disk for it meanwhile, under the home, is taken away
    /// before this returns; a crash leaves it to the owner's `work` folder, which `protect` clears.
    package struct Excerpts: Sendable {
        private struct Spot: Hashable {
            let record: Int
            let field: String
        }

        private var texts: [Spot: String] = [:]

        /// Reads the fields that `entries` speak of.
        package init(
            of document: ID<Vault.Document>,
            for entries: [Entry],
            in home: Home,
            as principal: Principal,
            reader: DocumentReader
        ) async throws {
            let wanted = Set(entries.map { Spot(record: $0.record, field: $0.field) })
            let folder = "\(home.path)/work/review-\(UUID().uuidString)"
            try Disk.makeFolder(folder)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let path = folder + "/original"
            try Disk.create([], at: path)
            guard let file = FileHandle(forWritingAtPath: path) else {
                throw Disk.failed("write", path)
            }
            defer { try? file.close() }
            let room = Strongroom(ledger: home.ledger, folder: home.path + "/vault")
            let card = try await room.open(document, for: "to settle doubts", as: principal) {
                try file.write(contentsOf: Data($0))
            }
            // The format is recognised by content first; some text formats by their ending.
            let ending = card.name.reveal(for: Occasion("recognising a format")) { name in
                name.split(separator: ".").last.map { $0.filter { $0.isLetter || $0.isNumber } }
            }
            let named = "\(folder)/original.\((ending ?? "").prefix(8))"
            try Disk.rename(path, to: named)
            var found: [Spot: String] = [:]
            _ = try await reader.read(named) { record in
                for field in record.fields {
                    let spot = Spot(record: record.index, field: field.name)
                    if wanted.contains(spot), found[spot] == nil { found[spot] = field.text }
                }
            }
            texts = found
        }

        /// The whole text that a doubt stands in; nil when its place was not found again.
        package func text(of entry: Entry) -> String? {
            texts[Spot(record: entry.record, field: entry.field)]
        }
    }
}
