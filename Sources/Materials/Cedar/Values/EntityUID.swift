/// The name of one entity: its type and its identifier, `User::"alice"`.
///
/// Every decision compares and hashes these, so the hash is computed once, and two mentions that
/// share a storage are equal without a look at their bytes.
public struct EntityUID: Sendable {
    private final class Identity: Sendable {
        let type: EntityTypeName
        let id: Text
        let hash: Int

        init(type: EntityTypeName, id: Text) {
            self.type = type
            self.id = id
            var hasher = Hasher()
            hasher.combine(type)
            hasher.combine(id)
            hash = hasher.finalize()
        }
    }

    private let identity: Identity

    /// Names an entity.
    public init(type: EntityTypeName, id: Text) {
        identity = Identity(type: type, id: id)
    }

    /// Names an entity by plain strings: `EntityUID(type: "User", id: "alice")`.
    public init(type: String, id: String) {
        self.init(type: EntityTypeName(type), id: Text(id))
    }

    /// What kind of entity it is.
    public var type: EntityTypeName { identity.type }
    /// What it is called among its kind.
    public var id: Text { identity.id }
}

extension EntityUID: Hashable {
    /// Whether both name one entity.
    public static func == (left: EntityUID, right: EntityUID) -> Bool {
        if left.identity === right.identity { return true }
        return left.identity.hash == right.identity.hash
            && left.identity.id == right.identity.id
            && left.identity.type == right.identity.type
    }

    /// Feeds the hash that was computed when it was made.
    public func hash(into hasher: inout Hasher) { hasher.combine(identity.hash) }
}

extension EntityUID: Comparable, CustomStringConvertible {
    /// Orders by type, then by identifier, byte by byte.
    public static func < (left: EntityUID, right: EntityUID) -> Bool {
        left.type == right.type ? left.id < right.id : left.type < right.type
    }

    /// The name as a policy writes it.
    public var description: String { "\(type)::\(Escapes.quoted(id.string))" }
}
