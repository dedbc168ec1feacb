package import Merkle

/// The public log in a folder, checked by somebody who holds nothing but its key.
package struct LogAudit: Sendable {
    /// Longest checkpoint read, in bytes.
    package static let noteMax = 65_536

    package let folder: LogFolder
    package let key: VerifierKey

    package init(folder: LogFolder, key: VerifierKey) {
        self.folder = folder
        self.key = key
    }

    /// Checks the checkpoint, and every tile and entry bundle below it; returns the checkpoint.
    package func check(_ claims: inout Claims) async throws -> Checkpoint? {
        let checkpoint = try claims.check(
            "checkpoint",
            "the log's key signed the checkpoint",
            on: folder
        ) { folder in
            guard let note = try folder.read(.checkpoint) else { throw Unfounded("there is none") }
            let checkpoint = try opened(note)
            return (checkpoint, "\(checkpoint.origin), \(checkpoint.size) leaves")
        }
        let isWhole: Void? = try await claims.check(
            "entries",
            "every tile and every entry leads to the signed root",
            on: checkpoint,
            awaiting: verifyAll
        )
        return isWhole.flatMap { checkpoint }
    }

    /// Checks that the log and `older`, a signed checkpoint that somebody kept, are of one history.
    ///
    /// A copy that a crash left ahead of the log is fine; a visitor's is not (`mustGrow`).
    package func check(
        since older: [UInt8],
        named name: String,
        _ statement: String,
        to checkpoint: Checkpoint?,
        mustGrow: Bool = false,
        _ claims: inout Claims
    ) async throws {
        try await claims.check(name, statement, on: checkpoint) { newer in
            let kept = try opened(older)
            guard !mustGrow || kept.size <= newer.size else {
                throw Unfounded("it had \(kept.size) leaves then, and has \(newer.size) now")
            }
            // Whichever is smaller must be what the larger one had at that size.
            let (small, large) = kept.size <= newer.size ? (kept, newer) : (newer, kept)
            var reader = folder.reader(of: large)
            let root = try await Self.believing { try await reader.root(at: small.size) }
            guard root == small.root else {
                throw Unfounded("at \(small.size) leaves it had another root: two histories")
            }
            return ((), "\(small.size) leaves then, \(large.size) in the larger")
        }
    }

    /// Opens a checkpoint that the log's key must have signed, or another of its keys while that
    /// was in force: the handovers in the folder lead from one to the next.
    package func opened(_ note: [UInt8]) throws -> Checkpoint {
        let keys = try folder.succession(trusting: key)
        do {
            return try keys.open(note).checkpoint
        } catch Checkpoint.Failure.retiredKey {
            throw Unfounded("a key signed it that was not in force at its size")
        } catch {
            throw Unfounded("it is not signed by the log's key: \(error)")
        }
    }

    private func verifyAll(_ checkpoint: Checkpoint) async throws -> (seen: Void, detail: String) {
        var reader = folder.reader(of: checkpoint)
        try await Self.believing { try await reader.verifyAll() }
        return ((), "\(checkpoint.size) entries")
    }

    /// Runs `body`; files that are missing, torn or wrong make the claim unfounded.
    static func believing<T>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch let failure as TileReader.Failure {
            throw Unfounded(words(for: failure))
        } catch let broken as Broken where broken.code == .fileUnavailable {
            throw Unfounded("a file cannot be read: \(broken.detail)")
        }
    }

    private static func words(for failure: TileReader.Failure) -> String {
        switch failure {
        case .outsideLog: "it asks for more than the log holds"
        case .missing(let path): "\(path) is missing"
        case .badTile(let path): "\(path) was changed or cut short"
        case .badRightEdge(let paths): "one of \(paths.joined(separator: ", ")) was changed"
        case .badBundle(let path): "\(path) was changed or cut short"
        }
    }
}
