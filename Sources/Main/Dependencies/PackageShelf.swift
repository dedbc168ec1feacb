import Crypto
import Defence
import Foundation
import Kernel
import Provenance
import Server

/// Where a proxy has its packages from: an index further up, or a folder of files.
enum PackageShelf: Sendable {
    /// Bases of the Python index and of the npm registry; nil for what is not served.
    case upstream(python: String?, npm: String?, PackageIndexClient)
    case folder(PackageFolder)

    /// Bytes of a page: the longest projects have some tens of thousands of files.
    private static let pageSizeMax = 64 << 20
    private static let fileSizeMax = 1 << 30

    /// Names of all Python projects; nil of an index further up.
    var projects: [String]? {
        if case .folder(let folder) = self { folder.projects } else { nil }
    }

    /// The files of a Python project; nil when nobody knows it.
    func page(_ project: String) async throws -> SimplePage? {
        switch self {
        case .folder(let folder): return folder.page(project)
        case .upstream(let base, _, let client):
            guard let base else { return nil }
            let url = base + "/" + project + "/"
            let accepts = SimplePage.mediaType + ", text/html;q=0.2"
            guard
                let bytes = try await client.fetch(
                    url,
                    accept: accepts,
                    lengthMax: Self.pageSizeMax
                )
            else { return nil }
            var page = try SimplePage(bytes, project: project)
            for place in page.files.indices {
                // Links may be relative to the page.
                let link = page.files[place].url
                page.files[place].url =
                    URL(string: link, relativeTo: URL(string: url))?.absoluteString ?? link
            }
            return page
        }
    }

    /// What the registry says of an npm package; nil when nobody knows it.
    func packument(_ name: String) async throws -> Packument? {
        switch self {
        case .folder(let folder): return folder.packument(name)
        case .upstream(_, let base, let client):
            guard let base else { return nil }
            let path = name.split(separator: "/").joined(separator: "%2f")
            let bytes = try await client.fetch(
                base + "/" + path,
                accept: "application/json",
                lengthMax: Self.pageSizeMax
            )
            return try bytes.map { try Packument($0) }
        }
    }

    /// The bytes of a file at an address that a page or packument gave.
    func file(_ url: String) async throws -> [UInt8]? {
        switch self {
        case .folder(let folder): return folder.file(url)
        case .upstream(_, _, let client):
            return try await client.fetch(url, accept: "*/*", lengthMax: Self.fileSizeMax)
        }
    }
}

/// A folder of package files, read once for what they are.
struct PackageFolder: Sendable {
    private var pages: [String: SimplePage] = [:]
    private var packuments: [String: Packument] = [:]
    private let path: String

    private static let fileSizeMax = 1 << 30

    /// - Throws: `Broken` when the folder cannot be listed.
    init(_ path: String) throws {
        self.path = path
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw Broken(.fileUnavailable, "The folder of packages cannot be listed.", detail: "")
        }
        var manifests: [String: [(version: String, manifest: Tree, dist: Tree)]] = [:]
        for name in names.sorted() {
            switch PackageKind.of(name) {
            case .wheel: add(name)
            case .sdist where name.hasSuffix(".tar.gz") || name.hasSuffix(".zip"): add(name)
            case .npm:
                if let item = npm(name) { manifests[item.name, default: []].append(item.row) }
            default: continue
            }
        }
        for (name, rows) in manifests { packuments[name] = Packument(name: name, manifests: rows) }
    }

    private mutating func add(_ name: String) {
        let stem =
            name.hasSuffix(".whl")
            ? name.prefix { $0 != "-" } : name[..<(name.lastIndex(of: "-") ?? name.startIndex)]
        guard !stem.isEmpty, let bytes = file(name) else { return }
        let project = Ecosystem.pypi.normalised(String(stem))
        var file = SimplePage.File(name: name, url: name)
        file.digests = [.init("sha256", Array(SHA256.hash(data: bytes)).hex)]
        file.size = bytes.count
        pages[project, default: SimplePage(project: project, files: [])].files.append(file)
    }

    private func npm(
        _ file: String
    ) -> (name: String, row: (version: String, manifest: Tree, dist: Tree))? {
        guard let bytes = self.file(file), let manifest = try? PackageManifest.npm(bytes),
            let name = manifest["name"]?.string, let version = manifest["version"]?.string
        else { return nil }
        let digest = Data(SHA512.hash(data: bytes)).base64EncodedString()
        let dist = Tree.map([
            .init("tarball", .text(file)), .init("integrity", .text("sha512-" + digest)),
        ])
        return (name, (version, manifest, dist))
    }

    var projects: [String] { pages.keys.sorted() }
    func page(_ project: String) -> SimplePage? { pages[project] }
    func packument(_ name: String) -> Packument? { packuments[name] }

    /// Only names of files that lie in the folder itself.
    func file(_ name: String) -> [UInt8]? {
        guard !name.contains("/"), !name.hasPrefix(".") else { return nil }
        return try? Disk.read(path + "/" + name, lengthMax: Self.fileSizeMax)
    }
}
