/// What a witness knows of one log: whose word counts, and the latest checkpoint it cosigned.
public struct WitnessedLog: Hashable, Sendable {
    /// The keys whose signature makes a checkpoint this log's. All bear its name.
    public var keys: [VerifierKey]
    /// The size of the latest checkpoint cosigned; 0 if none was.
    public var size: Int
    /// The root of the latest checkpoint cosigned; that of the empty log if none was.
    public var root: Digest

    /// A log of which nothing was cosigned yet, unless a size and its root say otherwise.
    public init(keys: [VerifierKey], size: Int = 0, root: Digest = .emptyRoot) {
        self.keys = keys
        self.size = size
        self.root = root
    }

    /// Why a witness will not cosign.
    public enum Refusal: Error, Hashable, Sendable {
        /// The request cannot be read.
        case malformed(AddCheckpoint.Failure)
        /// The witness does not know the log.
        case unknownLog
        /// None of the log's keys signed, or a signature that claims one does not verify.
        case notSigned(NoteFailure)
        /// The request's old size is above its checkpoint's.
        case oldSizeAboveSize
        /// The request's old size is not the one recorded here.
        case conflict(AddCheckpoint.Conflict)
        /// An empty log with a root.
        case emptyLogWithRoot
        /// Growth from nothing needs no proof, and this one has hashes.
        case proofFromNothing
        /// The same size with two roots: the log shows different people different logs.
        case otherRoot
        /// The log did not grow from what was cosigned, or the proof does not show it.
        case badProof(ProofFailure)

        /// The HTTP status that answers it.
        public var status: Int {
            switch self {
            case .malformed, .oldSizeAboveSize: 400
            case .unknownLog: 404
            case .notSigned: 403
            case .conflict: 409
            case .emptyLogWithRoot, .proofFromNothing, .otherRoot, .badProof: 422
            }
        }
    }

    /// Decides on a request, and returns the checkpoint to record and then cosign.
    ///
    /// The caller must record it before it answers, and let nothing change what is recorded between
    /// this decision and that: otherwise two forks, or a rollback, could both be cosigned.
    ///
    /// 1. The checkpoint is signed by the log's key; another's word is not worth a look at sizes.
    /// 2. The old size is not above the new one.
    /// 3. The old size is the one recorded here.
    /// 4. An empty log has the root of nothing.
    /// 5. Growth from nothing comes without a proof.
    /// 6. The same size has the same root.
    /// 7. Growth is proved.
    public func decide(_ request: AddCheckpoint) throws(Refusal) -> Checkpoint {
        let checkpoint = try signed(request)  // 1
        guard request.oldSize <= checkpoint.size else { throw .oldSizeAboveSize }  // 2
        guard request.oldSize == size else { throw .conflict(.init(size: size)) }  // 3
        guard checkpoint.size > 0 || checkpoint.root == .emptyRoot else {
            throw .emptyLogWithRoot  // 4
        }
        guard size > 0 || request.hashes.isEmpty else { throw .proofFromNothing }  // 5
        guard checkpoint.size > size || checkpoint.root == root else { throw .otherRoot }  // 6
        let proof = ConsistencyProof(
            oldSize: size,
            newSize: checkpoint.size,
            hashes: request.hashes
        )
        do {
            try proof.verify(oldRoot: root, newRoot: checkpoint.root)  // 7
        } catch {
            throw .badProof(error)
        }
        return checkpoint
    }

    private func signed(_ request: AddCheckpoint) throws(Refusal) -> Checkpoint {
        let named = keys.filter { $0.name.isIdentical(to: request.unverifiedOrigin) }
        guard !named.isEmpty else { throw .unknownLog }
        // A key of a witness does not speak for a log, even if someone listed it here.
        let logKeys = named.filter { $0.kind != .cosignature }
        do {
            _ = try request.note.verified(by: logKeys)
        } catch {
            throw .notSigned(error)
        }
        do {
            return try Checkpoint(spelling: request.note.unverifiedText)
        } catch {
            throw .malformed(.badCheckpoint(error))
        }
    }
}
