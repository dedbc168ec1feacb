/// Writes ZIP files (APPNOTE 6.3) of stored entries, so that their bytes need no compressor.
struct Archive {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// 1 March 2026, noon, in MS-DOS form: the bytes must not depend on when they are written.
    private let stamp: (time: Int, date: Int) = (12 << 11, (46 << 9) | (3 << 5) | 1)

    /// Adds `bytes` as `name`, under `password` with the traditional cipher when there is one.
    mutating func add(_ name: String, _ bytes: [UInt8], sealed: (password: String, Dice)? = nil) {
        let checksum = CRC32.of(bytes)
        var stored = bytes
        if case (let password, var dice)? = sealed {
            var cipher = TraditionalCipher(password: password)
            // Twelve bytes go before the data; the last lets a reader test the password (§6.1.6).
            let salt = (0..<11).map { _ in UInt8(dice.number(below: 256)) }
            stored = (salt + [UInt8(checksum >> 24)] + bytes).map { cipher.encrypt($0) }
        }
        let flags = 0x0800 | (sealed == nil ? 0 : 1)
        let common =
            pair(20) + pair(flags) + pair(0) + pair(stamp.time) + pair(stamp.date)
            + quad(Int(checksum)) + quad(stored.count) + quad(bytes.count)
            + pair(name.utf8.count) + pair(0)
        directory +=
            quad(0x0201_4B50) + pair(20) + common + pair(0) + pair(0) + pair(0) + quad(0)
            + quad(body.count) + Array(name.utf8)
        body += quad(0x0403_4B50) + common + Array(name.utf8) + stored
        count += 1
    }

    /// The whole file.
    func bytes() -> [UInt8] {
        body + directory + quad(0x0605_4B50) + pair(0) + pair(0) + pair(count) + pair(count)
            + quad(directory.count) + quad(body.count) + pair(0)
    }

    private func pair(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }

    private func quad(_ value: Int) -> [UInt8] {
        pair(value) + pair(value >> 16)
    }
}

/// CRC-32 of ISO 3309, as ZIP uses it.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { word, _ in
            word & 1 == 1 ? (word >> 1) ^ 0xEDB8_8320 : word >> 1
        }
    }

    static func of(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF) { next($0, $1) }
    }

    static func next(_ word: UInt32, _ byte: UInt8) -> UInt32 {
        table[Int((word ^ UInt32(byte)) & 0xFF)] ^ (word >> 8)
    }
}

/// PKWARE's first cipher (APPNOTE §6.1). Weak, and still what people's archives are locked with.
struct TraditionalCipher {
    private var keys: (UInt32, UInt32, UInt32) = (0x1234_5678, 0x2345_6789, 0x3456_7890)

    init(password: String) {
        for byte in password.utf8 { update(byte) }
    }

    mutating func encrypt(_ byte: UInt8) -> UInt8 {
        let word = keys.2 | 2
        let stream = UInt8(truncatingIfNeeded: (word &* (word ^ 1)) >> 8)
        update(byte)
        return byte ^ stream
    }

    private mutating func update(_ byte: UInt8) {
        keys.0 = CRC32.next(keys.0, byte)
        keys.1 = (keys.1 &+ (keys.0 & 0xFF)) &* 134_775_813 &+ 1
        keys.2 = CRC32.next(keys.2, UInt8(truncatingIfNeeded: keys.1 >> 24))
    }
}
