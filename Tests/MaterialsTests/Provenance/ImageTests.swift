import Testing

@testable import Provenance

@Suite("A container image")
struct ImageTests {
    private static func layer(_ files: [(String, String)]) -> [UInt8] {
        ArchiveTests.tar(files.map { (name: $0.0, type: UInt8(0x30), content: $0.1) })
    }

    private static func source(_ files: [(String, [UInt8])]) -> ImageSource {
        let all = Dictionary(uniqueKeysWithValues: files)
        return ImageSource(sizes: all.mapValues(\.count)) {
            (name, offset, count) throws(ArchiveFault) in
            guard let bytes = all[name], offset <= bytes.count else { throw .truncated }
            return Array(bytes[offset..<min(offset + count, bytes.count)])
        }
    }

    private static let site = "usr/lib/python3/site-packages/"

    private static func metadata(_ name: String, _ version: String) -> (String, String) {
        (
            site + "\(name)-\(version).dist-info/METADATA",
            "Metadata-Version: 2.1\nName: \(name)\nVersion: \(version)\n\n"
        )
    }

    static let base = layer([
        ("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n"),
        (
            "var/lib/dpkg/status",
            "Package: libssl3\nStatus: install ok installed\nSource: openssl\nVersion: 3.0.11-1\n\n"
        ),
        metadata("litellm", "1.82.8"), metadata("httpx", "0.27.0"),
        // What sources want is not what is installed.
        ("app/setup.py", "setup(install_requires=['wanted==1'])"),
        ("app/Gemfile", "gem 'wanted', '1'\n"),
        ("app/node_modules/left-pad/package.json", #"{"name":"left-pad","version":"1.3.0"}"#),
        ("app/node_modules/@a/b/package.json", #"{"name":"@a/b","version":"2.0.0"}"#),
        ("app/node_modules/@a/b/lib/package.json", #"{"name":"inner","version":"9.0.0"}"#),
    ])

    static let top = layer([
        (site + ".wh.litellm-1.82.8.dist-info", ""), metadata("litellm", "1.82.6"),
        ("app/node_modules/@a/.wh..wh..opq", ""),
    ])

    private static func names(_ image: ImageArchive) -> [String] {
        image.inventory().components.map { "\($0.name) \($0.version ?? "")" }.sorted()
    }

    @Test("is what its layers leave, whiteouts and all")
    func layers() throws {
        let manifest = #"[{"RepoTags":["app:1"],"Layers":["a.tar","b.tar"]}]"#
        let image = try ImageArchive(
            Self.source([
                ("manifest.json", Array(manifest.utf8)), ("a.tar", Self.base),
                ("b.tar", Self.top),
            ])
        )
        #expect(
            Self.names(image)
                == ["httpx 0.27.0", "left-pad 1.3.0", "libssl3 3.0.11-1", "litellm 1.82.6"]
        )
        let files = image.inventory().components.map(\.file)
        #expect(files.allSatisfy { $0.hasPrefix("app:1:") })
    }

    @Test("is read from a tar of the OCI layout, through an index of indexes")
    func layout() throws {
        func digest(_ letter: Character) -> String { String(repeating: letter, count: 64) }
        let index = #"{"manifests":[{"digest":"sha256:\#(digest("a"))"}]}"#
        let inner = #"{"manifests":[{"digest":"sha256:\#(digest("b"))"}]}"#
        let manifest = #"{"layers":[{"digest":"sha256:\#(digest("c"))"}]}"#
        let archive = ArchiveTests.tar([
            (name: "oci-layout", type: 0x30, content: "{}"),
            (name: "index.json", type: 0x30, content: index),
            (name: "blobs/sha256/\(digest("a"))", type: 0x30, content: inner),
            (name: "blobs/sha256/\(digest("b"))", type: 0x30, content: manifest),
            (
                name: "blobs/sha256/\(digest("c"))", type: 0x30,
                content: String(decoding: Self.layer([Self.metadata("x", "1")]), as: UTF8.self)
            ),
        ])
        let source = try ImageSource(tar: archive.count) { (offset, count) throws(ArchiveFault) in
            Array(archive[offset..<min(offset + count, archive.count)])
        }
        #expect(try Self.names(ImageArchive(source)) == ["x 1"])
    }

    @Test("is read through layers in zstd")
    func zstandard() throws {
        let image = try ImageArchive(
            Self.source([
                ("manifest.json", Array(#"[{"Layers":["a.tar.zst"]}]"#.utf8)),
                ("a.tar.zst", ZstandardTests.sample("layer")),
            ])
        )
        #expect(Self.names(image) == ["litellm 1.82.6"])
        #expect(image.inventory().remarks.isEmpty)
    }

    @Test("that is missing a layer, or has one that cannot be read, is not clean")
    func broken() throws {
        let manifest = #"[{"Layers":["a.tar","b.tar"]}]"#
        let image = try ImageArchive(
            Self.source([
                ("manifest.json", Array(manifest.utf8)),
                ("b.tar", [0x28, 0xB5, 0x2F, 0xFD, 0, 0]),
            ])
        )
        #expect(image.inventory().remarks.filter { $0.kind == .unreadable }.count == 2)
    }

    @Test("is nothing else")
    func none() {
        #expect(throws: Unreadable.self) {
            try ImageArchive(Self.source([("a.txt", [1, 2, 3])]))
        }
    }
}
