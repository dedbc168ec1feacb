import CXML2

/// Strings out of libxml2's trees, which belong to the tree and are copied here.
enum XMLText {
    static func string(_ pointer: UnsafePointer<xmlChar>?) -> String {
        guard let pointer else { return "" }
        return String(cString: pointer)
    }

    static func name(of node: xmlNodePtr) -> String { string(node.pointee.name) }

    static func content(of node: xmlNodePtr) -> String {
        string(node.pointee.content.map { UnsafePointer($0) })
    }

    /// Attributes by lower-case name; the first wins where one stands twice.
    static func attributes(of element: xmlNodePtr) -> [String: String] {
        var attributes: [String: String] = [:]
        var next = element.pointee.properties
        while let attribute = next {
            let name = string(attribute.pointee.name).lowercased()
            var value = ""
            var child = attribute.pointee.children
            while let node = child {
                value += content(of: node)
                child = node.pointee.next
            }
            if attributes[name] == nil { attributes[name] = value }
            next = attribute.pointee.next
        }
        return attributes
    }
}
