package import Kernel

extension Accounts {
    /// Has a telephone show codes, and a sheet of one-time codes beside it. What was there before
    /// is good for nothing any more.
    package struct EnableCodes: OwnCommand {
        package static let name = "accounts.enable-codes"

        package var member: ID<Principal>
        /// What telephone and house share, in base 64 for the web.
        package var secret: Personal<String>
        /// The step of the code by which the telephone was seen to work.
        package var step: Int
        /// Keyed digests of the sheet's codes.
        package var recovery: [String]

        package init(
            member: ID<Principal>,
            secret: Personal<String>,
            step: Int,
            recovery: [String]
        ) {
            self.member = member
            self.secret = secret
            self.step = step
            self.recovery = recovery
        }

        package func decide(_ db: Database) throws -> CodesEnabled {
            guard try account(member, in: db) != nil else { throw Failure.unknownAccount }
            guard Set(recovery).count == recoveryCount else { throw Failure.badCeremony }
            return CodesEnabled(member: member, secret: secret, step: step, recovery: recovery)
        }
    }

    /// Codes were set up. The secret is nowhere but in this sealed body.
    package struct CodesEnabled: MemberEvent, Hashable {
        package static let name = "accounts.codes-enabled.v1"

        package let member: ID<Principal>
        package let secret: Personal<String>
        package let step: Int
        package let recovery: [String]
    }
}
