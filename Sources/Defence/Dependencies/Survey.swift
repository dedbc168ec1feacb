import Foundation
import Kernel
package import Provenance

/// Looks through folders and files for what says what software is made of.
///
/// Links are not followed, and every bound is told of when it is met: what was not looked at must
/// not pass for clean.
package struct Survey {
    /// Files looked at in one survey.
    static let filesMax = 500_000
    /// Bytes of a lock file; the largest seen in the wild is some tens of megabytes.
    static let fileSizeMax = 64 << 20
    /// Folders inside folders.
    static let depthMax = 64
    /// Folders that hold history and products, not sources.
    private static let passedOver: Set = [".git", ".hg", ".svn", ".build", ".cordon"]

    package private(set) var inventory = Inventory()
    /// How many files were read.
    package private(set) var fileCount = 0
    private var seen = 0
    private var read: Set<String> = []
    private var release: OperatingSystem?
    private let known: KnownFiles?
    private var copies = FoundCopies()

    /// Looks through each path.
    ///
    /// - Parameter known: files of packages, copies of which are looked for by their bytes.
    /// - Throws: `Broken` when a path is not there or cannot be listed.
    package init(_ paths: [String], known: KnownFiles? = nil) throws {
        self.known = known
        for path in paths {
            let before = fileCount + inventory.remarks.count
            defer { if fileCount + inventory.remarks.count == before { tellOfNothing(path) } }
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw Broken(
                    .fileUnavailable,
                    "A path to look through is not there.",
                    detail: "missing"
                )
            }
            if isFolder.boolValue {
                let release = path + "/etc/os-release"
                self.release = (try? Disk.read(release, lengthMax: 65_536))
                    .flatMap { $0 }.flatMap { OperatingSystem($0) }
                if let archive = ImageDisk.folder(path) {
                    image(archive)
                } else {
                    try folder(path, depth: 0)
                }
            } else if let archive = ImageDisk.archive(path) {
                image(archive)
            } else if let kind = ManifestKind.of(path: path) ?? Self.guessed(path) {
                try file(path, kind)
            } else {
                note(path, "the name of this file says nothing about dependencies")
            }
        }
        inventory.add(copies.inventory)
    }

    private mutating func note(_ path: String, _ words: String) {
        var remark = Inventory.Remark(.unreadable, words)
        remark.file = path
        inventory.remarks.append(remark)
    }

    /// A folder without any such file is told of: it may be the wrong one.
    private mutating func tellOfNothing(_ path: String) {
        let words = """
            nothing here says what it is made of: no lock file, manifest, bill or installed package
            """
        var remark = Inventory.Remark(.empty, words)
        remark.file = path
        inventory.remarks.append(remark)
    }

    /// A file that somebody named is tried by its content.
    private static func guessed(_ path: String) -> ManifestKind? {
        guard let bytes = try? Disk.read(path, lengthMax: fileSizeMax) else { return nil }
        let head = String(decoding: bytes.prefix(4_096), as: UTF8.self)
        if head.contains("\"bomFormat\"") { return .cyclonedxJSON }
        if head.contains("\"spdxVersion\"") { return .spdxJSON }
        if head.contains("cyclonedx.org/schema/bom") { return .cyclonedxXML }
        if head.contains("@EXPLICIT") { return .condaList }
        return path.hasSuffix(".txt") ? .requirements : nil
    }

    /// - Parameter above: packages that lock files of the folders above name: of a workspace, they
    ///   speak for its members too.
    private mutating func folder(
        _ path: String,
        depth: Int,
        above: Set<PackageName> = []
    ) throws {
        guard depth < Self.depthMax else { return note(path, "folders are nested too deeply") }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            return note(path, "this folder could not be listed")
        }
        var folders: [String] = []
        var files: [(String, ManifestKind)] = []
        for name in names {
            seen += 1
            guard seen <= Self.filesMax else { return note(path, "there are too many files") }
            let whole = path == "." ? name : path + "/" + name
            var status = stat()
            guard lstat(whole, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: if !Self.passedOver.contains(name) { folders.append(whole) }
            case S_IFREG:
                compare(whole, size: Int(status.st_size))
                if let kind = ManifestKind.of(path: whole) {
                    files.append((whole, kind))
                } else {
                    script(whole)
                }
            default: break
            }
        }
        // `cargo vendor` lays this file beside the manifest of every crate that it copies.
        let isCrate = names.contains(".cargo-checksum.json")
        let kinds = Set(files.map(\.1))
        let start = inventory.components.count
        let isInstalled = path.contains("node_modules") || path.contains("site-packages")
        let hasShrinkwrap = names.contains("npm-shrinkwrap.json")
        for (whole, kind) in files where kind.betters.isDisjoint(with: kinds) {
            // npm itself prefers the one that is published.
            if hasShrinkwrap, whole.hasSuffix("package-lock.json") { continue }
            switch kind {
            case .packageJSON where path.contains("node_modules"): installed(whole)
            case .packageJSON where VendoredFiles.isVendored(path: whole): copied(whole)
            case .cargoManifest where isCrate: try file(whole, .crateVendored)
            // What an installed package wants lies beside it, and is read there.
            case _ where kind.isWish && isInstalled: continue
            default: try file(whole, kind, above: above)
            }
        }
        var locked = above
        let paths = Set(files.lazy.filter { !$0.1.isWish }.map(\.0))
        for component in inventory.components[start...] where paths.contains(component.file) {
            locked.insert(component.package)
        }
        let isLocked = !kinds.isDisjoint(with: ManifestKind.packageJSON.betters)
        for whole in folders where !(isLocked && whole.hasSuffix("/node_modules")) {
            try folder(whole, depth: depth + 1, above: locked)
        }
    }

    private mutating func file(
        _ path: String,
        _ kind: ManifestKind,
        above: Set<PackageName> = []
    ) throws {
        guard read.insert(path).inserted else { return }
        guard let bytes = try Disk.read(path, lengthMax: Self.fileSizeMax) else {
            return note(path, "this file could not be read, or is too large")
        }
        fileCount += 1
        var found =
            switch kind {
            case .dpkg: InstalledFiles.dpkg(bytes, release: release)
            case .apk: InstalledFiles.apk(bytes, release: release)
            default: kind.read(bytes, path: path)
            }
        if kind.isWish { found.leaveOut(above) }
        for index in found.components.indices { found.components[index].file = path }
        inventory.add(found)
        // Requirements go on in other files; each is read once, so a loop ends by itself.
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) + "/" } ?? ""
        for include in found.includes {
            guard !include.contains("://"), !include.hasPrefix("/") else {
                note(path, "it goes on at an address, which is not followed")
                continue
            }
            let other = folder + include
            if FileManager.default.fileExists(atPath: other) {
                try file(other, .requirements)
            } else {
                note(path, "it goes on in a file that is not there")
            }
        }
    }

    /// A package that lies in node_modules.
    private mutating func installed(_ path: String) {
        guard let bytes = try? Disk.read(path, lengthMax: Self.fileSizeMax) else { return }
        fileCount += 1
        var found = InstalledFiles.node(bytes)
        for index in found.components.indices { found.components[index].file = path }
        inventory.add(found)
    }

    /// A package for Node in a folder of copies: what it is; without a version, what it wants.
    private mutating func copied(_ path: String) {
        guard let bytes = try? Disk.read(path, lengthMax: Self.fileSizeMax) else {
            return note(path, "this file could not be read, or is too large")
        }
        fileCount += 1
        var found = InstalledFiles.node(bytes)
        if found.components.isEmpty { found = ManifestKind.packageJSON.read(bytes, path: path) }
        for index in found.components.indices {
            found.components[index].file = path
            found.components[index].group = VendoredFiles.group
        }
        inventory.add(found)
    }

    /// A file that may be a copy of a known one, by its size.
    private mutating func compare(_ path: String, size: Int) {
        guard let known, known.mayHold(size),
            let bytes = try? Disk.read(path, lengthMax: KnownFiles.sizeMax)
        else { return }
        copies.see(path, bytes, in: known)
    }

    /// A script whose banner says which package it is a copy of.
    private mutating func script(_ path: String) {
        guard VendoredFiles.isScript(path: path), !path.contains("node_modules"),
            let head = try? OpenFile(path)?.read(0, VendoredFiles.headMax),
            var component = VendoredFiles.banner(head)
        else { return }
        fileCount += 1
        component.file = path
        inventory.components.append(component)
    }

    /// A container image: an archive of one, or a folder in the OCI layout.
    private mutating func image(_ archive: ImageArchive) {
        fileCount += 1
        inventory.add(archive.inventory())
    }
}
