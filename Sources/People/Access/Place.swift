package import Kernel

extension Access {
    /// Says which supplier sent a member; none, where it names none.
    ///
    /// Nobody is placed elsewhere while they are shut out: it would be a way around.
    package struct Place: MemberCommand {
        package static let name = "access.place"

        package var member: ID<Principal>
        /// A name of small letters, digits and hyphens: ``Access/isSupplier(_:)``.
        package var supplier: String?

        package init(member: ID<Principal>, supplier: String?) {
            self.member = member
            self.supplier = supplier
        }

        package func decide(_ db: Database) throws -> Placed {
            try check(supplier: supplier)
            guard let known = try Access.member(member, in: db) else {
                throw Failure.unknownMember
            }
            guard !known.isSuspended else { throw Failure.shutOut }
            return Placed(member: member, supplier: supplier)
        }
    }

    /// It was said who sent a member.
    package struct Placed: MemberEvent, Hashable {
        package static let name = "access.placed.v1"

        package let member: ID<Principal>
        package let supplier: String?
    }
}
