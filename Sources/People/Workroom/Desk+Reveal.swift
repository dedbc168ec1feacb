package import Annotation
package import Kernel

extension Workroom.Desk {
    /// What was shown of what a task hides.
    enum Uncovered: Hashable {
        case field(String)
        case stretch(Int)
    }

    static func revealed(
        in lease: ID<Workroom.Lease>,
        _ db: Database
    ) throws -> Set<Uncovered> {
        let rows = try db.rows(
            "SELECT field, stretch FROM workroom_reveal WHERE lease = \(lease)"
        )
        return Set(rows.map { $0.isNull(1) ? .field($0.text(0)) : .stretch($0.int(1)) })
    }

    /// The value of a masked field, once the reason is recorded.
    ///
    /// What is blacked out within it stays so: each stretch has a reason of its own.
    package func reveal(
        _ field: String,
        in lease: ID<Workroom.Lease>,
        of engagement: ID<Workroom.Engagement>,
        reason: String,
        from surroundings: Workroom.Surroundings = .here,
        as principal: Principal
    ) async throws -> JSONValue {
        let (sheet, begun) = try await task(lease, of: engagement, from: surroundings)
        guard begun.conditions.masked.contains(field) else { throw Workroom.Failure.notMasked }
        try await ledger.perform(
            Workroom.Reveal(
                engagement: engagement,
                lease: lease,
                field: field,
                stretch: nil,
                reason: reason
            ),
            as: principal
        )
        let item = shown(
            sheet,
            to: engagement,
            surrogates: begun.conditions.surrogates,
            hiding: (sheet.masks ?? []).indices.map { $0 }
        )
        return item[field] ?? .null
    }

    /// What a blacked-out stretch says, once the reason is recorded.
    package func reveal(
        stretch number: Int,
        in lease: ID<Workroom.Lease>,
        of engagement: ID<Workroom.Engagement>,
        reason: String,
        from surroundings: Workroom.Surroundings = .here,
        as principal: Principal
    ) async throws -> String {
        let (sheet, _) = try await task(lease, of: engagement, from: surroundings)
        guard let masks = sheet.masks, masks.indices.contains(number) else {
            throw Workroom.Failure.notMasked
        }
        let mask = masks[number]
        try await ledger.perform(
            Workroom.Reveal(
                engagement: engagement,
                lease: lease,
                field: mask.field,
                stretch: number,
                reason: reason
            ),
            as: principal
        )
        // As it was given: marks of the copy lie between words, and places are counted there.
        let text = sheet.item[mask.field]?.text(numbered: mask.text) ?? ""
        let scalars = Array(text.unicodeScalars)
        let range = (mask.start..<mask.end).clamped(to: scalars.indices)
        return scalars[range].reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    private func task(
        _ lease: ID<Workroom.Lease>,
        of engagement: ID<Workroom.Engagement>,
        from surroundings: Workroom.Surroundings
    ) async throws -> (sheet: Workroom.Sheet, begun: Workroom.Begun) {
        let taken = try await cache.taken(lease, of: engagement, in: ledger)
        let begun = try await begun(taken.project)
        try begun.conditions.check(surroundings)
        return (try await sheet(taken.task), begun)
    }
}
