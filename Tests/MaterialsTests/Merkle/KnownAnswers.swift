import Foundation
import Merkle
import Testing

/// The known answers that this module must give, made with other implementations.
struct KnownAnswers: Decodable {
    struct Hashing: Decodable {
        let empty_root_hex: String
        let entry0_hex: String
        let leaf0_hex: String
        let leaf1_hex: String
        let node_0_1_hex: String
    }
    struct Classic: Decodable {
        let leaf_inputs_hex: [String]
        let leaf_hashes_hex: [String]
        let roots_hex_by_size: [String]
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
        let sha256_hex: String
    }
    struct Key: Decodable {
        let name: String
        let key_id_hex: String
        let seed_hex: String
        let public_hex: String
        let vkey: String
    }
    struct SignedCheckpoint: Decodable {
        let body: String
        let ed25519_sig_hex: String
        let note: String
    }
    struct Cosigned: Decodable {
        let time: Int
        let signed_message: String
        let signature_line: String
        let cosigned_note: String
    }
    struct AddCheckpoint: Decodable {
        let request: String
        let first_request_256: String
        let response_200: String
        let conflict_409_body_when_witness_is_at_512: String
        let conflict_content_type: String
        let origin_hash_hex: String
    }
    struct Proof: Decodable {
        let leaf_hex: String
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
    let tiles_size_256: [File]
    let tiles_size_1000: [File]
    let tiles_size_70000_right_edge: [File]
    let bundles_size_1000: [File]
    let bundle_of_first_two_entries_hex: String
    let tile_0_width2_hex: String
    let log_key: Key
    let witness_key: Key
    let checkpoint_0: String
    let checkpoint_256: String
    let checkpoint_1000: SignedCheckpoint
    let cosignature_1000: Cosigned
    let add_checkpoint: AddCheckpoint
    let tlog_proof_255_of_1000: Proof
    let c2sp_note_example: Example
    let must_reject_checkpoints: [Rejected]
    let must_accept_unknown_extra_signature: String

    static let shared: KnownAnswers = {
        do {
            let file = try #require(
                Bundle.module.url(
                    forResource: "tlog-vectors",
                    withExtension: "json",
                    subdirectory: "Fixtures"
                )
            )
            return try JSONDecoder().decode(KnownAnswers.self, from: Data(contentsOf: file))
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
