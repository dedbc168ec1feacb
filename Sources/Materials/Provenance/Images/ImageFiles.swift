/// The files of an image that say what it is made of, as its layers leave them.
struct ImageFiles {
    /// What one layer adds and takes away.
    struct Layer {
        fileprivate var files: [String: [UInt8]] = [:]
        /// Paths that are taken away, with all below them.
        fileprivate var removed: Set<String> = []
        /// Folders of which nothing of the layers below is left.
        fileprivate var emptied: Set<String> = []
        fileprivate var unread: [String] = []

        mutating func take(_ entry: ArchiveEntry, _ bytes: [UInt8]?) {
            let path = ImageFiles.plain(entry.name)
            let cut = path.lastIndex(of: "/")
            let last = cut.map { path[path.index(after: $0)...] } ?? path[...]
            let folder = cut.map { String(path[..<$0]) } ?? ""
            if last == ".wh..wh..opq" {
                emptied.insert(folder)
            } else if last.hasPrefix(".wh.") {
                removed.insert((folder.isEmpty ? "" : folder + "/") + last.dropFirst(4))
            } else if entry.kind == .file, ImageFiles.wants(path) {
                if let bytes { files[path] = bytes } else { unread.append(path) }
            }
        }
    }

    private var files: [String: [UInt8]] = [:]
    private var unread: Set<String> = []

    private static func plain(_ name: String) -> String {
        var path = Substring(name)
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        while path.hasPrefix("/") { path = path.dropFirst() }
        return String(path)
    }

    /// Databases of packages that are known and not read: an image that has one is not clean
    /// because nothing was found.
    private static let unreadDatabases = [
        "var/lib/rpm/rpmdb.sqlite", "var/lib/rpm/Packages", "var/lib/rpm/Packages.db",
        "usr/lib/sysimage/rpm/rpmdb.sqlite",
    ]

    private static func isRelease(_ path: String) -> Bool {
        path == "etc/os-release" || path == "usr/lib/os-release"
    }

    /// Whether a file says what software there is. A path is looked at by its end first: an image
    /// has a hundred thousand.
    static func wants(_ name: String) -> Bool {
        let path = plain(name)
        if isRelease(path) || unreadDatabases.contains(path) { return true }
        guard let kind = ManifestKind.of(path: path) else { return false }
        switch kind {
        case .wheelMetadata, .dpkg, .apk: return true
        // A package that lies in node_modules, by its own manifest there.
        case .packageJSON: return isNodePackage(path)
        case .cyclonedxJSON, .cyclonedxXML, .spdxJSON: return true
        case .requirements, .condaEnvironment, .pom, .workflow, .dockerfile, .compose, .notebook:
            return false
        // What is wanted is not what is installed.
        case _ where kind.isWish: return false
        default: return !path.split(separator: "/").contains("node_modules")
        }
    }

    /// `…/node_modules/name/package.json` and `…/node_modules/@scope/name/package.json`.
    private static func isNodePackage(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard parts.count >= 3 else { return false }
        if parts[parts.count - 3] == "node_modules" { return true }
        return parts.count >= 4 && parts[parts.count - 4] == "node_modules"
            && parts[parts.count - 3].hasPrefix("@")
    }

    /// Lays a layer over what is there: first what it takes away, then what it adds.
    mutating func apply(_ layer: Layer) {
        if !layer.removed.isEmpty || !layer.emptied.isEmpty {
            files = files.filter { !Self.isGone($0.key, layer) }
            unread = unread.filter { !Self.isGone($0, layer) }
        }
        for (path, bytes) in layer.files { files[path] = bytes }
        unread.formUnion(layer.unread)
    }

    private static func isGone(_ path: String, _ layer: Layer) -> Bool {
        if layer.removed.contains(path) { return true }
        if layer.emptied.contains("") { return true }
        var end = path.startIndex
        while let slash = path[end...].firstIndex(of: "/") {
            let folder = String(path[..<slash])
            if layer.removed.contains(folder) || layer.emptied.contains(folder) { return true }
            end = path.index(after: slash)
        }
        return false
    }

    /// What is left when all layers are laid.
    func inventory(image: String) -> Inventory {
        var inventory = Inventory()
        let text = files["etc/os-release"] ?? files["usr/lib/os-release"] ?? []
        let release = OperatingSystem(text)
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) where !Self.isRelease(path) {
            guard !Self.unreadDatabases.contains(path), let kind = ManifestKind.of(path: path)
            else {
                inventory.remarks.append(Self.remark(path, "this list of packages is not read"))
                continue
            }
            var found =
                switch kind {
                case .dpkg: InstalledFiles.dpkg(bytes, release: release)
                case .apk: InstalledFiles.apk(bytes, release: release)
                case .packageJSON: InstalledFiles.node(bytes)
                default: kind.read(bytes, path: path)
                }
            for index in found.components.indices { found.components[index].file = path }
            inventory.add(found)
        }
        for path in unread.sorted() {
            inventory.remarks.append(Self.remark(path, "this file is too large to look into"))
        }
        if !image.isEmpty {
            for index in inventory.components.indices {
                inventory.components[index].file = image + ":" + inventory.components[index].file
            }
        }
        return inventory
    }

    private static func remark(_ path: String, _ words: String) -> Inventory.Remark {
        var remark = Inventory.Remark(.unreadable, words)
        remark.file = path
        return remark
    }
}
