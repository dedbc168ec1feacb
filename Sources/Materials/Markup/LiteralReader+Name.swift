extension LiteralReader {
    /// The name of a tag or an attribute, lower-cased and packed so that telling two apart is one
    /// comparison: its length, its first two bytes and its last eight.
    struct Name: Equatable {
        private(set) var count = 0
        private var first: UInt16 = 0
        private var last: UInt64 = 0

        init() {}

        init(_ text: StaticString) {
            text.withUTF8Buffer { buffer in
                for byte in buffer { append(byte) }
            }
        }

        mutating func append(_ byte: UInt8) {
            let isCapital = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
            let lower = isCapital ? byte | 0x20 : byte
            if count < 2 { first = first << 8 | UInt16(lower) }
            last = last << 8 | UInt64(lower)
            count += 1
        }

        /// What such an element holds is not parsed as markup, so `&lt;` would not be read back.
        var isRawText: Bool { count > 2 && rawTextElements.contains(self) }

        /// What such an attribute holds is run or styled, so escaping does not make it harmless.
        var isProgram: Bool { first == eventPrefix || programAttributes.contains(self) }

        /// What such an attribute holds is followed, so its scheme matters.
        var isLink: Bool { linkAttributes.contains(self) }
    }
}

private typealias Name = LiteralReader.Name

/// `on`, with which every event handler begins.
private let eventPrefix = UInt16(UInt8(ascii: "o")) << 8 | UInt16(UInt8(ascii: "n"))

private let rawTextElements: [Name] = [
    Name("script"), Name("style"), Name("xmp"), Name("iframe"), Name("noembed"),
    Name("noframes"), Name("noscript"), Name("plaintext"),
]

private let programAttributes: [Name] = [
    Name("style"), Name("srcdoc"), Name("srcset"), Name("imagesrcset"), Name("http-equiv"),
]

private let linkAttributes: [Name] = [
    Name("href"), Name("src"), Name("action"), Name("formaction"), Name("xlink:href"),
    Name("data"), Name("poster"), Name("cite"), Name("background"), Name("ping"),
    Name("manifest"),
]
