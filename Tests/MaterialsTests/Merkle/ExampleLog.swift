import Merkle

/// The log of the known answers: entry i is `cordon test entry <i>` and a line feed.
struct ExampleLog: Sendable {
    let leaves: [Digest]
    /// Every complete subtree's hash, by level and index.
    private let rows: [[Digest]]

    static func entry(_ index: Int) -> [UInt8] { Array("cordon test entry \(index)\n".utf8) }

    init(size: Int) {
        var row = (0..<size).map { Digest.leaf(ExampleLog.entry($0)) }
        leaves = row
        var rows = [row]
        while row.count > 1 {
            row = (0..<row.count / 2).map { Digest.node(row[2 * $0], row[2 * $0 + 1]) }
            rows.append(row)
        }
        self.rows = rows
    }

    func stored(_ subtree: Subtree) -> Digest { rows[subtree.level][subtree.index] }

    func root(_ size: Int) -> Digest {
        var frontier = Frontier()
        frontier.append(contentsOf: leaves.prefix(size))
        return frontier.root
    }

    /// One log, hashed once, as large as any known answer needs.
    static let shared = ExampleLog(size: 70_000)
}
