/// Documents wrapped up as objects inside others (MS-OLEDS): found and unwrapped.
enum EmbeddedObject {
    /// Objects in a compound file that is nothing but their wrapping.
    static func parts(of file: CompoundFile) -> [Contents.Part] {
        var parts: [Contents.Part] = []
        for path in file.streams {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            guard let bytes = file.stream(path) else { continue }
            switch name {
            case "\u{1}Ole10Native":
                if let part = native(bytes) { parts.append(part) }
            case "Package", "CONTENTS", "EmbeddedOdf":
                parts.append(.init(name: "object \(parts.count + 1)", bytes: bytes))
            default: break
            }
        }
        return parts
    }

    /// A file that was dropped into a document: its name, its path, and then itself.
    static func native(_ bytes: [UInt8]) -> Contents.Part? {
        var cursor = ByteCursor(bytes)
        do throws(NotAssessed) {
            try cursor.skip(6)
            let name = try string(&cursor)
            _ = try string(&cursor)
            try cursor.skip(4)
            try cursor.skip(try cursor.little(4))
            let content = try cursor.take(try cursor.little(4))
            return .init(name: name.isEmpty ? "object" : name, bytes: content)
        } catch {
            return nil
        }
    }

    /// What the data of an object in rich text hold (MS-OLEDS 2.2.5).
    static func richObject(_ bytes: [UInt8]) -> Contents.Part? {
        var cursor = ByteCursor(bytes)
        do throws(NotAssessed) {
            try cursor.skip(8)
            let kind = try cursor.take(try cursor.little(4)).prefix { $0 != 0 }
            try cursor.skip(try cursor.little(4))
            try cursor.skip(try cursor.little(4))
            let data = try cursor.take(try cursor.little(4))
            if Array(kind) == Array("Package".utf8) {
                // The same wrapping as in a compound file, without the size in front.
                if let part = native([0, 0, 0, 0] + data) { return part }
            }
            return .init(name: "object", bytes: data)
        } catch {
            return nil
        }
    }

    private static func string(_ cursor: inout ByteCursor) throws(NotAssessed) -> String {
        var text: [UInt8] = []
        while true {
            let byte = try cursor.little(1)
            guard byte != 0, text.count < 1_024 else { break }
            text.append(UInt8(byte))
        }
        return MailText.utf8(text).span.text()
    }
}
