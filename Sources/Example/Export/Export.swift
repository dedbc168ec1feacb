/// Writes the whole export: one office's share, or as many as fill a size.
struct Export: Sendable {
    /// How a large export is spread over files.
    enum Shape: String, Sendable, CaseIterable {
        /// The same kinds and sizes of files as a small one, more of them.
        case many
        /// A handful of large files.
        case few
    }

    var seed: UInt64
    var people: Int
    /// Bytes to fill, at least; nil writes one office's share.
    var size: Int?
    var shape: Shape

    /// Seed and people of `Examples/harbour`.
    static let harbour = Export(seed: 7, people: 40, size: nil, shape: .many)

    func write(to shelf: inout Shelf) throws {
        guard let size else { return try branch(0, in: "").write(to: &shelf) }
        switch shape {
        case .many:
            var number = 0
            while shelf.size < size {
                try branch(number, in: "office-\(number.padded(5))").write(to: &shelf)
                number += 1
            }
        case .few: try Bulk(seed: seed, size: size).write(to: &shelf)
        }
    }

    private func branch(_ number: Int, in folder: String) -> Branch {
        Branch(
            folder: folder,
            seed: seed,
            range: number * people..<(number + 1) * people
        )
    }
}
