import Foundation

/// The table of names, places, organisations and common words, mapped from one file.
///
/// `script/compile-lexicon` writes it and describes its format. Opening costs one `mmap`; a look-up
/// touches one or two cache lines. The file is only read; it is trusted as part of the program, yet
/// its size is checked against its header before anything in it is believed.
///
/// `@unchecked Sendable` holds because the mapping is read-only and lives as long as this.
final class Lexicon: @unchecked Sendable {
    struct Marks: OptionSet {
        let rawValue: UInt16
        static let forename = Marks(rawValue: 1 << 0)
        static let surname = Marks(rawValue: 1 << 1)
        static let city = Marks(rawValue: 1 << 2)
        static let country = Marks(rawValue: 1 << 3)
        static let organization = Marks(rawValue: 1 << 4)
        /// The first word of an entry of several words.
        static let opens = Marks(rawValue: 1 << 5)
        static let english = Marks(rawValue: 1 << 6)
        static let french = Marks(rawValue: 1 << 7)
        static let german = Marks(rawValue: 1 << 8)
        static let spanish = Marks(rawValue: 1 << 9)
        static let female = Marks(rawValue: 1 << 10)
        static let male = Marks(rawValue: 1 << 11)
        /// Among the most frequent names of a country.
        static let commonName = Marks(rawValue: 1 << 12)

        static let name: Marks = [.forename, .surname]
        static let place: Marks = [.city, .country]
        /// An ordinary word in one of the languages.
        static let word: Marks = [.english, .french, .german, .spanish]
    }

    private static let scalars = 0x2000
    private static let headSize = 16 + 3 * scalars

    private let file: MappedFile
    private let folding: UnsafePointer<UInt16>
    private let forms: UnsafePointer<UInt8>
    private let slots: UnsafePointer<UInt64>
    private let mask: Int

    /// The lexicon that comes with the program.
    convenience init() throws(Detection.Failure) {
        guard
            let url = Bundle.module.url(
                forResource: "names",
                withExtension: "lexicon",
                subdirectory: "Lexicons"
            )
        else { throw .lexiconUnreadable("names.lexicon") }
        try self.init(path: url.path)
    }

    init(path: String) throws(Detection.Failure) {
        guard let file = MappedFile(path: path), file.bytes.count >= Self.headSize,
            let memory = file.bytes.baseAddress
        else { throw .lexiconUnreadable("names.lexicon") }
        let count = Int(memory.load(fromByteOffset: 8, as: UInt32.self).littleEndian)
        let isIntact =
            file.bytes.prefix(8).elementsEqual("CORDLEX1".utf8) && count > 0
            && count & (count - 1) == 0 && file.bytes.count == Self.headSize + 8 * count
        guard isIntact else { throw .lexiconUnreadable("names.lexicon") }
        self.file = file
        folding = (memory + 16).assumingMemoryBound(to: UInt16.self)
        forms = (memory + 16 + 2 * Self.scalars).assumingMemoryBound(to: UInt8.self)
        slots = (memory + Self.headSize).assumingMemoryBound(to: UInt64.self)
        mask = count - 1
    }

    subscript(key: UInt64) -> Marks {
        var place = Int(truncatingIfNeeded: key >> 16) & mask
        // The table is a quarter empty, so an empty slot ends every search.
        for _ in 0...mask {
            let slot = slots[place]
            if slot == 0 { return [] }
            if (slot ^ key) >> 16 == 0 { return Marks(rawValue: UInt16(truncatingIfNeeded: slot)) }
            place = (place + 1) & mask
        }
        return []
    }

    /// The letter that `scalar` is read as, 0 if it is none.
    func folded(_ scalar: UInt32) -> UInt32 {
        scalar < Self.scalars ? UInt32(folding[Int(scalar)]) : scalar
    }

    func isCapital(_ scalar: UInt32) -> Bool {
        scalar < Self.scalars && forms[Int(scalar)] == 2
    }
}

/// The arithmetic of keys; `script/compile-lexicon` does the same.
enum LexiconKey {
    static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always) static func adding(_ letter: UInt32, to state: UInt64) -> UInt64 {
        (state ^ UInt64(letter)) &* 0x100_0000_01B3
    }

    /// The key of an entry of several words.
    static func joining(_ key: UInt64, to state: UInt64) -> UInt64 {
        (state &* 0x9E37_79B9_7F4A_7C15) ^ key
    }
}
