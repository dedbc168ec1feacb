package import Kernel
import Synchronization

/// Strikes once at one named point.
package final class Striker: Sendable {
    package struct Struck: Error {}

    package init() {}

    private let armed = Mutex<String?>(nil)

    package var faults: Faults {
        Faults { point in
            let strikes = self.armed.withLock { armed in
                guard armed == point else { return false }
                armed = nil
                return true
            }
            if strikes { throw Struck() }
        }
    }

    package func arm(_ point: String) { armed.withLock { $0 = point } }
    package var isArmed: Bool { armed.withLock { $0 != nil } }
}
