/// One attribute of a tag, for those that are only sometimes there.
///
///     "<a href=\"/vault\"\(isCurrent ? Attribute("aria-current", "page") : nil)>Vault</a>"
public struct Attribute: Sendable {
    private let name: StaticString
    private let value: String

    /// - Parameters:
    ///   - name: lower-case letters and hyphens; never a link, a style or an event handler.
    ///   - value: what it says; empty for an attribute that only has to be there, like `open`.
    public init(_ name: StaticString, _ value: String = "") {
        var reading = LiteralReader.Name()
        name.withUTF8Buffer { buffer in
            for byte in buffer {
                precondition(
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                        || byte == UInt8(ascii: "-"),
                    "An attribute's name is lower-case letters and hyphens."
                )
                reading.append(byte)
            }
        }
        precondition(
            reading.count > 0 && !reading.isProgram && !reading.isLink,
            "Links, styles and event handlers are written in the literal, not as an Attribute."
        )
        self.name = name
        self.value = value
    }

    func write(into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: " "))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "="))
        bytes.append(UInt8(ascii: "\""))
        escape(value, into: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}
