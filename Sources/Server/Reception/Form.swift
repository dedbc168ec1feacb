/// What a form or a query says: names and values, percent-decoded (URL Standard §5.1).
struct Form: Sendable {
    private var values: [String: [String]] = [:]

    /// Fields of one form; the rest is not read.
    static let fieldsMax = 2_000

    static let empty = Form("")

    /// The fields of a form that came in parts.
    init(_ fields: [(name: String, value: String)]) {
        for (name, value) in fields { values[name, default: []].append(value) }
    }

    init(_ text: some StringProtocol) {
        for pair in text.utf8.split(separator: UInt8(ascii: "&"), maxSplits: Self.fieldsMax)
            .prefix(Self.fieldsMax)
        {
            let parts = pair.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            let value = parts.count > 1 ? Self.decoded(Array(parts[1])) : ""
            values[Self.decoded(Array(parts[0])), default: []].append(value)
        }
    }

    /// The first value by this name; nil where there is none or it is empty.
    subscript(name: String) -> String? {
        guard let value = values[name]?.first, !value.isEmpty else { return nil }
        return value
    }

    /// Every value by this name.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// Every name, in a stable order.
    var names: [String] { values.keys.sorted() }

    private static func decoded(_ bytes: [UInt8]) -> String {
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "+") {
                decoded.append(UInt8(ascii: " "))
            } else if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let byte = UInt8(
                    String(decoding: bytes[index + 1...index + 2], as: UTF8.self),
                    radix: 16
                )
            {
                decoded.append(byte)
                index += 2
            } else {
                decoded.append(bytes[index])
            }
            index += 1
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}
