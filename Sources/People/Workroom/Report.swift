package import Kernel
package import Merkle

extension Workroom {
    /// Reports a concern. What it says was encrypted for an independent address before it came
    /// here (`ConcernBox`): neither the house nor the supplier can read it.
    package struct Report: EngagementCommand {
        package static let name = "workroom.report"
        /// Bytes of a sealed concern, in base64.
        static let sealedMax = 200_000

        package var concern: ID<Concern>
        package var engagement: ID<Engagement>
        /// The sealed text, in base64.
        package var sealed: String

        package init(
            concern: ID<Concern> = ID(),
            engagement: ID<Engagement>,
            sealed: String
        ) {
            self.concern = concern
            self.engagement = engagement
            self.sealed = sealed
        }

        package func decide(_ db: Database) throws -> Reported {
            let held = try Workroom.engagement(engagement, in: db)
            guard (1...Self.sealedMax).contains(sealed.utf8.count) else { throw Failure.badReason }
            let known = try db.row("SELECT 1 FROM workroom_concern WHERE id = \(concern)")
            guard known == nil else { throw Failure.already }
            return Reported(concern: concern, project: held.project, sealed: sealed)
        }
    }

    /// A concern was reported. It names the project, and not who reported it.
    package struct Reported: Event, Hashable {
        package static let name = "workroom.reported.v1"

        package let concern: ID<Concern>
        package let project: ID<Project>
        package let sealed: String
    }

    /// Looks at a worker's record. The worker sees who did, and why.
    package struct Look: EngagementCommand {
        package static let name = "workroom.look"

        package var engagement: ID<Engagement>
        package var reason: String

        package init(engagement: ID<Engagement>, reason: String) {
            self.engagement = engagement
            self.reason = reason
        }

        package func decide(_ db: Database) throws -> Looked {
            try check(reason: reason)
            let held = try Workroom.engagement(engagement, in: db)
            return Looked(engagement: engagement, worker: held.worker, reason: reason)
        }
    }

    /// Somebody looked at a worker's record.
    package struct Looked: WorkerEvent, Hashable {
        package static let name = "workroom.looked.v1"

        package let engagement: ID<Engagement>
        package let worker: ID<Principal>
        package let reason: String
    }

    /// Seals accepted labels back: a data set version with where each label came from.
    package struct SealBack: Command {
        package static let name = "workroom.seal-back"
        package static let thing = ThingKind.project

        package var batch: ID<Batch>
        package var project: ID<Project>
        /// Hexadecimal SHA-256 of the manifest.
        package var manifest: String
        package var labels: Int

        package func thing(in db: Database) -> Thing { Thing(.project, project) }

        package func decide(_ db: Database) throws -> SealedBack {
            let known = try db.row("SELECT 1 FROM workroom_batch WHERE id = \(batch)")
            guard known == nil else { throw Failure.already }
            guard labels > 0, Digest(hex: manifest) != nil else { throw Failure.notAccepting }
            return SealedBack(batch: batch, project: project, manifest: manifest, labels: labels)
        }
    }

    /// Labels were sealed back.
    package struct SealedBack: Event, Hashable {
        package static let name = "workroom.sealed-back.v1"

        package let batch: ID<Batch>
        package let project: ID<Project>
        package let manifest: String
        package let labels: Int

        /// The leaf vouches for the manifest, and the manifest for the labels.
        package var references: [Digest] { Digest(hex: manifest).map { [$0] } ?? [] }
    }

    /// Records what a leaked file says about where it came from: evidence for a person to weigh,
    /// with the chance that it accuses somebody who had no part in it.
    package struct Trace: Command {
        package static let name = "workroom.trace"

        package var leak: String
        package var marks: Int
        package var candidates: [Suspect]

        /// One session, with the evidence against it.
        package struct Suspect: Codable, Hashable, Sendable {
            package var engagement: ID<Engagement>
            package var matches: Int
            /// Expected number of innocent sessions with as much against them.
            package var falseAccusation: Double
        }

        package func decide(_ db: Database) throws -> Traced {
            guard Digest(hex: leak) != nil, candidates.count <= 20 else { throw Failure.tooMany }
            return Traced(leak: leak, marks: marks, candidates: candidates)
        }
    }

    /// A leak was traced.
    package struct Traced: Event, Hashable {
        package static let name = "workroom.traced.v1"

        /// Hexadecimal SHA-256 of the leaked file.
        package let leak: String
        package let marks: Int
        package let candidates: [Trace.Suspect]

        package var references: [Digest] { Digest(hex: leak).map { [$0] } ?? [] }
    }
}
