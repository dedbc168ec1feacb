internal import CVectorscan
internal import Synchronization

/// Where Vectorscan saw a literal that may begin something worth parsing.
struct Anchor {
    /// Position of the literal in `AnchorTable.literals`.
    var literal: Int
    var range: Range<Int>
}

/// One Vectorscan database of literals, and the scratch space its searches need.
///
/// Literals alone run at gigabytes a second and need no start-of-match: the start is the end minus
/// the length. Everything finer is confirmed by a parser in Swift, so that no expression engine
/// with state of its own ever reads hostile text.
///
/// `@unchecked Sendable` holds because the database is never written after `init` and each scratch
/// is held by one search at a time: it leaves `idle` under the lock and returns under it.
final class Anchors: @unchecked Sendable {
    private let database: OpaquePointer
    private let prototype: OpaquePointer
    private let idle = Mutex<[Scratch]>([])
    private let lengths: [Int]

    private struct Scratch: @unchecked Sendable { let pointer: OpaquePointer }

    /// Compiles `literals`; a few milliseconds for a few hundred of them.
    init(_ literals: [AnchorTable.Literal]) throws(Sieve.Failure) {
        database = try Self.compiled(literals)
        var scratch: OpaquePointer?
        guard hs_alloc_scratch(database, &scratch) == HS_SUCCESS, let scratch else {
            hs_free_database(database)
            throw .outOfMemory
        }
        prototype = scratch
        lengths = literals.map(\.text.utf8.count)
    }

    deinit {
        for scratch in idle.withLock({ $0 }) { hs_free_scratch(scratch.pointer) }
        hs_free_scratch(prototype)
        hs_free_database(database)
    }

    private static func compiled(
        _ literals: [AnchorTable.Literal]
    ) throws(Sieve.Failure) -> OpaquePointer {
        let texts = literals.map { Array($0.text.utf8CString) }
        let flags = literals.map { UInt32($0.anyCase ? HS_FLAG_CASELESS : 0) }
        let ids = literals.indices.map(UInt32.init)
        let sizes = texts.map { $0.count - 1 }
        // One block holds every literal, so that the pointers stay valid during the call.
        let block = texts.flatMap { $0 }
        var database: OpaquePointer?
        var complaint: UnsafeMutablePointer<hs_compile_error_t>?
        let status = block.withUnsafeBufferPointer { block -> hs_error_t in
            guard let base = block.baseAddress else { return HS_INVALID }
            var starts: [UnsafePointer<CChar>?] = []
            var offset = 0
            for text in texts {
                starts.append(base + offset)
                offset += text.count
            }
            return hs_compile_lit_multi(
                starts,
                flags,
                ids,
                sizes,
                UInt32(starts.count),
                UInt32(HS_MODE_BLOCK),
                nil,
                &database,
                &complaint
            )
        }
        hs_free_compile_error(complaint)
        guard status == HS_SUCCESS, let database else { throw .notCompiled }
        return database
    }

    /// Appends every anchor in `range` of `text` to `anchors`, in the order of their ends.
    func search(_ text: Bytes, in range: Range<Int>, into anchors: inout [Anchor]) {
        guard !range.isEmpty, let scratch = borrow() else { return }
        var hits: [(id: UInt32, end: UInt64)] = []
        let start = UnsafeRawPointer(text.base + range.lowerBound)
            .assumingMemoryBound(to: CChar.self)
        withUnsafeMutablePointer(to: &hits) { hits in
            _ = hs_scan(
                database,
                start,
                UInt32(range.count),
                0,
                scratch.pointer,
                { id, _, end, _, context in
                    context?.assumingMemoryBound(to: [(id: UInt32, end: UInt64)].self)
                        .pointee.append((id, end))
                    return 0
                },
                hits
            )
        }
        idle.withLock { $0.append(scratch) }
        for hit in hits {
            let end = range.lowerBound + Int(hit.end)
            let literal = Int(hit.id)
            anchors.append(Anchor(literal: literal, range: end - lengths[literal]..<end))
        }
    }

    private func borrow() -> Scratch? {
        if let scratch = idle.withLock({ $0.popLast() }) { return scratch }
        var copy: OpaquePointer?
        guard hs_clone_scratch(prototype, &copy) == HS_SUCCESS, let copy else { return nil }
        return Scratch(pointer: copy)
    }
}
