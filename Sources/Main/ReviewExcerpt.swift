import Console
import Custody
import Kernel
import Sieve

/// A doubt in its line, set off from the words around it.
struct ReviewExcerpt {
    /// Bytes shown on either side of a doubt.
    private static let reach = 60

    private let bytes: [UInt8]
    private let range: Range<Int>

    init(_ text: String, around finding: Finding) {
        bytes = Array(text.utf8)
        range = finding.range.clamped(to: 0..<bytes.count)
    }

    /// The words in one line; nothing in them is obeyed by a terminal.
    func line(on surface: TerminalSurface) -> String {
        let start = boundary(max(0, range.lowerBound - Self.reach))
        let end = boundary(min(bytes.count, range.upperBound + Self.reach))
        return piece(start..<range.lowerBound) + surface.toned("[\(piece(range))]", .strong)
            + piece(range.upperBound..<end)
    }

    private func piece(_ range: Range<Int>) -> String {
        let text = String(decoding: bytes[range], as: UTF8.self)
        return TerminalText.harmless(String(text.map { $0.isNewline ? " " : $0 }))
    }

    /// The first place from `offset` on that cuts no character in two.
    private func boundary(_ offset: Int) -> Int {
        var offset = offset
        while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        return offset
    }
}
