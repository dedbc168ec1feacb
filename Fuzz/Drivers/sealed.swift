// Modules: Sealing
import Sealing

/// A sealed file, edited: only the prefix of what was sealed ever comes out, and the end is only
/// reached by the file as it was.
func fuzz(_ bytes: [UInt8]) {
    var input = Cutter(bytes)
    let length = [0, 1, 65_535, 65_536, 65_537, 140_000][Int(input.byte()) % 6]
    var sealed = Sample.sealed[length, default: []]
    let original = sealed
    while !input.isAtEnd { edit(&sealed, &input) }
    guard let key = Sample.key else { return }
    var opener = StreamOpener(key: key, context: "fuzz")
    var opened: [UInt8] = []
    var isWhole = false
    do {
        try sealed.withUnsafeBytes { sealed in
            var start = 0
            var step = max(1, bytes.count * 97)
            while start < sealed.count {
                let end = min(sealed.count, start + step)
                let piece = UnsafeRawBufferPointer(rebasing: sealed[start..<end])
                try opener.update(piece) { opened += $0 }
                start = end
                step = step % 70_000 + 1
            }
        }
        try opener.finish { opened += $0 }
        isWhole = true
    } catch {}
    precondition(opened.elementsEqual(Sample.plain(length).prefix(opened.count)), "other bytes")
    precondition(isWhole == (sealed == original), "an altered file is whole, or a whole one is not")
    _ = try? Envelope.open(bytes, under: key, authenticating: [])
    let text = String(decoding: bytes, as: UTF8.self)
    if let lock = try? RootLock(text: text) { precondition(lock.text == text, "two spellings") }
    if let key = try? KeyFile.key(from: text) { _ = KeyFile.text(of: key) }
}

/// Changes, cuts, doubles or moves bytes at a place that the input names.
private func edit(_ sealed: inout [UInt8], _ input: inout Cutter) {
    let kind = input.byte()
    guard !sealed.isEmpty else { return }
    let place = input.number(3) % sealed.count
    let count = min(sealed.count - place, Int(input.byte()) * (kind & 0x80 == 0 ? 1 : 257))
    switch kind & 3 {
    case 0: sealed[place] ^= UInt8(truncatingIfNeeded: count)
    case 1: sealed.removeSubrange(place..<place + count)
    case 2: sealed.insert(contentsOf: sealed[place..<place + count], at: place)
    default: sealed.replaceSubrange(0..<min(place, count), with: input.bytes(count))
    }
}

private enum Sample {
    static let key = Secret([UInt8](repeating: 9, count: 32))

    static func plain(_ length: Int) -> [UInt8] {
        (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 131 &+ $0 >> 8) }
    }

    static let sealed: [Int: [UInt8]] = {
        var generator = SplitMix(seed: 5)
        var sealed: [Int: [UInt8]] = [:]
        for length in [0, 1, 65_535, 65_536, 65_537, 140_000] {
            guard let key else { continue }
            sealed[length] = try? StreamSealer.seal(
                plain(length),
                key: key,
                context: "fuzz",
                using: &generator
            )
        }
        return sealed
    }()
}
