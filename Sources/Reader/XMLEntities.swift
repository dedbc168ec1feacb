import CXML2
import Documents

/// The entities that a document declares for itself (XML 1.0, 4.2), written out by us and not by
/// the parser, so that their bounds are ours.
///
/// 1. What lies in another file is never fetched; naming such a file is a fault where it is used.
/// 2. Parameter entities, which write declarations, are refused: no office program needs them.
/// 3. An entity written out is no longer than ``sizeMax`` and names others no deeper than
///    ``depthMax``, which a circle never ends within.
/// 4. All that entities add to one part is no more than ``spendingMax``.
/// 5. An entity that holds markup is refused: it would be elements that nobody saw begin.
struct XMLEntities {
    /// Bytes of one entity, written out.
    static let sizeMax = 64 * 1024
    /// Entities in entities.
    static let depthMax = 8
    /// Bytes that entities may add to one part.
    static let spendingMax = 4 * 1024 * 1024
    /// Declarations in one part; publishers' character sets have a few hundred.
    static let countMax = 4_096

    static let swollen = NotAssessed(.malformed, reason: "XML whose entities swell without end")
    private static let outside = NotAssessed(
        .malformed,
        reason: "XML that takes in what lies outside it, which is not fetched"
    )

    /// What is declared; nil where it lies outside the document.
    private var declared: [String: [UInt8]?] = [:]
    private var written: [String: [UInt8]] = [
        "lt": [0x3C], "gt": [0x3E], "amp": [0x26], "quot": [0x22], "apos": [0x27],
    ]
    private var spent = 0

    /// Takes note of a document type's declarations, none of which is used yet.
    init(declaredIn type: xmlDtdPtr?) throws(NotAssessed) {
        var next = type?.pointee.children
        while let node = next {
            next = node.pointee.next
            guard node.pointee.type == XML_ENTITY_DECL else { continue }
            guard declared.count < Self.countMax else { throw Self.swollen }
            try declare(UnsafeMutableRawPointer(node).assumingMemoryBound(to: xmlEntity.self))
        }
    }

    private mutating func declare(_ entity: xmlEntityPtr) throws(NotAssessed) {
        let name = XMLText.string(entity.pointee.name)
        switch entity.pointee.etype {
        case XML_INTERNAL_GENERAL_ENTITY:
            let content = XMLText.string(entity.pointee.content.map { UnsafePointer($0) })
            // The first declaration binds (XML 1.0, 4.2).
            if declared[name] == nil { declared[name] = .some(Array(content.utf8)) }
        case XML_INTERNAL_PARAMETER_ENTITY, XML_EXTERNAL_PARAMETER_ENTITY:
            throw NotAssessed(.malformed, reason: "XML whose declarations are written by others")
        case XML_INTERNAL_PREDEFINED_ENTITY: break
        default: if declared[name] == nil { declared[name] = .some(nil) }
        }
    }

    /// The text that stands for an entity, which is counted against all that entities may add.
    mutating func text(of name: String) throws(NotAssessed) -> String {
        let bytes = try write(name, depth: 0)
        spent += bytes.count
        guard spent <= Self.spendingMax else { throw Self.swollen }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func write(_ name: String, depth: Int) throws(NotAssessed) -> [UInt8] {
        if let known = written[name] { return known }
        // 3. No deeper.
        guard depth < Self.depthMax else { throw Self.swollen }
        // 1. Declared elsewhere, or lying elsewhere.
        guard let entry = declared[name], let content = entry else { throw Self.outside }
        var text: [UInt8] = []
        var position = 0
        while position < content.count {
            let byte = content[position]
            position += 1
            switch byte {
            case UInt8(ascii: "<"):
                // 5. Markup.
                throw NotAssessed(.malformed, reason: "XML whose entities hold markup")
            case UInt8(ascii: "&"):
                let end = content[position...].firstIndex(of: UInt8(ascii: ";"))
                guard let end else { throw Self.outside }
                let inner = String(decoding: content[position..<end], as: UTF8.self)
                position = end + 1
                if inner.hasPrefix("#") {
                    text += Array(try Self.character(inner.dropFirst()).utf8)
                } else {
                    text += try write(inner, depth: depth + 1)
                }
            default: text.append(byte)
            }
            // 3. No longer.
            guard text.count <= Self.sizeMax else { throw Self.swollen }
        }
        written[name] = text
        return text
    }

    /// `#233` or `#xE9`, without its `#`.
    private static func character(_ code: Substring) throws(NotAssessed) -> String {
        let value = code.hasPrefix("x") ? UInt32(code.dropFirst(), radix: 16) : UInt32(code)
        guard let scalar = value.flatMap(Unicode.Scalar.init) else {
            throw NotAssessed(.malformed, reason: "not well-formed XML")
        }
        return String(Character(scalar))
    }
}
