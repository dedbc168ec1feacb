package import Merkle

extension LogFolder {
    /// Keys that one log can have had; each replacement leaves a file that every check reads.
    static let handoversMax = 1_000

    private func place(ofHandover number: Int) -> String { path + "/handover-\(number)" }

    /// The handovers from key to key, the earliest first: `handover-1`, `handover-2`, …
    ///
    /// Throws `Unfounded` where a file is no handover.
    package func handovers() throws -> [KeyHandover] {
        var handovers: [KeyHandover] = []
        while handovers.count < Self.handoversMax {
            let number = handovers.count + 1
            let bytes = try Disk.read(place(ofHandover: number), lengthMax: SignedNote.lengthMax)
            guard let bytes else { break }
            do {
                handovers.append(try KeyHandover(try SignedNote(bytes: bytes)))
            } catch {
                throw Unfounded("handover-\(number) is damaged or forged: \(error)")
            }
        }
        return handovers
    }

    /// Where the handover to `key` belongs: the same place when it is written again.
    func placeOfHandover(to key: VerifierKey) throws -> String {
        let earlier = try handovers().prefix { $0.new != key }
        guard earlier.count < Self.handoversMax else {
            throw Broken(.ledgerDamaged, "The log's key was replaced a thousand times. Look why.")
        }
        return place(ofHandover: earlier.count + 1)
    }

    /// All keys of the log, joined to the one that is trusted by the handovers in the folder.
    package func succession(trusting key: VerifierKey) throws -> KeySuccession {
        do {
            return try KeySuccession(trusting: key, handovers: try handovers())
        } catch let failure as KeySuccession.Failure {
            throw Unfounded("the handovers do not lead to the key that is trusted: \(failure)")
        }
    }
}
