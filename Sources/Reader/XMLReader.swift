import CXML2
import Documents

/// Pulls through an XML document node by node, with libxml2, never reaching for the network.
///
/// Entities that a document declares for itself are written out within bounds of ours (see
/// ``XMLEntities``); what a document type names outside the document is left where it is.
struct XMLReader: ~Copyable {
    enum Node {
        /// An element begins; `isEmpty` when it also ends here.
        case begin(name: String, isEmpty: Bool)
        case end(name: String)
        case text(String)
    }

    private let reader: xmlTextReaderPtr
    private let storage: UnsafeMutableBufferPointer<CChar>
    /// Set once a document type was met.
    private var entities: XMLEntities?
    /// Values of the current element's attributes that name entities, written out.
    private var written: [String: String] = [:]

    init(_ bytes: [UInt8]) throws(NotAssessed) {
        storage = .allocate(capacity: bytes.count)
        _ = storage.initialize(from: bytes.lazy.map(CChar.init(bitPattern:)))
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
            | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NOCDATA.rawValue
            | XML_PARSE_COMPACT.rawValue
        let reader = xmlReaderForMemory(
            storage.baseAddress,
            Int32(clamping: bytes.count),
            nil,
            nil,
            Int32(options)
        )
        guard let reader else {
            storage.deallocate()
            throw NotAssessed(.malformed, reason: "not well-formed XML")
        }
        self.reader = reader
    }

    deinit {
        xmlFreeTextReader(reader)
        storage.deallocate()
    }

    /// The next element or text, or nil at the end.
    mutating func next() throws(NotAssessed) -> Node? {
        while true {
            let status = xmlTextReaderRead(reader)
            if status == 0 { return nil }
            guard status == 1 else { throw Self.fault() }
            switch xmlReaderTypes(UInt32(xmlTextReaderNodeType(reader))) {
            case XML_READER_TYPE_ELEMENT:
                let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
                if entities != nil { try writeAttributes() }
                return .begin(name: localName, isEmpty: isEmpty)
            case XML_READER_TYPE_END_ELEMENT:
                return .end(name: localName)
            case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA,
                XML_READER_TYPE_SIGNIFICANT_WHITESPACE, XML_READER_TYPE_WHITESPACE:
                return .text(XMLText.string(xmlTextReaderConstValue(reader)))
            case XML_READER_TYPE_DOCUMENT_TYPE:
                let document = xmlTextReaderCurrentDoc(reader)
                entities = try XMLEntities(declaredIn: document?.pointee.intSubset)
            case XML_READER_TYPE_ENTITY_REFERENCE: return .text(try text(of: localName))
            default:
                continue
            }
        }
    }

    /// An attribute of the current element by its local name, whatever its prefix.
    func attribute(_ name: String) -> String? {
        defer { xmlTextReaderMoveToElement(reader) }
        var status = xmlTextReaderMoveToFirstAttribute(reader)
        while status == 1 {
            if localName == name { return value }
            status = xmlTextReaderMoveToNextAttribute(reader)
        }
        return nil
    }

    /// All attributes of the current element by local name, in document order.
    func attributes() -> [(name: String, value: String)] {
        defer { xmlTextReaderMoveToElement(reader) }
        var found: [(name: String, value: String)] = []
        var status = xmlTextReaderMoveToFirstAttribute(reader)
        while status == 1 {
            found.append((localName, value))
            status = xmlTextReaderMoveToNextAttribute(reader)
        }
        return found
    }

    private var localName: String { XMLText.string(xmlTextReaderConstLocalName(reader)) }

    /// Of the current attribute.
    private var value: String {
        if !written.isEmpty, let text = written[XMLText.string(xmlTextReaderConstName(reader))] {
            return text
        }
        return XMLText.string(xmlTextReaderConstValue(reader))
    }

    private mutating func text(of entity: String) throws(NotAssessed) -> String {
        if entities == nil { entities = try XMLEntities(declaredIn: nil) }
        return try entities?.text(of: entity) ?? ""
    }

    /// Writes out the attributes of the current element in which entities are named.
    private mutating func writeAttributes() throws(NotAssessed) {
        written.removeAll(keepingCapacity: true)
        defer { xmlTextReaderMoveToElement(reader) }
        var status = xmlTextReaderMoveToFirstAttribute(reader)
        while status == 1 {
            defer { status = xmlTextReaderMoveToNextAttribute(reader) }
            guard let node = xmlTextReaderCurrentNode(reader),
                node.pointee.type == XML_ATTRIBUTE_NODE
            else { continue }
            var text = ""
            var isWritten = false
            var next = node.pointee.children
            while let piece = next {
                next = piece.pointee.next
                let isEntity = piece.pointee.type == XML_ENTITY_REF_NODE
                isWritten = isWritten || isEntity
                text += isEntity ? try self.text(of: XMLText.name(of: piece))
                    : XMLText.content(of: piece)
            }
            if isWritten { written[XMLText.string(xmlTextReaderConstName(reader))] = text }
        }
    }

    /// Why the parser stopped: it has bounds of its own for entities that swell.
    private static func fault() -> NotAssessed {
        let code = xmlGetLastError()?.pointee.code ?? 0
        let isSwollen = code == Int32(XML_ERR_ENTITY_LOOP.rawValue)
        return isSwollen
            ? XMLEntities.swollen : NotAssessed(.malformed, reason: "not well-formed XML")
    }
}
