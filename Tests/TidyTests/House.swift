import Foundation

/// The house's own files, as the rules see them.
struct House: Sendable {
    var sources: [Source]
    var manifest: Manifest
    /// Everything a reader of the repository meets: code, scripts, documents, by path.
    var documents: [Source]

    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    /// Read once; a file that cannot be read is a failure of every test.
    static let ours = Result { try House() }

    private init() throws {
        let folders = ["Sources", "Tests", "Benchmarks", "Fuzz"]
        var sources = try folders.flatMap { try Self.files(in: $0, endings: ["swift"]) }
        let package = try Self.read("Package.swift")
        sources.append(package)
        self.sources = sources
        manifest = Manifest(package)
        let places = ["docs", "script", ".ci", "Examples/README.md"]
        let endings = ["md", "sh", "yml", "yaml", "css", "js", ""]
        documents = try places.flatMap { try Self.files(in: $0, endings: endings) }
        documents += try FileManager.default.contentsOfDirectory(atPath: Self.root.path)
            .filter { $0.hasSuffix(".md") || $0 == "cordon" }.sorted().map(Self.read)
    }

    static func read(_ path: String) throws -> Source {
        let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        return Source(path: path, text: text)
    }

    /// The files at or below `place`, but none of a dependency or a fixture.
    private static func files(in place: String, endings: [String]) throws -> [Source] {
        let folder = root.appending(path: place)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else {
            return []
        }
        guard isFolder.boolValue else { return [try read(place)] }
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try paths.sorted()
            .filter { path in
                let url = URL(filePath: path)
                return endings.contains(url.pathExtension) && !path.contains("Fixtures/")
                    && !path.contains(".build")
            }
            .filter { path in
                var isFolder: ObjCBool = false
                let full = folder.appending(path: path).path
                return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
                    && !isFolder.boolValue
            }
            .map { try read(place + "/" + $0) }
    }
}
