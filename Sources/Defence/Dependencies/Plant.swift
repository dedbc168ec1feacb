package import Kernel
import Provenance

extension Dependencies {
    /// Records that a canary was planted: where, and how it is known again. The credential itself
    /// is told once, to whoever plants it, and kept nowhere.
    package struct Plant: Command {
        package static let name = "dependencies.plant"

        package var canary: ID<Planting>
        /// `aws`, `github`, `npm`, `pypi` or `password`.
        package var kind: String
        /// Where it lies: `tool:label-gateway`, `machine:build-3`. No person's name.
        package var place: String
        /// The letters that it is found by.
        package var hint: String
        /// What its digest is keyed with: 64 digits of base sixteen.
        package var key: String
        /// HMAC-SHA-256 of the credential.
        package var digest: String

        package init(
            canary: ID<Planting> = ID(),
            kind: String,
            place: String,
            hint: String,
            key: String,
            digest: String
        ) {
            self.canary = canary
            self.kind = kind
            self.place = place
            self.hint = hint
            self.key = key
            self.digest = digest
        }

        package func decide(_ db: Database) throws -> Planted {
            try check(digest: digest)
            try check(digest: key)
            try check(text: hint)
            guard Canary.Kind(rawValue: kind) != nil else { throw Failure.badKind }
            return Planted(
                canary: canary,
                kind: kind,
                place: try Thing(place).text,
                hint: hint,
                key: key,
                digest: digest
            )
        }
    }

    /// A canary was planted.
    package struct Planted: Event, Hashable {
        package static let name = "dependencies.planted.v1"

        package let canary: ID<Planting>
        package let kind: String
        package let place: String
        package let hint: String
        package let key: String
        package let digest: String
    }

    /// A canary, by its number.
    package enum Planting {}

    /// Records that a canary turned up where it was not planted: an alarm.
    package struct Sound: Command {
        package static let name = "dependencies.sound"

        package var canary: ID<Planting>
        /// Where it was found, in words. No person's name.
        package var found: String

        package init(canary: ID<Planting>, found: String) {
            self.canary = canary
            self.found = found
        }

        package func decide(_ db: Database) throws -> Sounded {
            try check(text: found)
            let known = try db.row("SELECT 1 FROM dependencies_canary WHERE id = \(canary)")
            guard known != nil else { throw Failure.unknownCanary }
            return Sounded(canary: canary, found: found)
        }
    }

    /// A canary turned up.
    package struct Sounded: Event, Hashable {
        package static let name = "dependencies.sounded.v1"

        package let canary: ID<Planting>
        package let found: String
    }
}
