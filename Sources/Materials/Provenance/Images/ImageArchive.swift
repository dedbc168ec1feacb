/// A container image in an archive: the OCI image layout 1.0, or what `docker save` writes.
///
/// Layers are read one after the other as a file system is made of them: a later file takes the
/// place of an earlier one, a *whiteout* takes it away. What is left is what runs; what was taken
/// away was shipped all the same, but nothing can start it.
public struct ImageArchive {
    /// An image by its name and the files that are its layers, the lowest first.
    struct Image {
        var name: String
        var layers: [String]
    }

    private let source: ImageSource
    private(set) var images: [Image] = []
    private var remarks: [Inventory.Remark] = []
    /// Manifests inside manifests.
    private static let depthMax = 4

    /// Reads the manifests.
    ///
    /// - Throws: ``Unreadable`` when it is no image archive.
    public init(_ source: ImageSource) throws(Unreadable) {
        self.source = source
        do throws(ArchiveFault) {
            if let manifest = try source.document("manifest.json") {
                try readSaved(Self.json(manifest))
            } else if let index = try source.document("index.json") {
                try readIndex(Self.json(index), name: "", depth: 0)
            }
        } catch { throw Unreadable(error.words) }
        guard !images.isEmpty else { throw Unreadable("this is no image archive") }
    }

    private static func json(_ bytes: [UInt8]) throws(ArchiveFault) -> Tree {
        do throws(Unreadable) { return try Tree.json(bytes) } catch {
            throw .corrupt("a manifest: \(error.reason)")
        }
    }

    /// `docker save`: a list of images with the paths of their layers.
    private mutating func readSaved(_ tree: Tree) {
        for item in tree.items {
            let name = item["RepoTags"]?.items.first?.string ?? ""
            let layers = (item["Layers"]?.items ?? []).compactMap(\.string)
            images.append(Image(name: name, layers: layers))
        }
    }

    /// OCI: an index of manifests, some of which are indexes themselves.
    private mutating func readIndex(_ tree: Tree, name: String, depth: Int) throws(ArchiveFault) {
        guard depth < Self.depthMax else { throw .limit("manifests inside manifests") }
        for item in tree["manifests"]?.items ?? [] {
            guard let blob = Self.blob(item) else { throw .corrupt("a digest in an index") }
            let own = item.at("annotations", "org.opencontainers.image.ref.name")?.string ?? name
            guard let bytes = try source.document(blob) else {
                // An index may speak of platforms that were not saved.
                remarks.append(.init(.unreadable, "a manifest of \(own) is not in the archive"))
                continue
            }
            let manifest = try Self.json(bytes)
            if manifest["manifests"] != nil {
                try readIndex(manifest, name: own, depth: depth + 1)
                continue
            }
            let layers = (manifest["layers"]?.items ?? []).filter {
                $0["mediaType"]?.string?.holds("in-toto") != true
            }
            guard !layers.isEmpty else { continue }
            images.append(Image(name: own, layers: layers.compactMap(Self.blob)))
        }
    }

    private static func blob(_ item: Tree) -> String? {
        guard let digest = item["digest"]?.string, let colon = digest.firstIndex(of: ":") else {
            return nil
        }
        return "blobs/" + digest[..<colon] + "/" + digest[digest.index(after: colon)...]
    }

    /// What all of its images are made of.
    public func inventory() -> Inventory {
        var inventory = Inventory()
        inventory.remarks = remarks
        for image in images {
            var system = ImageFiles()
            for layer in image.layers {
                do throws(ArchiveFault) {
                    try read(layer, into: &system)
                } catch {
                    var remark = Inventory.Remark(.unreadable, error.words)
                    remark.file = layer
                    inventory.remarks.append(remark)
                }
            }
            inventory.add(system.inventory(image: image.name))
        }
        return inventory
    }

    /// Layers unpacked may be many times what an attack on a laptop would be.
    private static var limits: ArchiveLimits {
        var limits = ArchiveLimits()
        limits.totalSizeMax = 64 << 30
        limits.entryCountMax = 5_000_000
        return limits
    }

    private func read(_ layer: String, into system: inout ImageFiles) throws(ArchiveFault) {
        guard source.sizes[layer] != nil else { throw .corrupt("a layer is not in the archive") }
        let next = source.pieces(layer)
        let first = try next()
        var held: [UInt8]? = first
        let whole: Inflater.Source = { () throws(ArchiveFault) in
            if let piece = held {
                held = nil
                return piece
            }
            return try next()
        }
        var changes = ImageFiles.Layer()
        var walker = TarWalker(limits: Self.limits, wants: { ImageFiles.wants($0.name) }) {
            (entry, bytes) throws(ArchiveFault) in
            changes.take(entry, bytes)
        }
        if Gzip.isGzip(first) {
            try Gzip.unpack(limits: Self.limits, whole) { (piece) throws(ArchiveFault) in
                try walker.feed(piece)
            }
        } else if Zstandard.isZstandard(first) {
            try Zstandard.unpack(limits: Self.limits, whole) { (piece) throws(ArchiveFault) in
                try walker.feed(piece)
            }
        } else {
            while true {
                let piece = try whole()
                if piece.isEmpty { break }
                try walker.feed(piece[...])
            }
        }
        try walker.finish()
        system.apply(changes)
    }
}
