import Foundation
import Kernel

/// Annotated texts that come from elsewhere: read where they stand, never copied into the house.
enum ReferenceData {
    /// The folder named by `CORDON_DATA`, or nothing when the tests run without it.
    static let folder = ProcessInfo.processInfo.environment["CORDON_DATA"]

    static var isPresent: Bool { folder != nil }

    /// The unpacked bytes of a gzip file in the folder.
    static func contents(of name: String) throws -> Data {
        let process = Child()
        process.executableURL = URL(filePath: "/usr/bin/gzip")
        process.arguments = ["-dc", (folder ?? "") + "/detection/" + name]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }

    /// One annotated text.
    struct Document: Decodable {
        struct Span: Decodable {
            /// Offsets in Unicode scalars.
            var start: Int
            var end: Int
            var label: String
            var identifier: String?
            var entity: String?
        }

        var text: String
        var spans: [Span]
    }

    static func documents(in name: String) throws -> [Document] {
        let decoder = JSONDecoder()
        return try contents(of: name).split(separator: UInt8(ascii: "\n")).map {
            try decoder.decode(Document.self, from: $0)
        }
    }
}
