/// The world is broken: a disk is full, a database is gone, a log has diverged.
///
/// It has two voices: `message` for the person at the screen, with what to do next; `detail` for
/// the operator. Neither ever holds the offending value: it may be a passport number.
package struct Broken: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case storeUnavailable = "store-unavailable"
        case storeDamaged = "store-damaged"
        case diskFull = "disk-full"
        case homeBusy = "home-busy"
        case homeMissing = "home-missing"
        case homeExists = "home-exists"
        case keyMissing = "key-missing"
        case keyRefused = "key-refused"
        case ledgerDiverged = "ledger-diverged"
        case ledgerDamaged = "ledger-damaged"
        case outcomeUnknown = "outcome-unknown"
        case fileUnavailable = "file-unavailable"
        case overloaded
    }

    package let code: Code
    package let message: String
    package let detail: String

    package init(_ code: Code, _ message: String, detail: String = "") {
        self.code = code
        self.message = message
        self.detail = detail
    }

    package var description: String {
        "\(code.rawValue): \(message)" + (detail.isEmpty ? "" : " (\(detail))")
    }
}
