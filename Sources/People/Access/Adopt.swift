import Credentials
import Crypto
package import Kernel

extension Access {
    /// Puts proposed rules into force. The charter says who may: somebody else than the proposer,
    /// who has weighed them; rules that pass the strict check and are not stale.
    package struct Adopt: Command {
        package static let name = "access.adopt"
        package static let thing = ThingKind.proposal
        package static let circumstances = [
            Declaration(
                "signedBy",
                .text,
                isOptional: true,
                "The member whose signature under these rules holds"
            )
        ]

        package var proposal: ID<Proposal>
        /// The member who signs; nil for the owner, for whom the log's own signature stands.
        package var member: ID<Principal>?
        /// Hexadecimal Ed25519 signature over ``Access/statement(_:_:)``.
        package var signature: String?
        /// In place of a signature: what the member's passkey answered to
        /// ``Access/question(_:_:)``.
        package var ceremony: Accounts.Ceremony?

        package init(
            proposal: ID<Proposal>,
            member: ID<Principal>? = nil,
            signature: String? = nil,
            ceremony: Accounts.Ceremony? = nil
        ) {
            self.proposal = proposal
            self.member = member
            self.signature = signature
            self.ceremony = ceremony
        }

        package func thing(in db: Database) -> Thing { Thing(.proposal, proposal) }

        package func circumstances(in db: Database) throws -> Attributes {
            if let ceremony { return try circumstances(of: ceremony, in: db) }
            guard let member, let signature,
                let key = try Access.member(member, in: db)?.key,
                let found = try Access.proposal(proposal, in: db),
                MemberKey.verify(signature, of: statement(proposal, found.digest), by: key)
            else { return [:] }
            return ["signedBy": .text(member.description)]
        }

        /// The passkey signed these rules and nothing else: they are its challenge.
        private func circumstances(
            of ceremony: Accounts.Ceremony,
            in db: Database
        ) throws -> Attributes {
            guard let found = try Access.proposal(proposal, in: db),
                ceremony.challenge == Base64URL.encode(question(proposal, found.digest)),
                let name = ceremony.credential,
                let passkey = try Accounts.known(name, in: db),
                (try? ceremony.answered(by: passkey)) != nil
            else { return [:] }
            return ["signedBy": .text(passkey.member.description)]
        }

        package func decide(_ db: Database) throws -> Adopted {
            let found = try open(proposal, in: db)
            guard try digestInForce(in: db) == found.base else { throw Failure.stale }
            return Adopted(
                proposal: proposal,
                digest: found.digest,
                member: member,
                signature: signature,
                ceremony: ceremony
            )
        }
    }

    /// Proposed rules came into force. The signature can be checked by whoever knows the member's
    /// key: no owner of a home can make it up.
    package struct Adopted: Event, Hashable {
        package static let name = "access.adopted.v1"

        package let proposal: ID<Proposal>
        package let digest: String
        package let member: ID<Principal>?
        package let signature: String?
        package let ceremony: Accounts.Ceremony?
    }

    /// What a member's passkey is asked to adopt a proposal: the digest of what a key would sign.
    package static func question(_ proposal: ID<Proposal>, _ digest: String) -> [UInt8] {
        Array(SHA256.hash(data: statement(proposal, digest)))
    }

    /// What a member signs to adopt a proposal: these bytes mean nothing else.
    package static func statement(_ proposal: ID<Proposal>, _ digest: String) -> [UInt8] {
        [UInt8]("cordon/adopt/v1\n\(proposal)\n\(digest)\n".utf8)
    }
}
