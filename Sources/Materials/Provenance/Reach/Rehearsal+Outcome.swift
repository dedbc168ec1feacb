extension Rehearsal {
    /// What would have become of a house.
    public struct Outcome: Sendable, Hashable {
        /// How many uses of the package the house has.
        public let uses: Int
        /// Files that name a poisoned release itself.
        public let poisoned: [String]
        /// Minutes open by those controls alone that hold wherever something is installed from.
        public let minutes: Int
        /// Minutes open if all that is installed also takes the ways that controls are built into.
        public let minutesAtBest: Int
    }

    /// What the controls come to.
    ///
    /// A house is open from the first upload to the first control that stops it, and no longer
    /// than the index was.
    public func outcome(of inventory: Inventory, under controls: [Control]) -> Outcome {
        func minutes(_ controls: [Control]) -> Int {
            let start = releases.map(\.uploaded).min() ?? advised
            let stop = controls.filter(\.isInPlace).compactMap(\.stops).min() ?? removed
            return max(0, Int(min(stop, removed).seconds - start.seconds) / 60)
        }
        let users = inventory.components.filter { $0.package == package }
        return Outcome(
            uses: users.count,
            poisoned: users.filter(isPoisoned).map(\.file),
            minutes: minutes(controls.filter { $0.proviso == nil }),
            minutesAtBest: minutes(controls)
        )
    }

    /// Whether a component is one of the releases that were made to do harm.
    func isPoisoned(_ component: Component) -> Bool {
        guard component.package == package, let version = component.version else { return false }
        let order = package.ecosystem.order
        return releases.contains { release in
            release.version == version || order?.compare(release.version, version) == .same
        }
    }
}
