/// Whom we believe: which logs, and which witnesses must have cosigned (C2SP tlog-policy).
public struct TrustPolicy: Hashable, Sendable {
    /// A log or a witness, and where it can be reached.
    public struct Party: Hashable, Sendable {
        /// Tells its signatures from everybody else's.
        public let key: VerifierKey
        /// As it is written in the policy.
        public let url: String?

        /// - Parameter url: where it can be reached, if that is known; it is not checked.
        public init(key: VerifierKey, url: String? = nil) {
            self.key = key
            self.url = url
        }
    }

    /// What must have been cosigned for a checkpoint to count.
    public indirect enum Quorum: Hashable, Sendable {
        /// No cosignature is needed.
        case none
        /// This witness must have cosigned.
        case witness(VerifierKey)
        /// So many of these must be met.
        case group(threshold: Int, members: [Quorum])

        /// Whether the cosignatures of `cosigners` are enough.
        public func isMet(by cosigners: Set<VerifierKey>) -> Bool {
            switch self {
            case .none: true
            case .witness(let key): cosigners.contains(key)
            case .group(let threshold, let members):
                members.count { $0.isMet(by: cosigners) } >= threshold
            }
        }
    }

    /// The logs whose checkpoints we open; one signature of any of them will do.
    public let logs: [Party]
    /// The witnesses whose cosignatures are looked for.
    public let witnesses: [Party]
    /// Which of the witnesses must have cosigned.
    public let quorum: Quorum

    /// A policy in code. A witness that the quorum names must be among `witnesses`.
    public init(logs: [Party], witnesses: [Party] = [], quorum: Quorum = .none) {
        self.logs = logs
        self.witnesses = witnesses
        self.quorum = quorum
    }

    /// Why a checkpoint is not believed.
    public enum Refusal: Error, Hashable, Sendable {
        /// It is no checkpoint, or not one that a known log signed.
        case checkpoint(Checkpoint.Failure)
        /// A known log signed it, and too few witnesses.
        case quorumNotMet
    }

    /// Opens a checkpoint that a log of this policy signed and its quorum cosigned.
    public func open(_ note: SignedNote) throws(Refusal) -> Checkpoint.Opened {
        let opened: Checkpoint.Opened
        do {
            opened = try Checkpoint.open(
                note,
                by: logs.map(\.key),
                witnesses: witnesses.map(\.key)
            )
        } catch {
            throw .checkpoint(error)
        }
        guard quorum.isMet(by: Set(opened.cosignatures.map(\.key))) else { throw .quorumNotMet }
        return opened
    }
}
