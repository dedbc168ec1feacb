package import Annotation
package import Custody
package import Kernel

extension Workroom.Desk {
    /// Gives a project tasks, with what its conditions hide blacked out; how many were given.
    ///
    /// - Parameters:
    ///   - areGold: the last answers of each item are taken as known.
    ///   - release: the release that they are of; nil where it is not known.
    @discardableResult
    package func add(
        _ items: [Item],
        areGold: Bool,
        to project: ID<Workroom.Project>,
        from release: ID<Release.Edition>? = nil,
        as principal: Principal
    ) async throws -> Int {
        let hides = try await begun(project).conditions.hides
        let finder =
            hides.isEmpty ? nil : Workroom.MaskFinder(hides: hides, with: try Detector())
        for start in stride(from: 0, to: items.count, by: Workroom.tasksMax) {
            let end = min(start + Workroom.tasksMax, items.count)
            let sheets = items[start..<end].map { item in
                Workroom.Sheet(
                    item: item,
                    gold: areGold ? item.responses.last?.answers : nil,
                    masks: finder?.masks(in: item)
                )
            }
            try await ledger.perform(
                Workroom.Add(project: project, sheets: sheets, release: release),
                as: principal
            )
        }
        return items.count
    }
}
