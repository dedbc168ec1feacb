/// Why a sealed stream is refused. Chunks are numbered from 0.
public enum StreamRefusal: Error, Equatable, Sendable {
    /// It does not begin as a sealed stream does.
    case notSealed
    /// Sealed in a version of the format that we do not know.
    case unknownVersion(UInt8)
    /// Sealed with a cipher that we do not know.
    case unknownCipher(UInt8)
    /// It ends inside the header.
    case headerCutShort
    /// Another key or another context; or the salt or the commitment was changed.
    case otherKey
    /// It ends before its last chunk: at the end of an earlier one, or too early to be a chunk.
    case cutShort(chunk: UInt64)
    /// Bytes follow the last chunk, which is this one.
    case continued(chunk: UInt64)
    /// A chunk of this very stream stands where another belongs: repeated, swapped or, with the
    /// ones between gone, moved up.
    case misplaced(chunk: UInt64, belongsAt: UInt64)
    /// Bytes were changed, the chunk is from elsewhere, the stream ends inside it, or bytes
    /// follow a last chunk that was not full: from outside, these look alike.
    case altered(chunk: UInt64)
    /// An empty last chunk after a full one. Two files must not say the same thing.
    case emptyEnd(chunk: UInt64)
    /// More chunks than any stream may have.
    case tooLong
}
