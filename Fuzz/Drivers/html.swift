// Modules: Markup
import Markup

/// Holes in pages: whatever people wrote, the markup around it stays ours.
func fuzz(_ bytes: [UInt8]) {
    let theirs = String(decoding: bytes, as: UTF8.self)
    let page: HTML = "<p title=\"\(theirs)\">\(theirs)</p>"
    let count = { (byte: UInt8) in page.bytes.count { $0 == byte } }
    precondition(count(UInt8(ascii: "<")) == 2 && count(UInt8(ascii: ">")) == 2, "an element")
    precondition(count(UInt8(ascii: "\"")) == 2, "an attribute")
}
