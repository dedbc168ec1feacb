import Cedar
import Kernel

/// Every command × every role: may somebody in good standing, with this role alone, do this?
package struct PermissionMatrix: Sendable, Codable {
    /// An answer over everything that is not known of the question.
    package enum Cell: Sendable, Hashable, Codable {
        case always
        case never
        /// It depends: on the conditions of these permits, and on these forbids not applying.
        case sometimes(permits: [String], forbids: [String])
    }

    /// Who asks.
    package enum Column: Sendable, Hashable, Codable, CaseIterable {
        case owner, house
        case role(Role)

        package static var allCases: [Column] { [.owner, .house] + Role.allCases.map(Column.role) }

        package var title: String {
            switch self {
            case .owner: "owner"
            case .house: "the house"
            case .role(let role): role.rawValue
            }
        }

        var kind: Principal.Kind {
            switch self {
            case .owner: .owner
            case .house: .system
            case .role: .member
            }
        }
    }

    package struct Row: Sendable, Codable {
        package let action: String
        package let summary: String
        package let thing: String
        /// In the order of the columns.
        package let cells: [Cell]
    }

    package let columns: [String]
    package let rows: [Row]

    /// The matrix of `rules`, by asking them everything that they can tell apart.
    package init(of rules: RuleSet, under schema: HouseSchema) throws {
        let base = try Entities(schema.schema.actionEntities)
        columns = Column.allCases.map(\.title)
        rows = try schema.acts.values.sorted { $0.name < $1.name }.map { act in
            Row(
                action: act.name,
                summary: act.summary,
                thing: act.thing.name,
                cells: try Column.allCases.map { column in
                    guard act.principals.contains(column.kind) else { return .never }
                    return try Self.cell(act, column, rules, schema, base)
                }
            )
        }
    }

    private static func cell(
        _ act: Act,
        _ column: Column,
        _ rules: RuleSet,
        _ schema: HouseSchema,
        _ base: Entities
    ) throws -> Cell {
        var given = RequestSpace.Given()
        if case .role(let role) = column { given = goodStanding(role) }
        return try cell(act, column.kind, given, rules, schema, base)
    }

    /// What is so for a member with one role whom nothing personal stands against.
    private static func goodStanding(_ role: Role) -> RequestSpace.Given {
        var given = RequestSpace.Given()
        given.groups = [Vocabulary.role(role.rawValue)]
        given.values = [
            .init(.principal, "enrolled"): [.bool(true)],
            .init(.principal, "suspended"): [.bool(false)],
            .init(.context, "factors"): [.long(2)],
        ]
        return given
    }

    /// What `rules` answer to `act` by a principal of `kind`, over everything not `given`.
    static func cell(
        _ act: Act,
        _ kind: Principal.Kind,
        _ given: RequestSpace.Given,
        _ rules: RuleSet,
        _ schema: HouseSchema,
        _ base: Entities
    ) throws -> Cell {
        guard let action = schema.schema.actions[Vocabulary.action(act.name)] else { return .never }
        let space = RequestSpace(
            principal: Vocabulary.type(kind.typeName),
            action: action,
            resource: Vocabulary.type(act.thing.name),
            of: [rules.policies],
            under: schema.schema,
            given: given,
            base
        )
        var (allowed, denied) = (0, 0)
        var (permits, forbids): (Set<String>, Set<String>) = ([], [])
        try space.forEach { item in
            let answer = rules.authorizer.isAuthorized(item.request, item.entities)
            let names = answer.determining.map(\.description)
            if answer.decision == .allow {
                allowed += 1
                permits.formUnion(names)
            } else {
                denied += 1
                forbids.formUnion(names)
            }
        }
        if denied == 0 { return .always }
        if allowed == 0 { return .never }
        return .sometimes(permits: permits.sorted(), forbids: forbids.sorted())
    }
}

extension PermissionMatrix {
    /// The matrix as a page: a table, and below it what each condition is.
    package func markdown(of rules: RuleSet) -> String {
        var notes: [Cell] = []
        func mark(_ cell: Cell) -> String {
            switch cell {
            case .always: return "yes"
            case .never: return "·"
            case .sometimes:
                if !notes.contains(cell) { notes.append(cell) }
                return "if \((notes.firstIndex(of: cell) ?? 0) + 1)"
            }
        }
        var lines = [
            "| Command | Acts on | " + columns.joined(separator: " | ") + " |",
            "|---|---|" + String(repeating: "---|", count: columns.count),
        ]
        for row in rows {
            let cells = row.cells.map(mark).joined(separator: " | ")
            lines.append("| `\(row.action)` | \(row.thing) | \(cells) |")
        }
        lines.append("")
        for (index, note) in notes.enumerated() {
            guard case .sometimes(let permits, let forbids) = note else { continue }
            lines.append("**if \(index + 1)**: " + words(permits, forbids, rules))
            lines.append("")
        }
        return lines.dropLast().joined(separator: "\n") + "\n"
    }

    private func words(_ permits: [String], _ forbids: [String], _ rules: RuleSet) -> String {
        func list(_ names: [String]) -> String {
            names.map { "`\($0)`" }.joined(separator: ", ")
        }
        let yes = "as far as \(list(permits)) goes"
        return forbids.isEmpty
            ? yes + "." : yes + ", and none of these forbids it: \(list(forbids))."
    }
}
