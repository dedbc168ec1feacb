/// What is known of one entity.
public struct Entity: Hashable, Sendable {
    /// Its name.
    public let uid: EntityUID
    /// What is said of it.
    public let attributes: RecordValue
    /// What is said of it under names that nobody declared.
    public let tags: RecordValue
    /// What it is directly in.
    public let parents: [EntityUID]

    /// Describes an entity; what is left out is empty.
    public init(
        _ uid: EntityUID,
        attributes: RecordValue = .empty,
        tags: RecordValue = .empty,
        parents: [EntityUID] = []
    ) {
        self.uid = uid
        self.attributes = attributes
        self.tags = tags
        self.parents = parents
    }
}

/// The entities that decisions look at, with everything each one is in, however many steps away.
public struct Entities: Sendable {
    /// An entity as it is looked up: with its ancestors.
    final class Stored: Sendable {
        let entity: Entity
        let ancestors: Set<EntityUID>

        init(_ entity: Entity, ancestors: Set<EntityUID>) {
            self.entity = entity
            self.ancestors = ancestors
        }
    }

    private let table: [EntityUID: Stored]

    /// A store without entities.
    public init() { table = [:] }

    /// Takes entities in any order. Throws when two have one name, when an entity is in itself by
    /// way of others, or when the limits are passed.
    public init(_ entities: [Entity]) throws(Diagnostic) {
        guard entities.count <= Limits.entitiesMax else {
            throw Diagnostic("more than \(Limits.entitiesMax) entities")
        }
        var given: [EntityUID: Entity] = Dictionary(minimumCapacity: entities.count)
        for entity in entities {
            // The same thing said twice does no harm; two different things do.
            if let other = given.updateValue(entity, forKey: entity.uid), other != entity {
                throw Diagnostic("the entity `\(entity.uid)` is described twice, differently")
            }
        }
        var closure = HierarchyClosure(of: given)
        for uid in given.keys { try closure.visit(uid) }
        table = closure.finished
    }

    /// These entities and some more, at the cost of the new ones: a store of what stays, with what
    /// one question adds. What is new may be in what is here, but not the other way round.
    public func adding(_ entities: [Entity]) throws(Diagnostic) -> Entities {
        var closure = HierarchyClosure(of: [:], above: table)
        for entity in entities {
            if let other = closure.include(entity), other != entity {
                throw Diagnostic("the entity `\(entity.uid)` is described twice, differently")
            }
        }
        for entity in entities { try closure.visit(entity.uid) }
        return Entities(table: closure.finished)
    }

    private init(table: [EntityUID: Stored]) { self.table = table }

    subscript(stored uid: EntityUID) -> Stored? { table[uid] }

    /// What is known of `uid`, if anything.
    public subscript(uid: EntityUID) -> Entity? { table[uid]?.entity }

    /// Everything that `uid` is in, not counting itself.
    public func ancestors(of uid: EntityUID) -> Set<EntityUID> { table[uid]?.ancestors ?? [] }

    /// How many entities there are.
    public var count: Int { table.count }

    /// All entities, in no promised order.
    public var all: some Sequence<Entity> { table.values.lazy.map(\.entity) }
}

/// Computes ancestors bottom up, each entity once, without recursion: a hostile hierarchy may be
/// deeper than the stack.
private struct HierarchyClosure {
    private var given: [EntityUID: Entity]
    private(set) var finished: [EntityUID: Entities.Stored]
    private var open: Set<EntityUID> = []
    /// The ancestors of all entities so far, each counted for each entity.
    private var total = 0

    init(of given: [EntityUID: Entity]) {
        self.given = given
        finished = Dictionary(minimumCapacity: given.count)
    }

    init(of given: [EntityUID: Entity], above finished: [EntityUID: Entities.Stored]) {
        self.given = given
        self.finished = finished
    }

    /// Takes one more entity in; returns what was known under its name.
    mutating func include(_ entity: Entity) -> Entity? {
        if let known = finished[entity.uid] { return known.entity }
        return given.updateValue(entity, forKey: entity.uid)
    }

    mutating func visit(_ root: EntityUID) throws(Diagnostic) {
        guard finished[root] == nil, let entity = given[root] else { return }
        var path: [(entity: Entity, next: Int)] = [(entity, 0)]
        open.insert(root)
        while let (entity, next) = path.last {
            guard next < entity.parents.count else {
                finished[entity.uid] = try stored(entity)
                open.remove(entity.uid)
                path.removeLast()
                continue
            }
            path[path.count - 1].next = next + 1
            let parent = entity.parents[next]
            guard finished[parent] == nil, let above = given[parent] else { continue }
            guard open.insert(parent).inserted else {
                throw Diagnostic(
                    "`\(parent)` is in itself, by way of `\(entity.uid)`",
                    help: "take one of the two out of the other"
                )
            }
            path.append((above, 0))
        }
    }

    private mutating func stored(_ entity: Entity) throws(Diagnostic) -> Entities.Stored {
        var ancestors = Set(entity.parents)
        for parent in entity.parents {
            if let above = finished[parent] { ancestors.formUnion(above.ancestors) }
        }
        total += ancestors.count
        guard ancestors.count <= Limits.ancestorsMax, total <= Limits.ancestorsTotalMax else {
            throw Diagnostic(
                "`\(entity.uid)` is in too many entities, or all together are",
                help: "an entity is in at most \(Limits.ancestorsMax) others"
            )
        }
        return Entities.Stored(entity, ancestors: ancestors)
    }
}
