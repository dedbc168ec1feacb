import CArchive
import Documents
import Glibc

/// A ZIP archive in memory, read entry by entry through libarchive.
struct Archive {
    /// One entry; its bytes can be had only while it is the current one.
    struct Entry {
        let name: String
        let isEncrypted: Bool
        fileprivate let reader: OpaquePointer
    }

    private let bytes: [UInt8]
    private let outlet: Outlet

    init(_ bytes: [UInt8], _ outlet: Outlet) {
        self.bytes = bytes
        self.outlet = outlet
    }

    /// Visits every file in the archive; folders and links are passed over.
    ///
    /// - Parameters:
    ///   - counts: whether these entries count as parts; not on a second look.
    /// - Throws: ``NotAssessed`` `.malformed` when the archive is broken, or what `visit` throws.
    func visit(
        counts: Bool = true,
        _ visit: (Entry) throws(NotAssessed) -> Void
    ) throws(NotAssessed) {
        guard let reader = archive_read_new() else {
            throw NotAssessed(.limit, reason: "there is no memory to unpack it")
        }
        defer { archive_read_free(reader) }
        archive_read_support_format_zip(reader)
        // The bytes stay where they are until the reader is freed: the array outlives this call.
        let pinned = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        defer { pinned.deallocate() }
        _ = pinned.initialize(from: bytes)
        let opened = archive_read_open_memory(reader, pinned.baseAddress, pinned.count)
        guard opened == ARCHIVE_OK else {
            throw NotAssessed(.malformed, reason: "a broken archive")
        }
        while true {
            var entry: OpaquePointer?
            let status = archive_read_next_header(reader, &entry)
            if status == ARCHIVE_EOF { return }
            if status == ARCHIVE_RETRY { continue }
            guard status >= ARCHIVE_WARN, let entry else {
                throw NotAssessed(.malformed, reason: "a broken archive")
            }
            guard archive_entry_filetype(entry) & 0o170000 == 0o100000 else { continue }
            if counts { try outlet.countPart() }
            let isEncrypted = archive_entry_is_encrypted(entry) != 0
            try visit(Entry(name: Self.name(of: entry), isEncrypted: isEncrypted, reader: reader))
        }
    }

    /// Unpacks an entry.
    ///
    /// - Throws: ``NotAssessed``: `.limit` when it grows too large, which ends the document;
    ///   `.encrypted` or `.malformed`, which cost the entry.
    func bytes(of entry: Entry) throws(NotAssessed) -> [UInt8] {
        if entry.isEncrypted {
            throw NotAssessed(.encrypted, reason: "protected by a password")
        }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let size = chunk.count
            let got = chunk.withUnsafeMutableBytes {
                archive_read_data(entry.reader, $0.baseAddress, size)
            }
            if got == 0 { return content }
            guard got > 0 else {
                throw NotAssessed(.malformed, reason: "a broken or unreadable archive entry")
            }
            try outlet.countUnpacked(got)
            guard content.count + got <= outlet.limits.documentSizeMax else {
                throw NotAssessed(.limit, reason: "it unpacks to more than is read")
            }
            content += chunk[..<got]
        }
    }

    /// The entry's path, decoded however its archiver wrote it, without a leading `/` or `./`.
    private static func name(of entry: OpaquePointer) -> String {
        guard let raw = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else {
            return "unnamed"
        }
        let bytes = UnsafeRawBufferPointer(start: raw, count: strlen(raw))
        let name = String(decoding: MailText.utf8(Array(bytes)), as: UTF8.self)
        let parts = name.split(separator: "/").filter { $0 != "." && $0 != ".." }
        return parts.joined(separator: "/").prefix(1_024).description
    }
}
