import Merkle
import Testing

/// Every parser, fed thousands of texts that are almost right.
///
/// Two promises hold for each of them: it never crashes, and what it accepts is exactly what it
/// would have written. The second is what makes a signature or a hash over the text mean one
/// thing only.
@Suite("Whatever is almost right")
struct MutationTests {
    /// A form with one spelling: how it is read and written again.
    struct Form: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let examples: [[UInt8]]
        /// The bytes written again, or `nil` if they are refused.
        let respell: @Sendable ([UInt8]) -> [UInt8]?

        init(
            _ name: String,
            _ examples: [String],
            respell: @escaping @Sendable ([UInt8]) throws -> [UInt8]
        ) {
            self.init(name, bytes: examples.map { Array($0.utf8) }, respell: respell)
        }

        init(
            _ name: String,
            bytes examples: [[UInt8]],
            respell: @escaping @Sendable ([UInt8]) throws -> [UInt8]
        ) {
            testDescription = name
            self.examples = examples
            self.respell = { try? respell($0) }
        }
    }

    struct Refused: Error {}

    private static let answers = KnownAnswers.shared

    static let texts: [Form] = [
        Form(
            "a note",
            [
                answers.cosignature1000.cosignedNote, answers.checkpoint0,
                answers.c2spNoteExample.note,
            ]
        ) { try SignedNote(bytes: $0).bytes },
        Form(
            "a checkpoint's body",
            [
                answers.checkpoint1000.body, answers.checkpoint1000.body + "extension\nanother\n",
            ]
        ) { try Checkpoint(body: $0).body },
        Form(
            "a request to a witness",
            [
                answers.addCheckpoint.request, answers.addCheckpoint.firstRequest256,
            ]
        ) { try AddCheckpoint(bytes: $0).bytes },
        Form("a size in conflict", ["512\n", "0\n", "9223372036854775807\n"]) {
            guard let conflict = AddCheckpoint.Conflict(bytes: $0) else { throw Refused() }
            return conflict.bytes
        },
        Form("lines of cosignatures", [answers.addCheckpoint.response200]) {
            let lines = try NoteSignature.parse(lines: $0)
            return lines.flatMap { Array(($0.line + "\n").utf8) }
        },
        Form(
            "a receipt",
            [
                answers.tlogProof255Of1000.file,
                answers.tlogProof255Of1000.file.replacing("index", with: "extra aGVsbG8=\nindex"),
            ]
        ) { try TransparencyProof(bytes: $0).bytes },
        Form("a verifier key", [answers.logKey.vkey, answers.witnessKey.vkey]) {
            Array(try VerifierKey(String(decoding: $0, as: UTF8.self)).description.utf8)
        },
        Form("a path", answers.paths.map(\.path) + ["checkpoint"]) {
            Array(try LogPath(String(decoding: $0, as: UTF8.self)).text.utf8)
        },
        Form("base64", ["AAEC", "AAE=", "AA==", "", "+/+/"]) {
            guard let bytes = Base64.decode($0) else { throw Refused() }
            return Array(Base64.encode(bytes).utf8)
        },
    ]

    static let binaries: [Form] = [
        Form(
            "a stored frontier",
            bytes: [0, 1, 2, 3, 255, 1000].map { size in
                var frontier = Frontier()
                frontier.append(contentsOf: ExampleLog.shared.leaves.prefix(size))
                return frontier.bytes
            }
        ) { try Frontier(bytes: $0).bytes },
        Form(
            "a bundle",
            bytes: [
                EntryBundle.bytes(of: [[], [1], [2, 3], [4, 5, 6], []]),
                EntryBundle.bytes(of: (0..<5).map { ExampleLog.entry($0) }),
            ]
        ) { EntryBundle.bytes(of: try EntryBundle(index: 0, width: 5).entries(in: $0)) },
    ]

    @Test("is refused or written again as it was", arguments: texts + binaries)
    func respelt(form: Form) {
        var source = Seeded(state: 20_260_722)
        var accepted = 0
        for example in form.examples {
            #expect(form.respell(example) == example)
            for _ in 0..<2000 {
                let mutated = mutate(example, &source)
                guard let again = form.respell(mutated) else { continue }
                accepted += 1
                #expect(again == mutated)
            }
        }
        // Some changes must survive, or the mutations are too coarse to find anything.
        #expect(accepted > 0)
    }

    @Test("as a policy is refused with its line, or read")
    func policies() throws {
        var source = Seeded(state: 7)
        let policy = Array(
            """
            # almost right
            log \(MutationTests.answers.logKey.vkey) https://log.example
            witness a \(MutationTests.answers.witnessKey.vkey)
            group g 1 a
            quorum g

            """.utf8
        )
        #expect(try TrustPolicy(text: policy).witnesses.count == 1)
        for _ in 0..<4000 {
            let mutated = mutate(policy, &source)
            do throws(TrustPolicy.Failure) {
                let read = try TrustPolicy(text: mutated)
                #expect(read.logs.count <= 1 && read.witnesses.count <= 1)
            } catch {
                #expect(error.line >= 1 && error.line <= mutated.count + 2)
            }
        }
    }

    @Test("as a signed note never verifies unless the text is what was signed")
    func forgeries() throws {
        var source = Seeded(state: 99)
        let note = Array(MutationTests.answers.checkpoint1000.note.utf8)
        let body = Array(MutationTests.answers.checkpoint1000.body.utf8)
        let key = try VerifierKey(MutationTests.answers.logKey.vkey)
        for _ in 0..<2000 {
            let mutated = mutate(note, &source)
            guard let opened = try? Checkpoint.open(mutated, by: key) else { continue }
            #expect(opened.checkpoint.body == body)
        }
    }

    /// One to three small changes: what a hand, a bad line or an attacker would do.
    private func mutate(_ bytes: [UInt8], _ source: inout Seeded) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &source) {
            let position = Int.random(in: 0...bytes.count, using: &source)
            let end = min(bytes.count, position + Int.random(in: 1...8, using: &source))
            let other = Int.random(in: 0...bytes.count, using: &source)
            switch Int.random(in: 0..<7, using: &source) {
            case 0 where position < bytes.count:
                bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &source)
            case 1 where position < bytes.count:
                bytes[position] = MutationTests.telling.randomElement(using: &source) ?? 0
            case 2: bytes.removeSubrange(position..<end)
            case 3: bytes.insert(contentsOf: bytes[position..<end], at: other)
            case 4:
                bytes.insert(MutationTests.telling.randomElement(using: &source) ?? 0, at: other)
            case 5: bytes.removeSubrange(max(position, bytes.count - 3)...)
            default: bytes.insert(UInt8.random(in: 0...255, using: &source), at: position)
            }
        }
        return bytes
    }

    /// Bytes that mean something to one parser or another.
    private static let telling = Array("\n\r\t 0129=+/-xp.Aa—\u{2003}\u{0}\u{7F}#".utf8)
}

/// SplitMix64: the same numbers on every machine.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
