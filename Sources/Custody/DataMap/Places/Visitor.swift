import Documents
import Kernel

extension DataMap {
    /// One item of a source, as it looks from outside.
    struct Sighting: Sendable {
        /// Path in its source; personal.
        var path: String
        /// Equal to last time's, it makes a second look unlikely to find anything new.
        var hint: String
        var exposure: Exposure
        /// Owner, group and mode as numbers, or what stands for them.
        var rights: String
        /// Bytes, as far as known.
        var bytes: Int
        /// When it was last changed, in milliseconds since 1970, where the place says so.
        var changed: Int64?
        /// Why it cannot be read at all, or nil.
        var obstacle: String?
        /// Where it lies at this moment, for a place where that changes while the item does not.
        var location: String?
    }

    /// What a visitor hands out of one item.
    enum Handout: Sendable {
        /// A file on disk.
        case file(String)
        /// Bytes in memory, with the name that they go by at their place.
        case bytes(MemoryFile, name: String)
        /// Rows of a table, with its keys in words.
        case rows(any RowSource, keys: [String])
    }

    /// What of a table was not looked into.
    struct Unseen: Sendable {
        /// Rows beside those handed out.
        var rows = 0
        /// What else was not read, or nil.
        var doubt: String?

        /// In words; nil where all was seen.
        var words: String? {
            rows > 0 ? "\(rows) rows beside the sample were not looked into" : doubt
        }
    }

    /// Reads rows out of a database, without writing to it.
    protocol RowSource: Sendable {
        /// Hands each row to `each`; returns what of the table was not handed out.
        func read(_ each: (Record) async throws -> Void) async throws -> Unseen
    }

    /// Knows how to walk through one kind of place. It only ever reads.
    protocol Visitor: Sendable {
        /// Hands every item to `each`, in a fixed order, without holding all of them.
        func walk(_ each: (Sighting) async throws -> Void) async throws

        /// What one item holds now.
        ///
        /// - Throws: `NotAssessed` where it cannot be had.
        func hold(_ sighting: Sighting) async throws -> Handout
    }

    /// The place cannot be visited at all.
    package struct Unreachable: Kernel.Failure {
        /// Without addresses or names.
        package let message: String
    }
}
