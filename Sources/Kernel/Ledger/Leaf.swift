package import Merkle

/// What the log holds of an event, version 1: nothing personal, and enough to prove it later.
///
///     1  version (1)             16 × m  subject tags, m ≤ 8
///     1+n type, length first     32      commitment to the body
///     16 tenant tag              1       number of references r ≤ 4
///     8  time, ms since 1970     32 × r  references
///     16 event id                4       key epoch
///     16 actor tag
///     1  number of subject tags m
///
/// Integers are big-endian. At most 416 bytes. The tags are HMACs per event, so two leaves about
/// one person cannot be linked without that person's key, which erasure destroys.
package struct Leaf: Hashable, Sendable {
    package static let version: UInt8 = 1
    package static let typeLengthMax = 64
    package static let subjectsMax = 8
    package static let referencesMax = 4
    static let tagLength = 16

    package let type: String
    package let tenantTag: [UInt8]
    package let time: Int64
    package let event: ID<any Event>
    package let actorTag: [UInt8]
    package let subjectTags: [[UInt8]]
    package let commitment: [UInt8]
    package let references: [Digest]
    package let keyEpoch: UInt32

    /// The canonical bytes: one leaf, one spelling.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = [Self.version, UInt8(type.utf8.count)]
        bytes += type.utf8
        bytes += tenantTag
        bytes += time.bigEndianBytes
        bytes += event.bytes
        bytes += actorTag
        bytes.append(UInt8(subjectTags.count))
        for tag in subjectTags { bytes += tag }
        bytes += commitment
        bytes.append(UInt8(references.count))
        for reference in references { bytes += reference.bytes }
        bytes += keyEpoch.bigEndianBytes
        return bytes
    }
}

extension Leaf {
    /// Why bytes are not a leaf.
    package enum Malformed: Error, Equatable, Sendable {
        case unknownVersion(UInt8)
        case cutShort
        case trailingBytes
        case badType
        case tooManySubjects
        case tooManyReferences
    }

    /// Reads canonical bytes, refusing anything that another leaf could also be written as.
    package init(bytes: [UInt8]) throws(Malformed) {
        var rest = bytes[...]
        func take(_ count: Int) throws(Malformed) -> [UInt8] {
            guard rest.count >= count else { throw .cutShort }
            defer { rest = rest.dropFirst(count) }
            return [UInt8](rest.prefix(count))
        }
        let version = try take(1)[0]
        guard version == Self.version else { throw .unknownVersion(version) }
        let type = try take(Int(try take(1)[0]))
        let isName = type.allSatisfy { (0x21...0x7E).contains($0) }
        guard !type.isEmpty, type.count <= Self.typeLengthMax, isName else { throw .badType }
        self.type = String(decoding: type, as: UTF8.self)
        tenantTag = try take(Self.tagLength)
        time = Int64(bitPattern: UInt64(bigEndian: try take(8)))
        guard let event = ID<any Event>(bytes: try take(16)) else { throw .cutShort }
        self.event = event
        actorTag = try take(Self.tagLength)
        let subjects = Int(try take(1)[0])
        guard subjects <= Self.subjectsMax else { throw .tooManySubjects }
        var tags: [[UInt8]] = []
        for _ in 0..<subjects { tags.append(try take(Self.tagLength)) }
        subjectTags = tags
        commitment = try take(32)
        let count = Int(try take(1)[0])
        guard count <= Self.referencesMax else { throw .tooManyReferences }
        var references: [Digest] = []
        for _ in 0..<count {
            guard let digest = Digest(try take(Digest.length)) else { throw .cutShort }
            references.append(digest)
        }
        self.references = references
        keyEpoch = UInt32(UInt64(bigEndian: try take(4)))
        guard rest.isEmpty else { throw .trailingBytes }
    }
}
