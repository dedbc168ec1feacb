import CXML2
import Documents

/// Pulls through an XML document node by node, with libxml2, never reaching for the network.
///
/// A document type declaration is refused outright: office formats have none, and it is where
/// entities that expand without end or name files to include are declared.
struct XMLReader: ~Copyable {
    enum Node {
        /// An element begins; `isEmpty` when it also ends here.
        case begin(name: String, isEmpty: Bool)
        case end(name: String)
        case text(String)
    }

    private let reader: xmlTextReaderPtr
    private let storage: UnsafeMutableBufferPointer<CChar>

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
            guard status == 1 else {
                throw NotAssessed(.malformed, reason: "not well-formed XML")
            }
            switch xmlReaderTypes(UInt32(xmlTextReaderNodeType(reader))) {
            case XML_READER_TYPE_ELEMENT:
                let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
                return .begin(name: localName, isEmpty: isEmpty)
            case XML_READER_TYPE_END_ELEMENT:
                return .end(name: localName)
            case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA,
                XML_READER_TYPE_SIGNIFICANT_WHITESPACE, XML_READER_TYPE_WHITESPACE:
                return .text(XMLText.string(xmlTextReaderConstValue(reader)))
            case XML_READER_TYPE_DOCUMENT_TYPE, XML_READER_TYPE_ENTITY_REFERENCE,
                XML_READER_TYPE_ENTITY:
                throw NotAssessed(.malformed, reason: "XML that declares entities of its own")
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
            if localName == name { return XMLText.string(xmlTextReaderConstValue(reader)) }
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
            found.append((localName, XMLText.string(xmlTextReaderConstValue(reader))))
            status = xmlTextReaderMoveToNextAttribute(reader)
        }
        return found
    }

    private var localName: String { XMLText.string(xmlTextReaderConstLocalName(reader)) }
}
