import Foundation
import FoundationXML

/// What a page is made of, as a parser sees it.
final class ReportOutline: NSObject, XMLParserDelegate {
    struct Element {
        let name: String
        let attributes: [String: String]
        /// Names of the elements around it, outermost first.
        let path: [String]
        /// Which table it stands in, from 1; 0 for none.
        let table: Int
    }

    private(set) var elements: [Element] = []
    private(set) var text = ""
    private(set) var isWellFormed = false
    private var path: [String] = []
    private var table = 0

    init(_ bytes: [UInt8]) {
        super.init()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        if name == "table" { table += 1 }
        elements.append(
            Element(
                name: name,
                attributes: attributes,
                path: path,
                table: path.contains("table") || name == "table" ? table : 0
            )
        )
        path.append(name)
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        path.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if path.last != "style" { text += string }
    }

    func named(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    func values(of attribute: String) -> [String] {
        elements.compactMap { $0.attributes[attribute] }
    }
}
