// Modules: Provenance
import Provenance

/// Archives as they come, each reader by itself: the first byte says which.
func fuzz(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    var limits = ArchiveLimits()
    limits.totalSizeMax = 8 << 20
    limits.entrySizeMax = 1 << 20
    limits.entryCountMax = 1_000
    var total = 0
    let count: Zstandard.Sink = { (piece) throws(ArchiveFault) in total += piece.count }
    switch choice {
    case UInt8(ascii: "b"): try? Bzip2.unpack(rest, limits: limits, count)
    case UInt8(ascii: "z"): try? Zstandard.unpack(rest, limits: limits, count)
    case UInt8(ascii: "g"): total = (try? Gzip.unpack(rest, limits: limits))?.count ?? 0
    case UInt8(ascii: "p"):
        guard let zip = try? Zip(rest, limits: limits) else { return }
        for member in zip.members {
            total = (try? zip.unpack(member))?.count ?? 0
            _ = zip.localName(member)
            precondition(total <= limits.totalSizeMax, "a member passes its bound")
        }
    case UInt8(ascii: "t"):
        var walker = TarWalker(limits: limits, wants: { _ in true }) {
            (_, content) throws(ArchiveFault) in total += content?.count ?? 0
        }
        try? walker.feed(rest[...])
        try? walker.finish()
    case UInt8(ascii: "i"):
        let source = try? ImageSource(tar: rest.count) { (offset, size) throws(ArchiveFault) in
            Array(rest[min(offset, rest.count)..<min(offset + size, rest.count)])
        }
        if let source { _ = (try? ImageArchive(source))?.inventory() }
    default: return
    }
    precondition(total <= limits.totalSizeMax, "more was handed on than is allowed")
}
