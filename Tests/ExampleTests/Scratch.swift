import Foundation

/// A folder for one test, gone afterwards.
struct Scratch {
    let url: URL

    func path(_ name: String) -> String {
        url.appending(path: name).path
    }

    static func use(_ body: (Scratch) throws -> Void) throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "cordon-example-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        try body(Scratch(url: url))
    }
}

/// A line of `gold.jsonl`.
struct Answers: Decodable {
    struct Span: Decodable {
        var start: Int
        var end: Int
        var label: String
        var identifier: String
        var entity: String
    }

    var file: String
    var part: String?
    var text: String?
    var spans: [Span]

    static func read(_ url: URL) throws -> [Answers] {
        try Data(contentsOf: url).split(separator: 0x0A).map {
            try JSONDecoder().decode(Answers.self, from: Data($0))
        }
    }
}
