package import Documents

/// What came of reading one document: how much was seen, and what was not.
///
/// A document counts as seen only when ``isWhole`` holds. Everything else, a password, a limit, a
/// crash of the reader, is said here with its reason, so that nobody mistakes silence for safety.
package struct Reading: Codable, Hashable, Sendable {
    package var format: Format
    /// Records handed out.
    package var records = 0
    /// Bytes read from the document.
    package var bytes = 0
    /// What was guessed, mended or left out.
    package var notices: [Notice] = []
    /// What it looks like, for a picture: bits that near copies share.
    package var look: UInt64?
    /// Why the document, or what follows the records handed out, was not read.
    package var unassessed: NotAssessed?

    /// Whether all of the document was read.
    package var isWhole: Bool { unassessed == nil && !notices.contains(where: \.leavesDoubt) }

    /// Whether records were handed out before reading failed; they say nothing about the rest.
    package var isPartial: Bool { !isWhole && records > 0 }

    package init(format: Format) {
        self.format = format
    }

    /// A document of which not even the format could be seen.
    init(unassessed: NotAssessed) {
        format = .binary
        self.unassessed = unassessed
    }
}
