package import Kernel

extension Accounts {
    /// Signs somebody in. The house does it for who stands at its door: nobody is a member yet.
    package struct BeginSession: Command {
        package static let name = "accounts.begin-session"
        package static let principals = [Principal.Kind.system]

        package var session: ID<Session>
        /// Keyed digest of what the browser will show with each request.
        package var token: String
        /// Keyed digest of what the browser says it is.
        package var agent: String
        package var proof: Proof
        /// When it is asked, and until when it shall last, in milliseconds since 1970.
        package var now: Int64
        package var until: Int64

        package init(
            session: ID<Session> = ID(),
            token: String,
            agent: String,
            proof: Proof,
            now: Int64,
            until: Int64
        ) {
            self.session = session
            self.token = token
            self.agent = agent
            self.proof = proof
            self.now = now
            self.until = until
        }

        package func decide(_ db: Database) throws -> SessionBegun {
            switch proof {
            case .passkey(let ceremony):
                let (passkey, counter) = try answered(ceremony, in: db)
                try open(passkey.member, db)
                try checkUnbound(passkey.member, db)
                return begun(passkey.member, factors: 2) {
                    $0.credential = passkey.credential
                    $0.counter = counter
                }
            case .codes(let member, let step, let recovery):
                try open(member, db)
                try checkUnbound(member, db)
                try useUp(step, of: member, db)
                let unused = try db.row(
                    """
                    SELECT 1 FROM accounts_recovery
                    WHERE member = \(member) AND digest = \(recovery)
                    """
                )
                guard unused != nil else { throw Failure.usedCode }
                return begun(member, factors: 2) {
                    $0.step = step
                    $0.recovery = recovery
                }
            case .vouched(let identity, let ceremony):
                guard let member = try Accounts.member(identity: identity, in: db) else {
                    throw Failure.unknownAccount
                }
                try open(member, db)
                guard let ceremony else { return begun(member, factors: 2) { _ in } }
                let (passkey, counter) = try answered(ceremony, in: db)
                guard passkey.member == member else { throw Failure.badCeremony }
                return begun(member, factors: 2) {
                    $0.credential = passkey.credential
                    $0.counter = counter
                }
            }
        }

        /// Who comes by a provider does not come without it.
        private func checkUnbound(_ member: ID<Principal>, _ db: Database) throws {
            guard try !isBound(member, in: db) else { throw Failure.signInThere }
        }

        /// A code is good once: its step is above every step before.
        private func useUp(_ step: Int, of member: ID<Principal>, _ db: Database) throws {
            let last = try db.row("SELECT step FROM accounts_codes WHERE member = \(member)")
            guard let last, step > last.int(0) else { throw Failure.usedCode }
        }

        private func open(_ member: ID<Principal>, _ db: Database) throws {
            guard let account = try account(member, in: db) else { throw Failure.unknownAccount }
            guard !account.isSuspended else { throw Failure.suspended }
        }

        private func begun(
            _ member: ID<Principal>,
            factors: Int,
            _ detail: (inout SessionBegun) -> Void
        ) -> SessionBegun {
            var event = SessionBegun(
                member: member,
                session: session,
                token: token,
                agent: agent,
                factors: factors,
                until: until
            )
            detail(&event)
            return event
        }
    }

    /// How somebody shows who they are.
    package enum Proof: Codable, Sendable, Hashable {
        /// A passkey that knows who touched it: something one has, and something one knows or is.
        case passkey(Ceremony)
        /// A code of a telephone, checked at the door, by its step; and one of the sheet's, by its
        /// digest. Two proofs that are kept apart: neither is enough alone.
        case codes(member: ID<Principal>, step: Int, recovery: String)
        /// An identity provider's word, checked at the door, for whoever has this keyed digest;
        /// and their passkey. Without one only where the owner counts what they did there as two
        /// proofs.
        case vouched(identity: String, with: Ceremony?)
    }

    /// The passkey that answered, and how often it has signed by now.
    static func answered(
        _ ceremony: Ceremony,
        in db: Database
    ) throws -> (passkey: Known, counter: UInt32) {
        guard let name = ceremony.credential, let passkey = try known(name, in: db) else {
            throw Failure.badCeremony
        }
        return (passkey, try ceremony.answered(by: passkey))
    }

    /// Somebody signed in.
    package struct SessionBegun: MemberEvent, Hashable {
        package static let name = "accounts.session-begun.v1"

        package let member: ID<Principal>
        package let session: ID<Session>
        package let token: String
        package let agent: String
        /// How many proofs of identity were given.
        package let factors: Int
        package let until: Int64
        /// The passkey that answered, and how often it has signed.
        package fileprivate(set) var credential: String?
        package fileprivate(set) var counter: UInt32?
        /// The code that was used up.
        package fileprivate(set) var step: Int?
        package fileprivate(set) var recovery: String?

        init(
            member: ID<Principal>,
            session: ID<Session>,
            token: String,
            agent: String,
            factors: Int,
            until: Int64
        ) {
            self.member = member
            self.session = session
            self.token = token
            self.agent = agent
            self.factors = factors
            self.until = until
        }
    }
}
