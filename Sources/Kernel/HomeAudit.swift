package import Merkle

/// A home, checked from its public log inwards: what a stranger could see first, then what only
/// its owner can.
package struct HomeAudit: Sendable {
    private let path: String
    private let key: VerifierKey?

    /// - Parameter key: the log's key as somebody outside kept it; nil takes the home's own.
    package init(of path: String, key: VerifierKey? = nil) {
        self.path = path
        self.key = key
    }

    /// Checks everything; `open` opens the home (`Options.finishesWork` off), which is let go.
    package func claims(opening open: () async throws -> Home) async throws -> Claims {
        var claims = Claims()
        let key = try claims.check(
            "key",
            self.key == nil
                ? "the log's verifier key reads" : "the home's log has the key that you gave",
            on: path
        ) { try readKey(in: $0) }
        var checkpoint: Checkpoint?
        if let key {
            let log = LogAudit(folder: LogFolder(path: path + "/ledger"), key: key)
            checkpoint = try await log.check(&claims)
            if let copy = try Disk.read(path + "/keys/head", lengthMax: LogAudit.noteMax) {
                try await log.check(
                    since: copy,
                    named: "copy",
                    "the copy of the checkpoint beside the keys agrees with it",
                    to: checkpoint,
                    &claims
                )
            }
        }
        let home = try await claims.check(
            "home",
            "the home opens, and its database belongs to this log",
            on: key
        ) { try await Self.opened(by: open, $0) }
        do {
            try await check(home, checkpoint, &claims)
        } catch {
            try? home?.abandon()
            throw error
        }
        try home?.abandon()
        return claims
    }

    private func readKey(in path: String) throws -> (seen: VerifierKey, detail: String) {
        guard let bytes = try Disk.read(path + "/ledger/verifier-key", lengthMax: 4096),
            let own = try? VerifierKey(
                String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes, as: UTF8.self)
            )
        else { throw Unfounded("ledger/verifier-key is missing or damaged") }
        guard let key, key != own else { return (own, own.description) }
        // Or the key that you gave handed over to it.
        let keys = try LogFolder(path: path + "/ledger").succession(trusting: key).keys
        guard keys.last == own else { throw Unfounded("it has another: \(own)") }
        return (own, "\(own), to which yours handed over")
    }

    private static func opened(
        by open: () async throws -> Home,
        _ key: VerifierKey
    ) async throws -> (seen: Home, detail: String) {
        let home: Home
        do {
            home = try await open()
        } catch let broken as Broken where broken.code.isOfTheHome {
            throw Unfounded(broken.message + (broken.detail.isEmpty ? "" : " (\(broken.detail))"))
        }
        guard home.ledger.identity.verifier == key else {
            try? home.abandon()
            throw Unfounded("the home signs with another key than it shows")
        }
        return (home, "")
    }

    private func check(
        _ home: Home?,
        _ checkpoint: Checkpoint?,
        _ claims: inout Claims
    ) async throws {
        let audit = try await claims.check(
            "events",
            "every event's leaf is the entry that the log holds",
            on: home.flatMap { home in checkpoint.map { (home, $0) } }
        ) { home, checkpoint in
            let audit = try await LogAudit.believing {
                try await home.ledger.audit(against: checkpoint, in: home.publication.folder)
            }
            guard audit.otherLeaves == 0 else {
                throw Unfounded("\(audit.otherLeaves) events are not what was logged")
            }
            return (audit, "\(audit.numbered) numbered, \(audit.waiting) waiting for a number")
        }
        try await claims.check(
            "head",
            "the database's signed head is the root over all its events",
            on: home.flatMap { home in audit.map { (home, $0) } }
        ) { home, audit in
            let identity = home.ledger.identity
            let head = try await home.ledger.store.read {
                try Head.read(in: $0, identity: identity)
            }
            guard head.frontier.root == audit.frontier.root, head.size == audit.numbered else {
                throw Unfounded("the events give another root")
            }
            return ((), "\(head.size) leaves, root \(head.frontier.root)")
        }
        try claims.check(
            "bodies",
            "every body opens and is what its leaf commits to, unless it was erased",
            on: audit
        ) { audit in
            guard audit.otherBodies == 0 else {
                throw Unfounded("\(audit.otherBodies) bodies are not what was logged")
            }
            let open = audit.numbered + audit.waiting - audit.erased
            return ((), "\(open) open, \(audit.erased) erased")
        }
    }
}

extension Broken.Code {
    /// Whether this says that the home is not what it should be, rather than out of reach.
    fileprivate var isOfTheHome: Bool {
        switch self {
        case .storeDamaged, .keyMissing, .ledgerDiverged, .ledgerDamaged: true
        default: false
        }
    }
}
