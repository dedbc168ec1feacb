import Testing

@testable import Merkle

@Suite("A log whose key is replaced")
struct KeySuccessionTests {
    private static let origin = "log.example/one"

    private static func key(_ seed: UInt8, name: String = origin) throws -> SigningKey {
        try SigningKey(name: name, kind: .ed25519, seed: [UInt8](repeating: seed, count: 32))
    }

    private static func checkpoint(_ size: Int, by key: SigningKey) throws -> [UInt8] {
        let root: Digest = size == 0 ? .emptyRoot : .plain([UInt8(size)])
        return try Checkpoint(origin: origin, size: size, root: root).signed(by: key).bytes
    }

    private static func handover(_ old: UInt8, _ new: UInt8, at size: Int) throws -> KeyHandover {
        let note = try KeyHandover.signed(
            from: try key(old),
            to: try key(new),
            size: size,
            root: .plain([UInt8(size)])
        )
        return try KeyHandover(try SignedNote(bytes: note.bytes))
    }

    @Test("is known by any of its keys, and each key signs its own stretch", arguments: [1, 2, 3])
    func follows(trusted: UInt8) throws {
        let handovers = [try Self.handover(1, 2, at: 10), try Self.handover(2, 3, at: 20)]
        let keys = try KeySuccession(
            trusting: try Self.key(trusted).verifier,
            handovers: handovers
        )
        for (seed, sizes) in [(UInt8(1), 0...10), (2, 10...20), (3, 20...30)] {
            for size in [0, 9, 10, 11, 19, 20, 21, 30] {
                let note = try Self.checkpoint(size, by: try Self.key(seed))
                if sizes.contains(size) {
                    #expect(try keys.open(note).checkpoint.size == size)
                } else {
                    #expect(throws: Checkpoint.Failure.retiredKey) { try keys.open(note) }
                }
            }
        }
    }

    @Test("hands over one history: another root at that size is refused")
    func oneHistory() throws {
        let keys = try KeySuccession(
            trusting: try Self.key(1).verifier,
            handovers: [try Self.handover(1, 2, at: 10)]
        )
        let other = Checkpoint(origin: Self.origin, size: 10, root: .plain([99]))
        let note = try other.signed(by: try Self.key(2)).bytes
        #expect(throws: Checkpoint.Failure.otherHistory) { try keys.open(note) }
    }

    @Test("needs both signatures under a handover, over exactly its text")
    func needsBoth() throws {
        let (old, new) = (try Self.key(1), try Self.key(2))
        let note = try KeyHandover.signed(from: old, to: new, size: 3, root: .plain([3]))
        for kept in note.signatures {
            let half = SignedNote(text: note.unverifiedText, signatures: [kept])
            #expect(throws: KeyHandover.Failure.note(.noKnownSignature)) { try KeyHandover(half) }
        }
        var text = note.unverifiedText
        text[Self.origin.utf8.count + 1 + "key handover at ".utf8.count] ^= 1
        let moved = SignedNote(text: text, signatures: note.signatures)
        #expect(throws: KeyHandover.Failure.note(.badSignature)) { try KeyHandover(moved) }
        // Nor is a handover a checkpoint, or a checkpoint a handover.
        #expect(throws: Checkpoint.Failure.badSize) {
            try Checkpoint.open(note.bytes, by: old.verifier)
        }
        let checkpoint = try SignedNote(bytes: try Self.checkpoint(3, by: old))
        #expect(throws: KeyHandover.Failure.malformed) { try KeyHandover(checkpoint) }
    }

    @Test("has no handovers out of line, backwards, in a circle, or of a stranger")
    func refuses() throws {
        let trusted = try Self.key(1).verifier
        func failure(_ handovers: [KeyHandover]) -> KeySuccession.Failure? {
            do {
                _ = try KeySuccession(trusting: trusted, handovers: handovers)
                return nil
            } catch {
                return error
            }
        }
        let first = try Self.handover(1, 2, at: 10)
        #expect(failure([first, try Self.handover(3, 4, at: 20)]) == .notInLine)
        #expect(failure([first, try Self.handover(2, 1, at: 20)]) == .notInLine)
        #expect(failure([first, try Self.handover(2, 3, at: 9)]) == .backwards)
        #expect(failure([try Self.handover(2, 3, at: 9)]) == .unknownKey)
        #expect(failure([first, try Self.handover(2, 3, at: 10)]) == nil)
    }
}
