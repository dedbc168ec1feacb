import CArgon2
import FoundationEssentials

/// Argon2id, version 1.3 (RFC 9106), through the reference library.
public struct Argon2id: Hashable, Sendable {
    /// Memory in KiB; ``memoryBounds`` when it comes from a file.
    public var memory: UInt32
    /// Passes over the memory.
    public var passes: UInt32
    /// Lanes, each computed by a thread of its own.
    public var lanes: UInt32

    /// RFC 9106 §4, the second recommended option: 64 MiB, three passes, four lanes.
    public static let standard = Argon2id(memory: 64 << 10, passes: 3, lanes: 4)

    /// What we accept from a file. Below, guessing is cheap; above, whoever can write the file
    /// could make us spend gigabytes and minutes before the first refusal.
    public static let memoryBounds: ClosedRange<UInt32> = (19 << 10)...(1 << 20)
    /// See ``memoryBounds``.
    public static let passesBounds: ClosedRange<UInt32> = 1...16
    /// See ``memoryBounds``.
    public static let lanesBounds: ClosedRange<UInt32> = 1...16

    /// Parameters as given; ``isBounded`` says whether we would take them from a file.
    public init(memory: UInt32, passes: UInt32, lanes: UInt32) {
        self.memory = memory
        self.passes = passes
        self.lanes = lanes
    }

    /// Whether every parameter lies within its bounds.
    public var isBounded: Bool {
        Argon2id.memoryBounds.contains(memory) && Argon2id.passesBounds.contains(passes)
            && Argon2id.lanesBounds.contains(lanes)
    }

    /// Why nothing was derived: the parameters make no sense, or the memory is not to be had.
    public struct Fault: Error, Equatable, Sendable {
        /// The library's error code.
        public let code: Int32
    }

    /// Derives a key from `passphrase`. Takes about 0.1 s of several cores with ``standard``.
    public func key(from passphrase: String, salt: [UInt8]) throws(Fault) -> Secret {
        var passphrase = Array(passphrase.utf8)
        defer { wipe(&passphrase) }
        var output = try digest(passphrase: &passphrase, salt: salt)
        defer { wipe(&output) }
        guard let key = Secret(output) else { throw Fault(code: 0) }
        return key
    }

    /// The function as RFC 9106 has it, with its optional secret and associated data, which
    /// only the published known answers use.
    func digest(
        passphrase: inout [UInt8],
        salt: [UInt8],
        secret: [UInt8] = [],
        associated: [UInt8] = []
    ) throws(Fault) -> [UInt8] {
        var salt = salt
        var secret = secret
        var associated = associated
        var output = [UInt8](repeating: 0, count: Secret.byteCount)
        let code = output.withUnsafeMutableBufferPointer { output in
            passphrase.withUnsafeMutableBufferPointer { passphrase in
                salt.withUnsafeMutableBufferPointer { salt in
                    secret.withUnsafeMutableBufferPointer { secret in
                        associated.withUnsafeMutableBufferPointer { associated in
                            run(output, passphrase, salt, secret, associated)
                        }
                    }
                }
            }
        }
        guard code == ARGON2_OK.rawValue else { throw Fault(code: code) }
        return output
    }

    private typealias Buffer = UnsafeMutableBufferPointer<UInt8>

    private func run(
        _ output: Buffer,
        _ passphrase: Buffer,
        _ salt: Buffer,
        _ secret: Buffer,
        _ associated: Buffer
    ) -> Int32 {
        var context = argon2_context()
        context.out = output.baseAddress
        context.outlen = UInt32(output.count)
        context.pwd = passphrase.baseAddress
        context.pwdlen = UInt32(passphrase.count)
        context.salt = salt.baseAddress
        context.saltlen = UInt32(salt.count)
        context.secret = secret.baseAddress
        context.secretlen = UInt32(secret.count)
        context.ad = associated.baseAddress
        context.adlen = UInt32(associated.count)
        context.t_cost = passes
        context.m_cost = memory
        context.lanes = lanes
        context.threads = lanes
        context.version = ARGON2_VERSION_13.rawValue
        return argon2id_ctx(&context)
    }
}
