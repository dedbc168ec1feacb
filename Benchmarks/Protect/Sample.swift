import Foundation

/// The data that a run of the benchmark protects.
struct Sample {
    let size: String
    let shape: String
    let folder: String

    struct UnknownShape: Error {}

    /// Shapes that are one file of an export of few files, by the file's extension.
    private static let single = ["text": "txt", "csv": "csv", "jsonl": "jsonl"]
    /// Files of equal size in an export of few files.
    private static let fewCount = 5

    /// Writes it, and returns the folder or file that it lies in.
    func write() throws -> String {
        let data = folder + "/data"
        guard let ending = Self.single[shape] else {
            try Program.run("cordon-example", ["--size", size, "--shape", shape, "--out", data])
            return data
        }
        let unit = size.drop { $0.isNumber }
        guard let number = Int(size.prefix { $0.isNumber }) else { throw UnknownShape() }
        let whole = "\(number * Self.fewCount)\(unit)"
        try Program.run("cordon-example", ["--size", whole, "--shape", "few", "--out", data])
        let names = try FileManager.default.contentsOfDirectory(atPath: data)
        for name in names where !name.hasSuffix("." + ending) {
            try FileManager.default.removeItem(atPath: data + "/" + name)
        }
        return data
    }
}
