import Foundation
import Merkle
import Testing

@Suite("A witness")
struct WitnessDecisionTests {
    private let answers = KnownAnswers.shared
    private let log = ExampleLog.shared

    private func key() throws -> SigningKey {
        try SigningKey(name: answers.logKey.name, seed: try [UInt8](hex: answers.logKey.seedHex))
    }

    private func known(_ size: Int) throws -> WitnessedLog {
        WitnessedLog(keys: [try key().verifier], size: size, root: log.root(size))
    }

    private func request(
        _ old: Int,
        _ new: Int,
        hashes: [Digest]? = nil,
        root: Digest? = nil
    ) throws -> AddCheckpoint {
        let checkpoint = Checkpoint(
            origin: answers.logKey.name,
            size: new,
            root: root ?? log.root(new)
        )
        let proof =
            old <= new
            ? ConsistencyProof(oldSize: old, newSize: new, stored: log.stored).hashes : []
        return AddCheckpoint(
            oldSize: old,
            hashes: hashes ?? proof,
            note: try checkpoint.signed(by: try key())
        )
    }

    @Test("is asked as others ask")
    func asked() throws {
        #expect(try request(256, 1000).bytes == Array(answers.addCheckpoint.request.utf8))
        #expect(try request(0, 256).bytes == Array(answers.addCheckpoint.firstRequest256.utf8))
        let read = try AddCheckpoint(bytes: answers.addCheckpoint.request.utf8)
        #expect(try read == request(256, 1000))
        #expect(read.unverifiedOrigin == answers.logKey.name)
        let originHash = Digest.plain(Array(read.unverifiedOrigin.utf8)).hex
        #expect(originHash == answers.addCheckpoint.originHashHex)
    }

    @Test("follows a log as it grows")
    func follows() throws {
        #expect(try known(0).decide(request(0, 0)).size == 0)
        #expect(try known(0).decide(request(0, 256)).size == 256)
        #expect(try known(256).decide(request(256, 1000)).root == log.root(1000))
        #expect(try known(1000).decide(request(1000, 1000)).size == 1000)
    }

    @Test("speaks of a conflict as others do")
    func conflict() throws {
        #expect(throws: WitnessedLog.Refusal.conflict(.init(size: 512))) {
            try known(512).decide(request(256, 1000))
        }
        let conflict = AddCheckpoint.Conflict(size: 512)
        let body = Array(answers.addCheckpoint.conflict409BodyWhenWitnessIsAt512.utf8)
        #expect(conflict.bytes == body)
        #expect(AddCheckpoint.Conflict(bytes: body) == conflict)
        #expect(AddCheckpoint.Conflict.mediaType == answers.addCheckpoint.conflictContentType)
    }

    @Test(
        "cannot be told a size in any other way",
        arguments: [
            "", "512", "512\n\n", " 512\n", "0512\n", "-1\n", "9223372036854775808\n",
        ]
    )
    func badConflict(body: String) {
        #expect(AddCheckpoint.Conflict(bytes: body.utf8) == nil)
    }

    @Test("refuses in the order of the table")
    func order() throws {
        // Each request breaks its own rule and the next one too.
        let stranger = Digest.leaf([9])
        let unknown = WitnessedLog(keys: [])
        #expect(throws: WitnessedLog.Refusal.unknownLog) {
            try unknown.decide(request(1000, 256))
        }
        var unsigned = try request(1000, 256)
        unsigned.note = SignedNote(text: unsigned.note.unverifiedText, signatures: [])
        #expect(throws: WitnessedLog.Refusal.notSigned(.noKnownSignature)) {
            try known(512).decide(unsigned)
        }
        #expect(throws: WitnessedLog.Refusal.oldSizeAboveSize) {
            try known(512).decide(request(1000, 256))
        }
        #expect(throws: WitnessedLog.Refusal.conflict(.init(size: 512))) {
            try known(512).decide(request(0, 0, hashes: [stranger], root: stranger))
        }
        #expect(throws: WitnessedLog.Refusal.emptyLogWithRoot) {
            try known(0).decide(request(0, 0, hashes: [stranger], root: stranger))
        }
        #expect(throws: WitnessedLog.Refusal.proofFromNothing) {
            try known(0).decide(request(0, 256, hashes: [stranger]))
        }
        #expect(throws: WitnessedLog.Refusal.otherRoot) {
            try known(256).decide(request(256, 256, hashes: [stranger], root: stranger))
        }
        #expect(throws: WitnessedLog.Refusal.badProof(.tooLong)) {
            try known(256).decide(request(256, 256, hashes: [stranger]))
        }
        #expect(throws: WitnessedLog.Refusal.badProof(.otherNewRoot)) {
            try known(256).decide(request(256, 1000, hashes: [stranger, stranger]))
        }
        #expect(throws: WitnessedLog.Refusal.badProof(.tooShort)) {
            try known(256).decide(request(256, 1000, hashes: []))
        }
    }

    @Test(
        "answers each refusal with its status",
        arguments: [
            (WitnessedLog.Refusal.malformed(.badOldSize), 400),
            (.unknownLog, 404), (.notSigned(.badSignature), 403), (.oldSizeAboveSize, 400),
            (.conflict(.init(size: 1)), 409), (.emptyLogWithRoot, 422), (.proofFromNothing, 422),
            (.otherRoot, 422), (.badProof(.tooLong), 422),
        ]
    )
    func statuses(refusal: WitnessedLog.Refusal, status: Int) {
        #expect(refusal.status == status)
    }

    @Test(
        "cannot be asked in another way",
        arguments: [
            ("old 256\n", "old 0256\n"), ("old 256\n", "old -1\n"), ("old 256\n", "new 256\n"),
            ("old 256\n", "old 256"), ("old 256\n", "old  256\n"), ("old 256\n", ""),
            ("old 256\nTg", "old 256\nTg="), ("jFE0=\n", "jFE0\n"), ("WE=\n\n", "WE=\n"),
            ("WE=\n\n", "WE=\n \n"), ("\n1000\n", "\n01000\n"), ("test\n1000\n", "test\n\n1000\n"),
        ]
    )
    func malformed(part: String, replacement: String) throws {
        let text = answers.addCheckpoint.request
        let range = try #require(text.range(of: part))
        let changed = text.replacingCharacters(in: range, with: replacement)
        #expect(throws: AddCheckpoint.Failure.self) { try AddCheckpoint(bytes: changed.utf8) }
    }

    @Test("reads at most sixty-three hashes")
    func hashCount() throws {
        let hashes = [Digest](repeating: .emptyRoot, count: 63)
        let longest = try request(256, 1000, hashes: hashes)
        #expect(try AddCheckpoint(bytes: longest.bytes) == longest)
        let line = Array((Digest.emptyRoot.base64 + "\n").utf8)
        let longer = Array("old 256\n".utf8) + line + longest.bytes.dropFirst(8)
        #expect(throws: AddCheckpoint.Failure.tooManyHashes) { try AddCheckpoint(bytes: longer) }
    }
}
