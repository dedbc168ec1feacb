/// What hangs on what, over time, from a component over tools, suppliers and workers to clients.
///
/// Edges have a beginning and perhaps an end, so that the question "what could it reach on that
/// day" has an answer years later. Nodes are numbers, edges lie sorted in flat arrays: a walk over
/// a million of them touches memory in order and allocates nothing per step.
public struct Reach: Sendable {
    /// What a node is. Harm flows from the first to the last.
    public enum Kind: UInt8, Sendable, Hashable, CaseIterable, Codable {
        case component = 0
        case tool, machine, secret, supplier, worker, dataset, subject, client, clause
        /// Where the people of a dataset live, and a legal term that begins to run.
        case country, clock

        /// The word for it.
        public var word: String { "\(self)" }

        /// The kind that a word means.
        public init?(word: some StringProtocol) {
            guard let kind = Kind.allCases.first(where: { $0.word == word }) else { return nil }
            self = kind
        }
    }

    /// Something that can be reached.
    public struct Node: Sendable, Hashable, Comparable {
        /// What it is.
        public let kind: Kind
        /// Its name, such as `pypi/litellm@1.82.8`.
        public let name: String

        /// A node by its parts.
        public init(_ kind: Kind, _ name: String) {
            self.kind = kind
            self.name = name
        }

        public static func < (left: Node, right: Node) -> Bool {
            (left.kind.rawValue, left.name) < (right.kind.rawValue, right.name)
        }
    }

    /// That `to` uses, holds or is served by `from`, for a while.
    public struct Edge: Sendable, Hashable {
        /// Where harm comes from.
        public let from: Node
        /// Where it goes.
        public let to: Node
        /// Since when.
        public let since: Instant
        /// Until when; nil for still.
        public let until: Instant?

        /// An edge by its parts.
        public init(_ from: Node, _ to: Node, since: Instant, until: Instant? = nil) {
            self.from = from
            self.to = to
            self.since = since
            self.until = until
        }
    }

    /// Edges as they come, before they are laid out: whoever reads many of the same nodes asks for
    /// the number of each once.
    public struct Draft: Sendable {
        fileprivate var nodes: [Node] = []
        fileprivate var numbers: [Node: Int32] = [:]
        fileprivate var pairs: [(from: Int32, to: Int32, since: Int64, until: Int64)] = []

        /// A draft without edges.
        public init() {}

        /// Makes room for so many more edges.
        public mutating func reserve(_ count: Int) { pairs.reserveCapacity(pairs.count + count) }

        /// The number of a node, from 0 in the order in which they were first asked for.
        public mutating func number(of node: Node) -> Int32 {
            if let number = numbers[node] { return number }
            let number = Int32(nodes.count)
            nodes.append(node)
            numbers[node] = number
            return number
        }

        /// Adds an edge between two nodes, by their numbers.
        public mutating func add(
            _ from: Int32,
            _ to: Int32,
            since: Instant,
            until: Instant? = nil
        ) {
            pairs.append((from, to, since.seconds, until?.seconds ?? .max))
        }

        /// Adds an edge.
        public mutating func add(_ edge: Edge) {
            add(number(of: edge.from), number(of: edge.to), since: edge.since, until: edge.until)
        }
    }

    private let nodes: [Node]
    private let numbers: [Node: Int32]
    private var starts: [Int32] = []
    private var targets: [Int32] = []
    private var since: [Int64] = []
    private var until: [Int64] = []

    /// Lays out the edges.
    public init(_ edges: some Sequence<Edge>) {
        var draft = Draft()
        for edge in edges { draft.add(edge) }
        self.init(draft)
    }

    /// Lays out the edges of a draft.
    public init(_ draft: Draft) {
        (nodes, numbers) = (draft.nodes, draft.numbers)
        let pairs = draft.pairs
        var counts = [Int32](repeating: 0, count: nodes.count + 1)
        for pair in pairs { counts[Int(pair.from) + 1] += 1 }
        for place in counts.indices.dropFirst() { counts[place] += counts[place - 1] }
        starts = counts
        targets = [Int32](repeating: 0, count: pairs.count)
        since = [Int64](repeating: 0, count: pairs.count)
        until = since
        var next = counts
        for pair in pairs {
            let place = Int(next[Int(pair.from)])
            next[Int(pair.from)] += 1
            targets[place] = pair.to
            since[place] = pair.since
            until[place] = pair.until
        }
    }

    /// How many edges there are.
    public var edgeCount: Int { targets.count }

    /// Whether anything was ever recorded of a node.
    public func knows(_ node: Node) -> Bool { numbers[node] != nil }

    /// Something that was reached, when at the earliest, and over what.
    public struct Reached: Sendable, Hashable {
        /// What.
        public let node: Node
        /// The earliest moment within the window at which harm could have come there.
        public let earliest: Instant
        /// The way from the start to it, both included.
        public let path: [Node]
    }

    /// What could be reached from a node between two moments.
    ///
    /// Harm moves along an edge only while it holds, and never back in time: an edge that ended
    /// before harm came to its beginning carries none. The earliest arrivals are found by going
    /// through them in order (Dijkstra's way, with moments for distances).
    public func blast(from start: Node, between first: Instant, and last: Instant) -> [Reached] {
        guard let source = numbers[start], first <= last else { return [] }
        var arrival = [Int64](repeating: .max, count: nodes.count)
        var parent = [Int32](repeating: -1, count: nodes.count)
        var queue = ArrivalQueue()
        arrival[Int(source)] = first.seconds
        queue.push(first.seconds, source)
        while let (time, node) = queue.pop() {
            guard time == arrival[Int(node)] else { continue }
            for edge in Int(starts[Int(node)])..<Int(starts[Int(node) + 1]) {
                let there = max(time, since[edge])
                guard there <= last.seconds, there < until[edge] || until[edge] == .max else {
                    continue
                }
                let target = Int(targets[edge])
                if there < arrival[target] {
                    arrival[target] = there
                    parent[target] = node
                    queue.push(there, targets[edge])
                }
            }
        }
        var reached: [Reached] = []
        for node in nodes.indices where arrival[node] != .max && node != Int(source) {
            var path: [Node] = []
            var place = Int32(node)
            while place >= 0 {
                path.append(nodes[Int(place)])
                place = parent[Int(place)]
            }
            reached.append(
                Reached(
                    node: nodes[node],
                    earliest: Instant(seconds: arrival[node]),
                    path: path.reversed()
                )
            )
        }
        return reached.sorted { $0.node < $1.node }
    }
}

/// The next arrival first: a heap of moments and nodes.
private struct ArrivalQueue {
    private var heap: [(time: Int64, node: Int32)] = []

    mutating func push(_ time: Int64, _ node: Int32) {
        heap.append((time, node))
        var place = heap.count - 1
        while place > 0, heap[place].time < heap[(place - 1) / 2].time {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func pop() -> (Int64, Int32)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < heap.count && heap[child].time < heap[least].time {
                least = child
            }
            guard least != place else { return first }
            heap.swapAt(place, least)
            place = least
        }
    }
}
