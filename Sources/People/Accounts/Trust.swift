import Credentials
package import Kernel

extension Accounts {
    /// Lets people come by an organisation's identity provider (OpenID Connect).
    ///
    /// What the provider says of them becomes a role only where it is listed here: nothing by
    /// default. Its client secret is nowhere but in the sealed body of the event.
    package struct Trust: Command {
        package static let name = "accounts.trust"
        package static let circumstances = [Access.granted]

        /// What it goes by here: ``Access/isSupplier(_:)``.
        package var provider: String
        /// The provider's own name, to the letter.
        package var issuer: String
        /// What the provider calls this house.
        package var client: String
        package var secret: Personal<String>?
        /// The claim that roles are read from.
        package var claim: String
        /// Which role each value of the claim gives.
        package var roles: [String: Role]
        /// Values of `acr` or `amr` that count as two proofs; with none, each brings a passkey.
        package var strong: [String]

        package init(
            provider: String,
            issuer: String,
            client: String,
            secret: Personal<String>?,
            claim: String,
            roles: [String: Role],
            strong: [String]
        ) {
            self.provider = provider
            self.issuer = issuer
            self.client = client
            self.secret = secret
            self.claim = claim
            self.roles = roles
            self.strong = strong
        }

        package func circumstances(in db: Database) -> Attributes {
            Access.granting(Array(Set(roles.values)))
        }

        package func decide(_ db: Database) throws -> Trusted {
            guard Access.isSupplier(provider), Issuer(issuer) != nil,
                (1...200).contains(client.utf8.count), (1...100).contains(claim.utf8.count),
                (1...200).contains(roles.count), strong.count <= 20
            else { throw Failure.badProvider }
            let known = try db.row(
                """
                SELECT 1 FROM accounts_provider WHERE name = \(provider) OR issuer = \(issuer)
                """
            )
            guard known == nil else { throw Failure.providerTaken }
            return Trusted(
                provider: provider,
                issuer: issuer,
                client: client,
                secret: secret,
                claim: claim,
                roles: roles,
                strong: strong
            )
        }
    }

    /// An identity provider is trusted from now on.
    package struct Trusted: Event, Hashable {
        package static let name = "accounts.trusted.v1"

        package let provider: String
        package let issuer: String
        package let client: String
        package let secret: Personal<String>?
        package let claim: String
        package let roles: [String: Role]
        package let strong: [String]

        /// The roles that somebody with these values of the claim has; none is no way in.
        package func roles(for values: [String]) -> [Role] {
            let found = Set(values.compactMap { roles[$0] })
            return Role.allCases.filter(found.contains)
        }

        /// Whether signing in there counts as two proofs.
        package func isStrong(_ strength: String?, _ methods: [String]) -> Bool {
            !Set(strong).isDisjoint(with: methods + [strength].compactMap(\.self))
        }
    }

    /// Lets nobody come by an identity provider any more. Whoever did is signed out, and signs in
    /// by their passkey from now on.
    package struct Distrust: Command {
        package static let name = "accounts.distrust"

        package var provider: String

        package init(provider: String) { self.provider = provider }

        package func decide(_ db: Database) throws -> Distrusted {
            guard try Accounts.provider(provider, in: db) != nil else {
                throw Failure.unknownProvider
            }
            return Distrusted(provider: provider)
        }
    }

    /// An identity provider is trusted no more.
    package struct Distrusted: Event, Hashable {
        package static let name = "accounts.distrusted.v1"

        package let provider: String
    }

    /// An identity provider that is trusted.
    package struct Provider: Sendable, Hashable {
        package let name: String
        package let issuer: String
        /// Roles that it can give somebody.
        package let roles: [Role]
        /// Since when, in milliseconds since 1970.
        package let since: Int64
        /// The event whose sealed body holds its terms.
        let event: ID<any Event>
    }

    package static func provider(_ name: String, in db: Database) throws -> Provider? {
        try providers("WHERE name = \(name)", in: db).first
    }

    /// Every provider, by name.
    package static func providers(in db: Database) throws -> [Provider] {
        try providers("ORDER BY name", in: db)
    }

    private static func providers(_ end: SQL, in db: Database) throws -> [Provider] {
        try db.rows("SELECT name, issuer, roles, time, event FROM accounts_provider \(end)").map {
            Provider(
                name: $0.text(0),
                issuer: $0.text(1),
                roles: $0.text(2).split(separator: " ").compactMap { Role(rawValue: String($0)) },
                since: Int64($0.int(3)),
                event: $0.id(4)
            )
        }
    }

    /// What was agreed with a provider, its client secret among it.
    package static func terms(
        of provider: Provider,
        in ledger: Ledger
    ) async throws -> Trusted? {
        try await ledger.event(provider.event, as: Trusted.self)
    }
}
