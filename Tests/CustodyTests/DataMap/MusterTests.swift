import Foundation
import Kernel
import Sieve
import Testing

@testable import Custody

@Suite("People in an event")
struct MusterTests {
    private static func mark(_ kind: Vault.Mark.Kind, _ digit: String) throws -> Vault.Mark {
        let count = kind == .email ? 40 : 32
        return try #require(Vault.Mark(kind: kind, digest: String(repeating: digit, count: count)))
    }

    private static func people() throws -> [DataMap.Named] {
        [
            .init(marks: [try mark(.name, "a")], labels: ["EMAIL", "PERSON"], isListed: true),
            .init(
                marks: [try mark(.email, "0"), try mark(.name, "1"), try mark(.staffNumber, "2")],
                labels: ["EMAIL", "PERSON"],
                isListed: true
            ),
            .init(marks: [try mark(.name, "b")], labels: [], isListed: false),
            .init(marks: [try mark(.name, "c")], labels: ["PERSON"], isListed: false),
        ]
    }

    @Test("come back as they were, nobody too", arguments: [0, 1, 4])
    func returns(count: Int) throws {
        let people = Array(try Self.people().prefix(count))
        let written = try JSONEncoder().encode(DataMap.Muster(wrappedValue: people))
        let read = try JSONDecoder().decode(DataMap.Muster.self, from: written)
        #expect(read.wrappedValue == people)
    }

    @Test("are read from events of earlier versions, where each was an object")
    func earlier() throws {
        let people = try Self.people()
        let written = try JSONEncoder().encode(people)
        #expect(written.first == UInt8(ascii: "["))
        let read = try JSONDecoder().decode(DataMap.Muster.self, from: written)
        #expect(read.wrappedValue == people)
    }

    @Test("are refused where the text is none of ours", arguments: [
        "", "0", "1\n", "-1\n", "x\n", "3\nPERSON\n0 l\n", "1\nPERSON\n1 l\n", "1\nPERSON\n0 x\n",
        "1\nPERSON\n0 l name\n", "1\nPERSON\n0 l name 00ff\n", "1\nPERSON\n0 l nobody 00ff\n",
        "1\nPERSON\n0 l\n\n", "1\nPERSON\n0 l name \(String(repeating: "g", count: 32))\n",
    ])
    func damaged(text: String) throws {
        let written = try JSONEncoder().encode(text)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(DataMap.Muster.self, from: written)
        }
    }

    @Test("have digests of a fixed length that are read back")
    func digests() throws {
        let digest = "00ff0123456789abcdef0123456789ab"
        for tail in ["", "0000beef"] {
            let mark = Vault.Mark(kind: .email, digest: digest + tail)
            #expect(mark?.digest == digest + tail)
        }
    }

    @Test("have kinds of data each in its own place")
    func places() {
        #expect(Label.allCases.map(\.place) == Array(Label.allCases.indices))
        #expect(Label.allCases.count <= 64)
        #expect(LabelSet([.secret, .person, .email]).names == ["EMAIL", "PERSON", "SECRET"])
        #expect(LabelSet().names.isEmpty)
    }
}
