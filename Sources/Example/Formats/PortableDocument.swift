/// Writes PDF 1.4 (ISO 32000-1) in the standard fonts, which every reader has.
enum PortableDocument {
    private static let linesPerPage = 52
    private static let columns = 92

    static func artifact(_ path: String, _ paper: Paper) -> Artifact {
        let lines = self.lines(of: paper.confined(to: .windows1252))
        let pages = stride(from: 0, to: lines.count, by: linesPerPage).map {
            Array(lines[$0..<min($0 + linesPerPage, lines.count)])
        }
        let parts = pages.enumerated().map { index, page in
            Artifact.Part(path: "page \(index + 1)", text: .joined(page.map(\.text), by: "\n"))
        }
        return Artifact(path, bytes: file(pages, author: paper.author), parts: parts)
    }

    private struct Line {
        var text: Marked
        var isHeading: Bool
    }

    private static func lines(of paper: Paper) -> [Line] {
        paper.blocks.flatMap { block in
            let heading = block.style == .title || block.style == .heading
            return block.text.lines.flatMap { $0.wrapped(at: columns) }
                .map { Line(text: $0, isHeading: heading) }
        }
    }

    private static func file(_ pages: [[Line]], author: Person) -> [UInt8] {
        let first = 6
        let kids = pages.indices.map { "\(first + 2 * $0) 0 R" }.joined(separator: " ")
        var objects: [[UInt8]] = [
            Array("<< /Type /Catalog /Pages 2 0 R >>".utf8),
            Array("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>".utf8),
            font("Helvetica"),
            font("Helvetica-Bold"),
            Array("<< /Producer (Harbour Line) /Author ".utf8)
                + literal(Charset.windows1252.confine(author.name).text) + Array(" >>".utf8),
        ]
        for (index, page) in pages.enumerated() {
            let content = stream(page)
            objects.append(
                Array(
                    ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents "
                        + "\(first + 2 * index + 1) 0 R /Resources << /Font << /F1 3 0 R "
                        + "/F2 4 0 R >> >> >>").utf8
                )
            )
            objects.append(
                Array("<< /Length \(content.count) >>\nstream\n".utf8) + content
                    + Array("\nendstream".utf8)
            )
        }
        return assembled(objects)
    }

    /// Objects, the table of their offsets, and the trailer (§7.5).
    private static func assembled(_ objects: [[UInt8]]) -> [UInt8] {
        var bytes = Array("%PDF-1.4\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
        var table = "0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            table += bytes.count.padded(10) + " 00000 n \n"
            bytes += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let start = bytes.count
        let size = objects.count + 1
        bytes += Array("xref\n0 \(size)\n\(table)trailer\n".utf8)
        bytes += Array("<< /Size \(size) /Root 1 0 R /Info 5 0 R >>\n".utf8)
        return bytes + Array("startxref\n\(start)\n%%EOF\n".utf8)
    }

    private static func font(_ name: String) -> [UInt8] {
        Array(
            "<< /Type /Font /Subtype /Type1 /BaseFont /\(name) /Encoding /WinAnsiEncoding >>".utf8
        )
    }

    private static func stream(_ page: [Line]) -> [UInt8] {
        var bytes = Array("BT\n14 TL\n56 786 Td\n".utf8)
        for line in page {
            bytes += Array((line.isHeading ? "/F2 11 Tf\n" : "/F1 10 Tf\n").utf8)
            bytes += literal(line.text.text) + Array(" Tj T*\n".utf8)
        }
        return bytes + Array("ET".utf8)
    }

    /// A string in parentheses (§7.3.4.2), accents as octal codes.
    private static func literal(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [0x28]
        for byte in Charset.windows1252.encode(text) {
            switch byte {
            case 0x28, 0x29, 0x5C: bytes += [0x5C, byte]
            case 0x20...0x7E: bytes.append(byte)
            default: bytes += Array(("\\" + octal(byte)).utf8)
            }
        }
        return bytes + [0x29]
    }

    private static func octal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 8)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}
