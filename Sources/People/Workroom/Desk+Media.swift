package import Annotation
import Credentials
import Crypto
import Custody
package import Kernel
import Sealing

extension Workroom.Desk {
    /// Pictures and sounds of one import at most.
    package static let mediaMax = 10_000

    /// Why a field that names a picture or a sound cannot be taken.
    package struct MediaFault: Kernel.Failure, Equatable {
        /// How the file named it.
        package let reference: String
        package let fault: MediaFile.Fault

        package var message: String {
            let why =
                switch fault {
                case .kind: "is no PNG, JPEG, WebP, WAV, MP3 or FLAC. Convert it to one of these"
                case .length: "is longer than \(MediaFile.lengthMax >> 20) MiB. Cut it"
                case .broken: "is damaged or breaks off. Write it again"
                }
            return "A picture or sound that the tasks name \(why). No task was taken in."
        }
    }

    /// `items` with each field that names a picture or a sound of `folder` saying where it lies in
    /// the vault, sealed there without what it says of who made it. A field that names none stays
    /// as it is; a file that several name is kept once.
    ///
    /// - Parameter folder: the bytes of a file, by a name that a field may mean; nil for none.
    package func withMedia(
        _ items: [Item],
        for project: ID<Workroom.Project>,
        from folder: (String) throws -> [UInt8]?,
        in home: Home,
        as principal: Principal
    ) async throws -> [Item] {
        _ = try await begun(project)
        // Everything is read once before anything is kept: a fault at the end leaves nothing.
        var found: [String: MediaFile] = [:]
        for case let text? in items.lazy.flatMap(\.fields).map(\.value.text)
        where found[text] == nil {
            var bytes: [UInt8]?
            for name in Medium.names(meant: text) where bytes == nil { bytes = try folder(name) }
            guard let bytes else { continue }
            guard found.count < Self.mediaMax else { throw Workroom.Failure.tooMany }
            do throws(MediaFile.Fault) {
                found[text] = try MediaFile(bytes)
            } catch {
                throw MediaFault(reference: text, fault: error)
            }
        }
        var kept: [String: Medium] = [:]
        for (reference, file) in found.sorted(by: { $0.key < $1.key }) {
            let document = try await shelve(file, named: reference, in: home, as: principal)
            kept[reference] = Medium(
                document.description,
                file.kind,
                reference: reference,
                mark: mark(of: document, file.kind, for: project)
            )
        }
        return items.map { item in
            var item = item
            for place in item.fields.indices {
                if let medium = item.fields[place].value.text.flatMap({ kept[$0] }) {
                    item.fields[place].value = medium.value
                }
            }
            return item
        }
    }

    private func shelve(
        _ file: MediaFile,
        named name: String,
        in home: Home,
        as principal: Principal
    ) async throws -> ID<Vault.Document> {
        guard let card = Vault.Card(name: name, media: file.kind.rawValue) else {
            throw MediaFault(reference: name, fault: .kind)
        }
        var rest = file.bytes[...]
        let room = Strongroom(ledger: ledger, folder: home.path + "/vault")
        let receipt = try await room.seal(card, people: [], as: principal) { buffer in
            let part = rest.prefix(buffer.count)
            buffer.copyBytes(from: part)
            rest = rest.dropFirst(part.count)
            return part.count
        }
        return receipt.event.document
    }

    /// The picture or sound in a field of the task that is held, for whoever holds it.
    ///
    /// The house opens it on their behalf: the vault's record says for which lease.
    package func medium(
        _ field: String,
        of engagement: ID<Workroom.Engagement>,
        from surroundings: Workroom.Surroundings,
        in home: Home,
        as principal: Principal
    ) async throws -> (kind: MediaFile.Kind, bytes: [UInt8]) {
        guard
            let showing = try await current(engagement, from: surroundings, as: principal),
            let value = showing.fields.first(where: { $0.name == field })?.value
        else { throw Workroom.Failure.notLeased }
        let project = try await cache.project(of: engagement, in: ledger)
        return try await open(value, of: project, for: "lease \(showing.lease)", in: home)
    }

    /// The picture or sound in a field of a submission, for whoever judges it.
    package func medium(
        _ field: String,
        in submission: Case,
        in home: Home
    ) async throws -> (kind: MediaFile.Kind, bytes: [UInt8]) {
        guard let value = submission.item[field] else { throw Workroom.Failure.unknown }
        return try await open(
            value,
            of: submission.project,
            for: "submission \(submission.lease)",
            in: home
        )
    }

    /// What only this house can write of a medium, and only for one project: a file of tasks that
    /// names another document of the vault opens nothing.
    private func mark(
        of document: ID<Vault.Document>,
        _ kind: MediaFile.Kind,
        for project: ID<Workroom.Project>
    ) -> String {
        let key = ledger.ring.foundingKey.derived(for: "workroom media")
        let name = "\(document) \(kind.rawValue) \(project)"
        return key.withUnsafeBytes { bytes in
            let code = HMAC<SHA256>.authenticationCode(
                for: Array(name.utf8),
                using: SymmetricKey(data: Array(bytes))
            )
            return code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    private func open(
        _ value: JSONValue,
        of project: ID<Workroom.Project>,
        for purpose: String,
        in home: Home
    ) async throws -> (kind: MediaFile.Kind, bytes: [UInt8]) {
        guard let medium = Medium(value), let document = ID<Vault.Document>(medium.place),
            isSame(
                Array(mark(of: document, medium.kind, for: project).utf8),
                Array(medium.mark.utf8)
            )
        else { throw Workroom.Failure.unknown }
        var bytes: [UInt8] = []
        let room = Strongroom(ledger: ledger, folder: home.path + "/vault")
        _ = try await room.open(document, for: purpose, as: .system) { bytes += $0 }
        return (medium.kind, bytes)
    }
}
