import Foundation
import Merkle
import Testing

/// The known answers that this module must give, made with other implementations.
struct KnownAnswers: Decodable {
    struct Hashing: Decodable {
        let emptyRootHex: String
        let entry0Hex: String
        let leaf0Hex: String
        let leaf1Hex: String
        let node01Hex: String
    }
    struct Classic: Decodable {
        let leafInputsHex: [String]
        let leafHashesHex: [String]
        let rootsHexBySize: [String]
    }
    struct Inclusion: Decodable, Sendable, CustomTestStringConvertible {
        let index: Int
        let size: Int
        let proof: [String]
        var testDescription: String { "\(index) of \(size)" }
    }
    struct Consistency: Decodable, Sendable, CustomTestStringConvertible {
        let old: Int
        let new: Int
        let proof: [String]
        var testDescription: String { "\(old) to \(new)" }
    }
    struct Path: Decodable, Sendable {
        enum Level: Decodable, Sendable {
            case entries, tile(Int)
            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                self = (try? value.decode(Int.self)).map { .tile($0) } ?? .entries
            }
        }
        let level: Level
        let n: Int
        let width: Int
        let path: String
    }
    struct File: Decodable, Sendable {
        let path: String
        let bytes: Int
        let sha256Hex: String
    }
    struct Key: Decodable {
        let name: String
        let keyIdHex: String
        let seedHex: String
        let publicHex: String
        let vkey: String
    }
    struct SignedCheckpoint: Decodable {
        let body: String
        let ed25519SigHex: String
        let note: String
    }
    struct Cosigned: Decodable {
        let time: Int
        let signedMessage: String
        let signatureLine: String
        let cosignedNote: String
    }
    struct AddCheckpoint: Decodable {
        let request: String
        let firstRequest256: String
        let response200: String
        let conflict409BodyWhenWitnessIsAt512: String
        let conflictContentType: String
        let originHashHex: String
    }
    struct Proof: Decodable {
        let leafHex: String
        let file: String
    }
    struct Example: Decodable {
        let note: String
        let vkey: String
    }
    struct Rejected: Decodable, Sendable, CustomTestStringConvertible {
        let why: String
        let note: String
        var testDescription: String { why }
    }

    let hashing: Hashing
    let classic: Classic
    let roots: [String: String]
    let inclusion: [Inclusion]
    let consistency: [Consistency]
    let paths: [Path]
    let tilesSize256: [File]
    let tilesSize1000: [File]
    let tilesSize70000RightEdge: [File]
    let bundlesSize1000: [File]
    let bundleOfFirstTwoEntriesHex: String
    let tile0Width2Hex: String
    let logKey: Key
    let witnessKey: Key
    let checkpoint0: String
    let checkpoint256: String
    let checkpoint1000: SignedCheckpoint
    let cosignature1000: Cosigned
    let addCheckpoint: AddCheckpoint
    let tlogProof255Of1000: Proof
    let c2spNoteExample: Example
    let mustRejectCheckpoints: [Rejected]
    let mustAcceptUnknownExtraSignature: String

    static let shared: KnownAnswers = {
        do {
            let file = try #require(
                Bundle.module.url(
                    forResource: "tlog-vectors",
                    withExtension: "json",
                    subdirectory: "Fixtures"
                )
            )
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(KnownAnswers.self, from: Data(contentsOf: file))
        } catch {
            fatalError("the known answers cannot be read: \(error)")
        }
    }()
}

extension Array where Element == UInt8 {
    /// The bytes that `hex` spells.
    init(hex: String) throws {
        let digits = Array<Character>(hex)
        self = try stride(from: 0, to: digits.count, by: 2).map {
            try #require(UInt8(String(digits[$0...$0 + 1]), radix: 16))
        }
    }
}
