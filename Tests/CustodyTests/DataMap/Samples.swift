import Documents
import Foundation

/// Small documents made byte by byte, so that tests depend on no other program's habits.
enum Sample {
    /// A ZIP archive of stored entries (PKWARE APPNOTE 4.3); `flags` sets bit 0 for encryption.
    static func zip(_ entries: [(name: String, bytes: [UInt8])], flags: UInt16 = 0) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in entries {
            let offset = file.count
            var common: [UInt8] = []
            common += little(UInt64(20), 2) + little(UInt64(flags), 2) + little(0, 2)
            common += little(0, 4) + little(UInt64(crc32(bytes)), 4)
            common += little(UInt64(bytes.count), 4) + little(UInt64(bytes.count), 4)
            common += little(UInt64(name.utf8.count), 2) + little(0, 2)
            file += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + bytes
            directory += [0x50, 0x4B, 1, 2] + little(20, 2) + common
            directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
            directory += little(UInt64(offset), 4) + Array(name.utf8)
        }
        let start = file.count
        file += directory
        file += [0x50, 0x4B, 5, 6] + little(0, 4)
        file += little(UInt64(entries.count), 2) + little(UInt64(entries.count), 2)
        file += little(UInt64(directory.count), 4) + little(UInt64(start), 4) + little(0, 2)
        return file
    }

    static func zip(texts: [(name: String, text: String)]) -> [UInt8] {
        zip(texts.map { ($0.name, Array($0.text.utf8)) })
    }

    private static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~value
    }

    private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    /// A part of a Word document around `body`, in the main namespace.
    static func wordPart(_ root: String, _ body: String) -> String {
        "<?xml version=\"1.0\"?><w:\(root) xmlns:w=\"\(word)\">\(body)</w:\(root)>"
    }

    static func paragraph(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

    static func docx(_ body: String, others: [(name: String, text: String)] = []) -> [UInt8] {
        let document = wordPart("document", "<w:body>\(body)</w:body>")
        return zip(
            texts: [
                ("[Content_Types].xml", "<Types/>"), ("word/document.xml", document),
            ] + others
        )
    }

    /// A PDF of one page that is nothing but a picture, at 300 dots to an inch.
    static func scannedPDF(_ jpeg: [UInt8], width: Int, height: Int) -> [UInt8] {
        let (across, down) = (width * 72 / 300, height * 72 / 300)
        let drawing = "\(across) 0 0 \(down) 0 0 cm /I Do"
        var file = Array(
            """
            %PDF-1.4
            1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
            2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
            3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 \(across) \(down)]
            /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >> endobj
            4 0 obj << /Length \(drawing.utf8.count) >> stream
            \(drawing)
            endstream endobj
            5 0 obj << /Type /XObject /Subtype /Image /Width \(width) /Height \(height)
            /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length \(jpeg.count) >>
            stream

            """.utf8
        )
        file += jpeg
        file += Array("\nendstream endobj\ntrailer << /Root 1 0 R /Size 6 >>\n%%EOF\n".utf8)
        return file
    }

    /// A PDF of one line of text a page, in Helvetica, with an information dictionary.
    static func pdf(_ pages: [String], author: String = "Ada Byron") -> [UInt8] {
        var objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
        objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        objects.append("<< /Author (\(author)) /Title (A title) >>")
        var kids: [Int] = []
        for page in pages {
            let stream = "BT /F1 12 Tf 72 720 Td (\(page)) Tj ET"
            objects.append("<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream")
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents "
                    + "\(objects.count) 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            )
            kids.append(objects.count)
        }
        let list = kids.map { "\($0) 0 R" }.joined(separator: " ")
        objects[1] = "<< /Type /Pages /Kids [\(list)] /Count \(pages.count) >>"
        var file = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.utf8.count)
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            file += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        file += "trailer << /Size \(objects.count + 1) /Root 1 0 R /Info 4 0 R >>\n"
        file += "startxref\n\(start)\n%%EOF\n"
        return Array(file.utf8)
    }
}

/// A folder of its own for one test, gone with it.
final class Desk {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "/desk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Puts a document on the desk.
    ///
    /// - Returns: its path.
    func put(_ bytes: [UInt8], as name: String) throws -> String {
        let path = folder + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func put(_ text: String, as name: String) throws -> String {
        try put(Array(text.utf8), as: name)
    }
}
