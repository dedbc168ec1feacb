import Custody
import Sieve

/// One line of input turned into one line of output.
struct DetectReply: Sendable {
    let detector: Detector
    let countsScalars: Bool
    let explains: Bool
    let threshold: Double

    /// The output for `line`, without a line break, and whether the line could be read.
    func answer(_ line: [UInt8]) -> (line: [UInt8], isRead: Bool) {
        let request: JSONLine
        do {
            request = try JSONLine(line)
        } catch {
            return (failure(nil, "not a JSON object"), false)
        }
        guard let text = request.text else {
            return (failure(request.id, "\"text\" is missing or no string"), false)
        }
        let language = request.language.flatMap(Language.init(rawValue:))
        let reading = detector.reading(of: text, language: language, field: request.field)
        var output = opening(request.id) + Array(",\"spans\":[".utf8)
        var offsets = ScalarOffsets(text, isIdentity: !countsScalars)
        var isFirst = true
        var bytes = text
        bytes.withUTF8 { bytes in
            for finding in reading.findings where finding.score >= threshold {
                if !isFirst { output.append(UInt8(ascii: ",")) }
                isFirst = false
                append(finding, in: bytes, &offsets, to: &output)
            }
        }
        output.append(UInt8(ascii: "]"))
        output += operations(reading, in: text)
        output.append(UInt8(ascii: "}"))
        return (output, true)
    }

    /// A line that is longer than the program is willing to hold.
    func refusal() -> [UInt8] { failure(nil, "line is too long") }

    private func opening(_ id: [UInt8]?) -> [UInt8] {
        Array("{\"id\":".utf8) + (id ?? Array("null".utf8))
    }

    private func append(
        _ finding: Finding,
        in text: UnsafeBufferPointer<UInt8>,
        _ offsets: inout ScalarOffsets,
        to output: inout [UInt8]
    ) {
        output += "{\"start\":".utf8
        DecimalDigits.append(offsets[finding.range.lowerBound], to: &output)
        output += ",\"end\":".utf8
        DecimalDigits.append(offsets[finding.range.upperBound], to: &output)
        output += ",\"label\":\"".utf8
        output += finding.label.rawValue.utf8
        output += "\",\"score\":".utf8
        DecimalDigits.append(thousandths: Int((finding.score * 1000).rounded()), to: &output)
        if explains { output += explanation(of: finding, in: text).utf8 }
        output.append(UInt8(ascii: "}"))
    }

    /// The rule, its reason, the check that the value passed, the words before it, and of a secret
    /// what it opens.
    ///
    /// Rules and reasons are ours, and words hold letters and digits only: nothing needs escaping.
    private func explanation(
        of finding: Finding,
        in text: UnsafeBufferPointer<UInt8>
    ) -> String {
        let evidence = Sieve.evidence(for: finding, in: text)
        var members = ",\"rule\":\"\(finding.rule)\""
        members += ",\"reason\":\"\(Detection.explanation(of: finding.rule))\""
        if let validator = evidence.validator { members += ",\"validator\":\"\(validator)\"" }
        if !evidence.words.isEmpty {
            members += ",\"words\":[\"\(evidence.words.joined(separator: "\",\""))\"]"
        }
        guard let credential = Sieve.credential(of: finding, in: text) else { return members }
        members += ",\"kind\":\"\(credential.kind)\""
        if let provider = credential.provider { members += ",\"provider\":\"\(provider)\"" }
        if let opens = credential.opens { members += ",\"opens\":\"\(opens)\"" }
        if let expiry = credential.expiry { members += ",\"expires\":\(expiry)" }
        return members
    }

    private func failure(_ id: [UInt8]?, _ message: String) -> [UInt8] {
        let escaped = message.replacing("\"", with: "\\\"")
        return opening(id) + Array(",\"error\":\"\(escaped)\"}".utf8)
    }
}

/// Turns byte offsets, asked for in rising order, into offsets of Unicode code points.
struct ScalarOffsets {
    private let bytes: [UInt8]
    private let isIdentity: Bool
    private var byte = 0
    private var scalar = 0

    init(_ text: String, isIdentity: Bool) {
        bytes = isIdentity ? [] : Array(text.utf8)
        self.isIdentity = isIdentity
    }

    subscript(offset: Int) -> Int {
        mutating get {
            if isIdentity { return offset }
            while byte < offset, byte < bytes.count {
                // Continuation bytes belong to the code point before them.
                if bytes[byte] & 0xC0 != 0x80 { scalar += 1 }
                byte += 1
            }
            return scalar
        }
    }
}
