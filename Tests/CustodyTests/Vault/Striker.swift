import Kernel
import Synchronization

/// Strikes once at one named point.
final class Striker: Sendable {
    struct Struck: Error {}
    private let armed = Mutex<String?>(nil)

    var faults: Faults {
        Faults { point in
            let strikes = self.armed.withLock { armed in
                guard armed == point else { return false }
                armed = nil
                return true
            }
            if strikes { throw Struck() }
        }
    }

    func arm(_ point: String) { armed.withLock { $0 = point } }
    var isArmed: Bool { armed.withLock { $0 != nil } }
}
