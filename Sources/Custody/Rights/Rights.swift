package import Kernel

/// What a person may ask of whoever holds data about them (GDPR Art. 15 and 17): what is there,
/// and that it be gone.
///
/// The room keeps nothing of its own. It knows how a name, an address or a staff number becomes a
/// mark, so that a document read years ago is found by what the person says today.
package enum Rights {
    /// What somebody says they go by; any part may be missing, but not all.
    package struct Identity: Sendable {
        package var name: String?
        package var email: String?
        package var staffNumber: String?

        package init(name: String? = nil, email: String? = nil, staffNumber: String? = nil) {
            self.name = name
            self.email = email
            self.staffNumber = staffNumber
        }
    }

    /// Turns what people go by into marks, the same way when a document is read and when somebody
    /// asks.
    package struct Marker: Sendable {
        private let key: Vault.MarkKey
        private let lists: Minimization.SurrogateLists

        package init(ring: KeyRing, lists: Minimization.SurrogateLists) {
            key = Vault.MarkKey(of: ring)
            self.lists = lists
        }

        /// The mark of a whole name, however it is written; nil for half a name, which is nobody's.
        package func mark(name: String) -> Vault.Mark? {
            let name = Minimization.PersonName(name, known: lists.role)
            guard !name.words(of: .forename).isEmpty, !name.words(of: .surname).isEmpty else {
                return nil
            }
            return mark(canonical: name.canonical)
        }

        /// The mark of a name that was taken apart already.
        func mark(canonical: String) -> Vault.Mark { Vault.Mark(.name, canonical, under: key) }

        package func mark(email: String) -> Vault.Mark { Vault.Mark(.email, email, under: key) }

        package func mark(staffNumber: String) -> Vault.Mark {
            Vault.Mark(.staffNumber, staffNumber, under: key)
        }

        /// Every mark of `identity`, strongest first.
        package func marks(of identity: Identity) -> [Vault.Mark] {
            [
                identity.email.map { mark(email: $0) },
                identity.staffNumber.map { mark(staffNumber: $0) },
                identity.name.flatMap { mark(name: $0) },
            ].compactMap { $0 }
        }
    }

    /// Somebody who may be the person who asks.
    package struct Candidate: Sendable, Hashable, Codable {
        package let subject: ID<Vault.Subject>
        /// By what they were found, strongest first.
        package let foundBy: [Vault.Mark.Kind]
        /// Documents that name them; at most one more than ``Vault/documentsMax``.
        package let mentions: [Vault.Mention]

        /// Documents that an erasure destroys.
        package var destroyed: Int { mentions.count { !$0.isShared } }
        /// Documents that stay, to be cut down by hand.
        package var shared: Int { mentions.count { $0.isShared } }
        /// Documents that a legal hold keeps; while there is one, nothing is erased.
        package var held: Int { mentions.count { $0.holds > 0 } }
    }

    /// Whoever bears one of `marks`: those found by most come first.
    package static func candidates(
        bearing marks: [Vault.Mark],
        in db: Database
    ) throws -> [Candidate] {
        var found: [ID<Vault.Subject>: [Vault.Mark.Kind]] = [:]
        for mark in marks {
            for subject in try Vault.subjects(bearing: mark, in: db) {
                found[subject, default: []].append(mark.kind)
            }
        }
        return try found.sorted { left, right in
            (right.value.count, left.key.description) < (left.value.count, right.key.description)
        }.map { subject, kinds in
            Candidate(
                subject: subject,
                foundBy: kinds,
                mentions: try Vault.mentions(of: subject, in: db)
            )
        }
    }
}

extension Rights {
    /// Forgets a person everywhere: the paths on the map that tell of them, their key, and every
    /// document that is about nobody else. Throws `Vault.Failure.held` while a legal hold stands.
    ///
    /// Paths go first: once the person is forgotten, nothing tells which were theirs. A crash in
    /// between leaves less to do, and the same order given again does it.
    @discardableResult
    package static func erase(
        _ subject: ID<Vault.Subject>,
        reason: String,
        from room: Strongroom,
        as principal: Principal
    ) async throws -> Receipt<Vault.Erased> {
        let (isHeld, marks) = try await room.ledger.store.read { db in
            let isHeld = try Vault.mentions(of: subject, in: db).contains { $0.holds > 0 }
            return (isHeld, try Vault.marks(of: subject, in: db))
        }
        if !isHeld { try await DataMap.forgetPaths(of: marks, in: room.ledger) }
        return try await room.erase(subject, reason: reason, as: principal)
    }
}
