import Crypto
import Testing

@testable import Sealing

struct StreamFixture: Decodable, Sendable {
    struct Stream: Decodable, Sendable, CustomStringConvertible {
        let name: String
        let cipher: UInt8
        let salt: Hex
        let count: Int
        let start: Int
        let header: Hex
        let sha256: Hex
        var description: String { name }

        var plain: [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: start + $0 + ($0 >> 8) * 7) }
        }
    }

    struct Piece: Decodable, Sendable {
        let stream: String?
        let from: Int?
        let to: Int?
        let hex: Hex?
    }

    struct Wrong: Decodable, Sendable, CustomStringConvertible {
        let name: String
        let pieces: [Piece]
        let refusal: String
        let sha256: Hex
        let key: Hex?
        let context: String?
        var description: String { name }
    }

    let key: Hex
    let context: String
    let streams: [Stream]
    let wrong: [Wrong]

    static let shared = Result { try fixture("streams", as: StreamFixture.self) }
    static let streams = (try? shared.get().streams) ?? []
    static let wrong = (try? shared.get().wrong) ?? []

    func sealed(_ stream: Stream) throws -> [UInt8] {
        var generator = ReplayedGenerator(stream.salt.bytes)
        return try StreamSealer.seal(
            stream.plain,
            key: try #require(Secret(key.bytes)),
            context: context,
            cipher: try #require(Cipher(rawValue: stream.cipher)),
            using: &generator
        )
    }

    func assembled(_ wrong: Wrong) throws -> [UInt8] {
        try wrong.pieces.reduce(into: []) { bytes, piece in
            if let hex = piece.hex { return bytes += hex.bytes }
            let stream = try #require(streams.first { $0.name == piece.stream })
            bytes += try sealed(stream)[try #require(piece.from)..<(try #require(piece.to))]
        }
    }
}

@Suite("The stream format, against an independent writer of it")
struct StreamFixtureTests {
    @Test("is there to test against")
    func isThere() throws {
        #expect(try StreamFixture.shared.get().wrong.count == 40)
    }

    @Test("seals to the same bytes", arguments: StreamFixture.streams)
    func sealsTheSame(stream: StreamFixture.Stream) throws {
        let fixture = try StreamFixture.shared.get()
        let sealed = try fixture.sealed(stream)
        #expect(Array(sealed.prefix(80)) == stream.header.bytes)
        #expect(Array(SHA256.hash(data: sealed)) == stream.sha256.bytes)
        let key = try #require(Secret(fixture.key.bytes))
        #expect(try StreamOpener.open(sealed, key: key, context: fixture.context) == stream.plain)
    }

    @Test("refuses each way to be wrong, by its name", arguments: StreamFixture.wrong)
    func refuses(wrong: StreamFixture.Wrong) throws {
        let fixture = try StreamFixture.shared.get()
        let sealed = try fixture.assembled(wrong)
        #expect(Array(SHA256.hash(data: sealed)) == wrong.sha256.bytes)
        let key = try #require(Secret(wrong.key?.bytes ?? fixture.key.bytes))
        let context = wrong.context ?? fixture.context
        let refusal = #expect(throws: StreamRefusal.self) {
            try StreamOpener.open(sealed, key: key, context: context)
        }
        #expect(refusal.map { String(describing: $0) } == wrong.refusal)
    }
}
