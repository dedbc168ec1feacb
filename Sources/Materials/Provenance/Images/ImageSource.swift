/// The files of an image archive, and a way to read a part of one.
///
/// An image is larger than memory: nothing of it is held but what is asked for.
public struct ImageSource {
    /// Gives `count` bytes of a file from `offset` on, fewer only at its end.
    public typealias Read = (_ name: String, _ offset: Int, _ count: Int) throws(ArchiveFault) ->
        [UInt8]

    /// Bytes of a manifest or configuration.
    static let documentSizeMax = 8 << 20

    /// Sizes by name.
    let sizes: [String: Int]
    private let read: Read

    /// A folder in the OCI layout: its files by name and size.
    public init(sizes: [String: Int], read: @escaping Read) {
        self.sizes = sizes
        self.read = read
    }

    /// An archive as `docker save` writes it, or an OCI layout in a tar: its headers are walked,
    /// its contents passed over.
    ///
    /// - Parameter read: gives bytes of the archive itself.
    public init(
        tar size: Int,
        read: @escaping (_ offset: Int, _ count: Int) throws(ArchiveFault) -> [UInt8]
    ) throws(ArchiveFault) {
        var places: [String: (offset: Int, size: Int)] = [:]
        var links: [(name: String, target: String)] = []
        var extensions = TarExtensions()
        var offset = 0
        var count = 0
        while offset + TarWalker.blockSize <= size {
            let block = try read(offset, TarWalker.blockSize)
            guard block.count == TarWalker.blockSize else { throw .truncated }
            if block.allSatisfy({ $0 == 0 }) { break }
            guard let header = TarHeader(block) else { throw .corrupt("a tar header") }
            offset += TarWalker.blockSize
            count += 1
            guard count <= Self.entriesMax else { throw .limit("number of entries") }
            if header.isExtension {
                guard header.size <= 1 << 20 else { throw .limit("length of a name") }
                extensions.take(header.type, try read(offset, header.size))
                offset += header.size + header.padding
                continue
            }
            let entry = extensions.apply(to: header)
            extensions = TarExtensions()
            let name = Self.plain(entry.name)
            switch entry.kind {
            case .file: places[name] = (offset, entry.size)
            case .link(let target): links.append((name, Self.resolved(target, from: name)))
            case .folder, .other: break
            }
            offset += entry.size + (512 - entry.size % 512) % 512
        }
        // Older archives link a layer that two images share.
        for link in links where places[link.name] == nil { places[link.name] = places[link.target] }
        let known = places
        sizes = known.mapValues(\.size)
        self.read = { (name, from, count) throws(ArchiveFault) in
            guard let place = known[name], from >= 0, from <= place.size else { throw .truncated }
            return try read(place.offset + from, min(count, place.size - from))
        }
    }

    private static let entriesMax = 200_000

    private static func plain(_ name: String) -> String {
        name.hasPrefix("./") ? String(name.dropFirst(2)) : name
    }

    private static func resolved(_ target: String, from name: String) -> String {
        guard target.hasPrefix("../") else { return plain(target) }
        var parts = name.split(separator: "/").dropLast()
        for part in target.split(separator: "/") {
            if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    /// A small file whole; nil when there is none of the name.
    func document(_ name: String) throws(ArchiveFault) -> [UInt8]? {
        guard let size = sizes[name] else { return nil }
        guard size <= Self.documentSizeMax else { throw .limit("size of a manifest") }
        return try read(name, 0, size)
    }

    /// The pieces of a file one after the other; an empty one at the end.
    func pieces(_ name: String, size: Int = 1 << 20) -> Inflater.Source {
        var offset = 0
        let read = self.read
        return { () throws(ArchiveFault) in
            let piece = try read(name, offset, size)
            offset += piece.count
            return piece
        }
    }
}
