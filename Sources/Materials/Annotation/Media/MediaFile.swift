/// A picture or a sound as a task may show it: of a kind that every browser plays, and without
/// what it says of who made it, where and with what.
///
/// Nothing is decoded: containers are walked, and parts that describe are left out. What is left
/// shows and sounds the same. A file whose parts do not add up is refused, so that nothing hides
/// behind the end.
public struct MediaFile: Sendable, Hashable {
    /// What it is.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// Portable network graphics (ISO/IEC 15948).
        case png = "image/png"
        /// JPEG (ITU-T T.81).
        case jpeg = "image/jpeg"
        /// WebP (RFC 9649).
        case webp = "image/webp"
        /// Waveform audio in RIFF.
        case wav = "audio/wav"
        /// MPEG audio, layer III.
        case mp3 = "audio/mpeg"
        /// Free lossless audio (RFC 9639).
        case flac = "audio/flac"

        /// Whether it is looked at rather than listened to.
        public var isPicture: Bool {
            switch self {
            case .png, .jpeg, .webp: true
            case .wav, .mp3, .flac: false
            }
        }

        init?(_ bytes: [UInt8]) {
            func starts(_ text: String, at place: Int = 0) -> Bool {
                bytes.dropFirst(place).starts(with: text.utf8)
            }
            if bytes.starts(with: PNGParts.signature) {
                self = .png
            } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
                self = .jpeg
            } else if starts("RIFF"), starts("WEBP", at: 8) {
                self = .webp
            } else if starts("RIFF"), starts("WAVE", at: 8) {
                self = .wav
            } else if starts("fLaC") {
                self = .flac
            } else if starts("ID3") || MP3Parts.isFrame(bytes[...]) {
                self = .mp3
            } else {
                return nil
            }
        }
    }

    /// What it is.
    public let kind: Kind
    /// The file, without descriptions.
    public let bytes: [UInt8]

    /// Longest file that is taken. Bytes.
    public static let lengthMax = 64 << 20

    /// Why a file is none that a task may show.
    public enum Fault: Error, Hashable, Sendable {
        /// Of another kind than ``Kind``.
        case kind
        /// Longer than ``MediaFile/lengthMax``.
        case length
        /// Its parts do not add up, or it breaks off.
        case broken
    }

    /// Reads `bytes` and leaves out what they say beside what they show.
    public init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count <= Self.lengthMax else { throw .length }
        guard let kind = Kind(bytes) else { throw .kind }
        self.kind = kind
        let plain: [UInt8]? =
            switch kind {
            case .png: PNGParts.plain(bytes)
            case .jpeg: JPEGParts.plain(bytes)
            case .webp: RIFFParts.plain(bytes, leavingOut: ["EXIF", "XMP "])
            case .wav: RIFFParts.plain(bytes, keeping: ["fmt ", "fact", "data"])
            case .mp3: MP3Parts.plain(bytes)
            case .flac: FLACParts.plain(bytes)
            }
        guard let plain else { throw .broken }
        self.bytes = plain
    }
}

/// Numbers in files, by place; nil beyond the end.
extension [UInt8] {
    func big(_ place: Int, _ count: Int) -> Int? {
        guard place >= 0, place + count <= self.count else { return nil }
        return self[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }

    func little(_ place: Int, _ count: Int) -> Int? {
        guard place >= 0, place + count <= self.count else { return nil }
        return self[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    func name(_ place: Int) -> String? {
        guard place >= 0, place + 4 <= count else { return nil }
        return String(decoding: self[place..<place + 4], as: UTF8.self)
    }
}
