import Foundation
package import Kernel

extension DataMap {
    /// Where a source lies, as it was given, and how it is to be visited.
    package struct Address: Sendable, Codable, Hashable {
        package var kind: Kind
        /// An absolute path, an address without a password, or the name of a bucket.
        package var text: String
        /// For a bucket: its server.
        package var endpoint: String?
        /// For a bucket: its region.
        package var region: String?
        /// For a database: rows of each table that are looked into; nil for all.
        package var sample: Int?
        /// For a mail server: a file of the authorities that vouch for it; nil for the system's.
        package var authority: String?

        /// What `text` means, seen from `folder`; nil where it means no place that is scanned.
        package init?(
            _ text: String,
            from folder: String,
            endpoint: String? = nil,
            region: String? = nil,
            sample: Int? = nil,
            authority: String? = nil
        ) {
            self.sample = sample
            if text.hasPrefix("imaps://") || text.hasPrefix("imap://") {
                (kind, self.text, self.authority) = (.imap, text, authority)
                guard MailServerPlace(text) != nil else { return nil }
                return
            }
            if text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") {
                (kind, self.text) = (.postgresql, text)
                return
            }
            if text.hasPrefix("s3://") {
                (kind, self.text) = (.bucket, String(text.dropFirst(5)))
                (self.endpoint, self.region) = (endpoint, region)
                return
            }
            let path = text.hasPrefix("/") ? text : folder + "/" + text
            // As the system names it, without links and dots: the same place has one address.
            guard let real = realpath(path, nil) else { return nil }
            defer { free(real) }
            self.text = String(cString: real)
            kind = Self.kind(of: self.text)
        }

        /// What lies at `path`, by what is in it.
        private static func kind(of path: String) -> Kind {
            func has(_ name: String) -> Bool { access(path + "/" + name, F_OK) == 0 }
            if has(".git") || has("objects") && has("HEAD") { return .git }
            if has("cur") && has("new") && has("tmp") { return .maildir }
            return SQLiteFile.isOne(path) ? .sqlite : .folder
        }

        /// As it is kept, sealed.
        var written: Personal<String> {
            get throws {
                Personal(String(decoding: try Canonical.encode(self), as: UTF8.self))
            }
        }

        init(reading written: Personal<String>) throws {
            self = try written.reveal(for: Occasion("visiting a source")) { text in
                try Canonical.decode(Address.self, from: [UInt8](text.utf8))
            }
        }
    }

    /// Hears whether the gate would let `principal` put a place on the map, and does nothing.
    ///
    /// To resolve an address is to look at the file system: whoever may not must learn nothing.
    ///
    /// - Throws: `Refusal`, which is recorded as each is.
    package static func knock(in home: Home, as principal: Principal) async throws {
        // No source is called nothing: behind the gate, this is always declined.
        let nothing = Add(name: "", kind: .folder, address: Personal(""))
        do {
            try await home.ledger.perform(nothing, as: principal)
        } catch Failure.badName {
            return
        }
    }

    /// Puts a place on the map. What opens it is sealed in the vault first, under a key of its own.
    package static func add(
        _ source: ID<Source>,
        name: String,
        _ place: Address,
        credential: [UInt8]?,
        _ particulars: Particulars,
        in home: Home,
        as principal: Principal
    ) async throws {
        // Judged before anything is sealed: a refusal must leave no credential behind.
        try check(name: name)
        try check(particulars)
        var document: ID<Vault.Document>?
        if let credential {
            let id = ID<Vault.Document>()
            let room = Strongroom(ledger: home.ledger, folder: home.path + "/vault")
            guard let card = Vault.Card(name: "credential of a source", media: credentialMedia)
            else { throw Failure.badAddress }
            var rest = credential[...]
            try await room.seal(card, document: id, people: [], as: principal) { buffer in
                let count = min(buffer.count, rest.count)
                buffer.copyBytes(from: rest.prefix(count))
                rest = rest.dropFirst(count)
                return count
            }
            document = id
        }
        let add = Add(
            source: source,
            name: name,
            kind: place.kind,
            address: try place.written,
            credential: document,
            particulars: particulars
        )
        try home.ledger.ring.secrets(making: [.document(source)])
        try await home.ledger.perform(add, as: principal)
    }

    /// Adds to what is known of a source.
    package static func describe(
        _ source: Listed,
        _ particulars: Particulars,
        in home: Home,
        as principal: Principal
    ) async throws {
        guard let before = try await known(source, in: home.ledger)?.particulars else {
            throw Failure.unknownSource
        }
        let describe = Describe(
            source: source.id,
            particulars: before.replaced(by: particulars)
        )
        try await home.ledger.perform(describe, as: principal)
    }

    /// Takes a source off the map, and destroys what opens it with what was seen there.
    package static func remove(
        _ source: Listed,
        because reason: String,
        in home: Home,
        as principal: Principal
    ) async throws {
        let credential = try await known(source, in: home.ledger)?.added.credential
        try await home.ledger.perform(Remove(source: source.id, reason: reason), as: principal)
        let room = Strongroom(ledger: home.ledger, folder: home.path + "/vault")
        if let credential { try await room.shred(credential, reason: reason, as: principal) }
    }

    static let credentialMedia = "application/x-cordon-credential"

    /// What opens a source, taken out of the vault for this one visit; nil where nothing does.
    static func credential(
        of added: Added,
        in home: Home,
        as principal: Principal
    ) async throws -> String? {
        guard let document = added.credential else { return nil }
        let room = Strongroom(ledger: home.ledger, folder: home.path + "/vault")
        var bytes: [UInt8] = []
        _ = try await room.open(document, for: "scan a source", as: principal) { piece in
            bytes += piece
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
