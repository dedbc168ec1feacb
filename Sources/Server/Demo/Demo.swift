import Credentials
import FoundationEssentials
import Kernel
package import People

/// Sample people in every role, for trying the house out on one machine.
///
/// Nothing in the house is bent for them: each has a passkey made of software, which this process
/// holds, and joins, signs in and proves who they are by the same ceremonies as everybody. What is
/// sampled is the person, not the check.
///
/// *Trusted?* For nothing. Whoever reads a demo's folder or its links is everybody in it, which is
/// why it is served to this machine alone, and only on a home that was made for it.
package struct Demo: Sendable {
    /// Somebody who is there to be tried.
    package struct Person: Sendable {
        package let name: String
        /// What they are here; nil for the owner.
        package let role: Role?
        let member: ID<Principal>
        let supplier: String?
        let invitation: ID<Accounts.Invitation>
        /// What stands in their link.
        let secret: String
        let passkey: SamplePasskey

        package var title: String { role?.rawValue ?? "owner" }
        var handle: String { "sample-" + title }
        var principal: Principal {
            role == nil ? .owner : Principal(id: member, kind: .member, factors: 2)
        }
    }

    package let people: [Person]

    private static let names: [(String, Role?)] = [
        ("Olga Owner", nil), ("Dora Dataguard", .dataProtectionOfficer),
        ("Victor Vendor", .vendorManager), ("Sela Watch", .securityLead),
        ("Emil Engine", .engineer), ("Connie Tract", .contractor), ("Otto Audit", .auditor),
    ]
    private static let supplier = "harbour-labelling"

    /// People whom nobody has met before.
    package init() {
        people = Self.names.map { name, role in
            Person(
                name: name,
                role: role,
                member: role == nil ? Principal.owner.id : ID(),
                supplier: role == .contractor ? Self.supplier : nil,
                invitation: ID(),
                secret: DoorKeys.token(),
                passkey: SamplePasskey()
            )
        }
    }

    /// The people of the home at `path`, so that they are the same when it is served again; nil
    /// where the home was made for something else.
    package init?(of path: String) throws {
        guard let bytes = try Disk.read(Self.file(of: path), lengthMax: 65_536) else { return nil }
        let kept = try Canonical.decode([Kept].self, from: bytes)
        let people = zip(Self.names, kept).compactMap { known, kept -> Person? in
            guard let passkey = SamplePasskey(kept.passkey) else { return nil }
            return Person(
                name: known.0,
                role: known.1,
                member: kept.member,
                supplier: known.1 == .contractor ? Self.supplier : nil,
                invitation: kept.invitation,
                secret: kept.secret,
                passkey: passkey
            )
        }
        guard people.count == Self.names.count else { return nil }
        self.people = people
    }

    /// Marks the home at `path` as one for trying out.
    package func keep(at path: String) throws {
        let kept = people.map { person in
            Kept(
                member: person.member,
                invitation: person.invitation,
                secret: person.secret,
                passkey: person.passkey.text
            )
        }
        try Disk.replace(try Canonical.encode(kept), at: Self.file(of: path), mode: 0o600)
    }

    private struct Kept: Codable {
        let member: ID<Principal>
        let invitation: ID<Accounts.Invitation>
        let secret: String
        let passkey: String
    }

    private static func file(of path: String) -> String { path + "/demo" }

    func person(_ member: ID<Principal>) -> Person? { people.first { $0.member == member } }

    func person(in role: Role) -> Person? { people.first { $0.role == role } }

    /// Who signs in by a link with this secret.
    func person(bearing secret: String) -> Person? {
        people.first { isSame(Array($0.secret.utf8), Array(secret.utf8)) }
    }

    /// Their links, in the house at `origin`.
    package func links(at origin: String) -> [(title: String, name: String, link: String)] {
        people.map { ($0.title, $0.name, "\(origin)/demo/\($0.secret)") }
    }
}

extension Reception {
    /// Has sample people join, and finds them something to do, where they are not here yet.
    func welcome(_ demo: Demo) async throws {
        let count = try await home.ledger.store.read { try Accounts.accountCount(in: $0) }
        guard count == 0 else { return }
        for person in demo.people { try await join(person) }
        try await offerSampleWork(demo)
    }

    private func join(_ person: Demo.Person) async throws {
        let token = keys.digest(.invitation, person.secret)
        let until = time + Self.invitationLength
        if let role = person.role {
            try await home.ledger.perform(
                Accounts.Invite(
                    invitation: person.invitation,
                    member: person.member,
                    roles: [role],
                    supplier: person.supplier,
                    token: token,
                    until: until
                ),
                as: .owner
            )
        } else {
            try await home.ledger.perform(
                Accounts.Found(invitation: person.invitation, token: token, until: until),
                as: .system
            )
        }
        let challenge = Base64URL.encode(keys.challenge(at: time))
        let ceremony = try ceremony(
            of: person.passkey.make(challenge, origin: site.origin, host: site.host),
            at: time
        )
        try await home.ledger.perform(
            Accounts.Join(
                invitation: person.invitation,
                token: token,
                display: Personal(person.name),
                handle: keys.digest(.handle, person.handle),
                ceremony: ceremony,
                now: time
            ),
            as: .system,
            once: ceremony.once
        )
    }

    /// What a sample person's passkey answers to a fresh challenge.
    func answer(of person: Demo.Person) throws -> Accounts.Ceremony {
        let challenge = Base64URL.encode(keys.challenge(at: time))
        return try ceremony(
            of: person.passkey.answer(challenge, origin: site.origin, host: site.host),
            at: time
        )
    }
}
