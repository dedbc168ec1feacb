internal import Crypto
internal import FoundationEssentials

/// What pages fetch beside themselves: named by content, so that a browser keeps it for ever.
package enum Assets {
    /// `console.js`, as it is kept in the sources and built into the program.
    package static let scriptBytes: [UInt8] = PackageResources.console_js

    /// `task.js`: what a task's page alone needs.
    package static let taskBytes: [UInt8] = PackageResources.task_js

    package static let stylesheet = path("console", "css", Stylesheet.bytes)
    package static let script = path("console", "js", scriptBytes)
    package static let task = path("task", "js", taskBytes)

    private static func path(_ name: String, _ ending: String, _ bytes: [UInt8]) -> String {
        let digest = Data(SHA256.hash(data: bytes)).prefix(8).base64EncodedString()
        let safe = digest.filter { $0.isLetter || $0.isNumber }
        return "/assets/\(name)-\(safe).\(ending)"
    }
}
