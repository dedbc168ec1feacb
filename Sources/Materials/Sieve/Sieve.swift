/// The pattern stage of detection: everything that can be recognised by its form.
///
/// Two passes feed hand-written parsers. Vectorscan reports a few hundred literals (provider
/// prefixes, `://`, words such as *password*); a byte loop reports digits, `@` and `:`. Each report
/// is only a place to look: a linear parser reads forwards and backwards from it within a stated
/// bound, checks what can be checked (Luhn, mod 97, Verhoeff, area rules, structure, entropy) and
/// weighs the words before it. No expression engine with backtracking ever reads the text, so the
/// cost is linear in its length, whatever it holds.
///
/// Turned down: one expression per kind of thing (quadratic on hostile input, and blind to
/// checksums), and start-of-match in Vectorscan (twenty times slower, larger patterns refused).
public struct Sieve: Sendable {
    /// Why there is no sieve to be had.
    public enum Failure: Error, Equatable, Sendable {
        /// Vectorscan refused the literals: a fault in our tables, or an unfit processor.
        case notCompiled
        case outOfMemory
    }

    let anchors: Anchors

    /// Compiles the anchors, once for any number of threads.
    public init() throws(Failure) {
        anchors = try Anchors(AnchorTable.literals)
    }

    /// Bytes that Vectorscan reads at once; it bounds the memory for anchors.
    static let chunkSize = 1 << 17

    /// Finds what `text` shows by its form, sorted by place, without overlaps.
    ///
    /// - Parameters:
    ///   - text: UTF-8; ill-formed bytes are read as letters of no particular kind.
    ///   - context: what is known of the text from outside it, such as the name of its field.
    ///   - jurisdictions: whose identifiers are at home here; nothing, to go by the language of the
    ///     text.
    public func findings(
        in text: String,
        context: Context = [],
        jurisdictions: Jurisdictions? = nil
    ) -> [Finding] {
        var text = text
        return text.withUTF8 { findings(in: $0, context: context, jurisdictions: jurisdictions) }
    }

    /// Finds what `text` shows by its form, sorted by place, without overlaps.
    ///
    /// The memory is borrowed for the call only.
    public func findings(
        in text: UnsafeBufferPointer<UInt8>,
        context: Context = [],
        jurisdictions: Jurisdictions? = nil
    ) -> [Finding] {
        search(text, context: context, jurisdictions: jurisdictions).resolved()
    }

    /// How many anchors Vectorscan alone reports in `text`: the limit that benchmarks of the whole
    /// stage are held against.
    package func anchorCount(in text: UnsafeBufferPointer<UInt8>) -> Int {
        guard let base = text.baseAddress else { return 0 }
        let text = Bytes(base: base, count: text.count)
        var pending: [Anchor] = []
        var count = 0
        for start in stride(from: 0, to: text.count, by: Self.chunkSize) {
            pending.removeAll(keepingCapacity: true)
            let end = min(start + Self.chunkSize, text.count)
            anchors.search(text, in: start..<end, into: &pending)
            count += pending.count
        }
        return count
    }

    /// Runs both passes, chunk by chunk; what they found is in the order of the chunks.
    func search(
        _ text: UnsafeBufferPointer<UInt8>,
        context: Context = [],
        jurisdictions: Jurisdictions? = nil
    ) -> Search {
        let bytes = Bytes(base: text.baseAddress ?? Self.nowhere, count: text.count)
        var search = Search(text: bytes, context: context, jurisdictions: jurisdictions)
        // Room for as many findings as dense text has; pages that are not needed are never touched.
        search.found.reserveCapacity(text.count / 128 + 4)
        var pending: [Anchor] = []
        var start = 0
        var settled = 0
        while start < text.count {
            let end = min(start + Self.chunkSize, text.count)
            pending.removeAll(keepingCapacity: true)
            // A literal may straddle the cut: look back by one less than the longest.
            let first = max(0, start - AnchorTable.longest + 1)
            anchors.search(search.text, in: first..<end, into: &pending)
            for anchor in pending where anchor.range.upperBound > start {
                search.visit(anchor)
            }
            search.visitBytes(in: start..<end)
            // Two short runs are in the cache now; left to the end, they would be merged often.
            search.found[settled...].sort(by: Finding.precedes)
            settled = search.found.count
            start = end
        }
        return search
    }

    /// An address for texts without any bytes; nothing is read from it.
    private static var nowhere: UnsafePointer<UInt8> { ("" as StaticString).utf8Start }
}
