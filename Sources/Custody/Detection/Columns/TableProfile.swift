import Sieve

/// What a table is made of: what each column holds, which columns are its keys, and which small
/// sets of columns single people out though none of them names anybody.
///
/// All of it is read from a sample, so a key is a proposal: more rows can only break it. The work
/// is bounded by constants: at most `candidatesMax` columns are combined, three at a time, over at
/// most `rowsMax` rows.
package struct TableProfile: Sendable, Hashable {
    package struct Column: Sendable, Hashable {
        package var name: String
        package var verdict: ColumnVerdict
    }

    /// Columns whose values together differ in every row; no part of them does.
    package struct Key: Sendable, Hashable {
        /// Positions in the table.
        package var columns: [Int]
        /// Made to identify: a number of staff, a code, a mail address; not a chance of the sample.
        package var isIdentifying: Bool
    }

    /// Columns that narrow people down in combination; no part of them does as much.
    package struct Narrowing: Sendable, Hashable {
        /// Positions in the table.
        package var columns: [Int]
        /// Share of the rows that no other row shares these values with, 0…1.
        package var singledOut: Double
    }

    package var columns: [Column]
    package var rowCount: Int
    /// Single columns first.
    package var keys: [Key]
    /// The most telling first.
    package var narrowings: [Narrowing]

    /// Rows that are looked at.
    package static let rowsMax = 5_000
    /// Columns that are combined with each other.
    static let candidatesMax = 12
    /// Columns of one combination.
    static let widthMax = 3
    /// A set is proposed when it singles out at least this share of the rows.
    package static let singledOutMin = 0.05
    private static let listMax = 10

    /// - Parameters:
    ///   - names: the header; empty texts where there is none.
    ///   - rows: cells by row; missing cells at the end of a row are empty.
    package init(names: [String], rows: [[String]], classifier: ColumnClassifier) {
        let rows = rows.prefix(Self.rowsMax)
        let values = names.indices.map { column in
            rows.map { column < $0.count ? $0[column] : "" }
        }
        columns = zip(names, values).map {
            Column(name: $0, verdict: classifier.verdict(header: $0, values: $1))
        }
        rowCount = rows.count
        let coded = values.map(CodedColumn.init)
        keys = Self.keys(columns, coded, rowCount)
        narrowings = Self.narrowings(columns, coded, rowCount)
    }

    private static func keys(
        _ columns: [Column],
        _ coded: [CodedColumn],
        _ rowCount: Int
    ) -> [Key] {
        // One row, or none, is told apart by anything.
        guard rowCount > 1 else { return [] }
        // Prose and amounts differ from row to row too, and nobody would join on them.
        let usable = columns.indices.filter { column in
            coded[column].emptyCount == 0 && coded[column].count > 1
                && columns[column].verdict.content != .freeText
                && columns[column].verdict.content != .label(.salary)
                && !coded[column].isFractional
        }
        let single = usable.filter { coded[$0].count == rowCount }
        let keys = single.map { column in
            let isIdentifying: Bool =
                switch columns[column].verdict.content {
                case .label(let label): label.identification == .direct
                case .freeText: false
                case .none: coded[column].isIdentifierLike
                }
            return Key(columns: [column], isIdentifying: isIdentifying)
        }
        let rest = usable.filter { !single.contains($0) }.sorted {
            (coded[$1].count, $0) < (coded[$0].count, $1)
        }
        var composite: [Key] = []
        combinations(of: Array(rest.prefix(candidatesMax)), coded) { set, groups in
            let isMinimal = !composite.contains { Set($0.columns).isSubset(of: set) }
            guard isMinimal, groups.count == rowCount else { return }
            composite.append(Key(columns: set.sorted(), isIdentifying: false))
        }
        return keys + composite.prefix(listMax)
    }

    private static func narrowings(
        _ columns: [Column],
        _ coded: [CodedColumn],
        _ rowCount: Int
    ) -> [Narrowing] {
        guard rowCount > 1 else { return [] }
        let candidates = columns.indices.filter { column in
            guard case .label(let label) = columns[column].verdict.content else { return false }
            return label.identification != .direct && label.identification != .credential
                && coded[column].count > 1
        }.sorted { (coded[$1].count, $0) < (coded[$0].count, $1) }
        var found: [Narrowing] = []
        let combined = Array(candidates.prefix(candidatesMax))
        combinations(of: combined, coded, fromWidth: 1) { set, groups in
            let share = Double(groups.loneCount) / Double(rowCount)
            let isMinimal = !found.contains {
                Set($0.columns).isSubset(of: set) && $0.singledOut >= share * 0.8
            }
            guard share >= singledOutMin, isMinimal else { return }
            found.append(Narrowing(columns: set.sorted(), singledOut: share))
        }
        found.sort { ($1.singledOut, $0.columns.count) < ($0.singledOut, $1.columns.count) }
        return Array(found.prefix(listMax))
    }

    /// Calls `visit` with every set of at most `widthMax` columns, the smaller sets first.
    private static func combinations(
        of candidates: [Int],
        _ coded: [CodedColumn],
        fromWidth: Int = 2,
        _ visit: ([Int], CodedColumn) -> Void
    ) {
        typealias Combination = (columns: [Int], next: Int, groups: CodedColumn)
        var level: [Combination] = candidates.enumerated().map { ([$1], $0 + 1, coded[$1]) }
        for width in 1...widthMax {
            if width >= fromWidth { for set in level { visit(set.columns, set.groups) } }
            guard width < widthMax else { return }
            level = level.flatMap { set in
                candidates.indices.dropFirst(set.next).map { place in
                    let column = candidates[place]
                    let groups = set.groups.joined(with: coded[column])
                    return (set.columns + [column], place + 1, groups)
                }
            }
        }
    }
}

/// A column, or several read as one, as a small number for each row: rows with equal values have
/// equal numbers.
struct CodedColumn: Sendable {
    private(set) var codes: [Int32] = []
    /// Different values.
    private(set) var count = 0
    private(set) var emptyCount = 0
    private(set) var isFractional = false
    /// Whole numbers that follow each other, or codes of one length.
    private(set) var isIdentifierLike = false

    init(_ values: [String]) {
        var numbers: [String: Int32] = [:]
        codes.reserveCapacity(values.count)
        var fractions = 0
        var lengths: Set<Int> = []
        var digits = 0
        for value in values {
            if value.utf8.allSatisfy({ $0 <= 0x20 }) { emptyCount += 1 }
            if value.utf8.contains(0x2E), Double(value) != nil { fractions += 1 }
            if value.utf8.contains(where: { $0 &- 0x30 < 10 }) { digits += 1 }
            lengths.insert(value.utf8.count)
            let next = Int32(numbers.count)
            codes.append(numbers[value, default: next])
            if numbers[value] == nil { numbers[value] = next }
        }
        count = numbers.count
        isFractional = fractions * 2 > values.count
        isIdentifierLike = digits == values.count && lengths.count <= 6 && !isFractional
    }

    private init(codes: [Int32], count: Int) {
        self.codes = codes
        self.count = count
    }

    /// Both columns read as one.
    func joined(with other: CodedColumn) -> CodedColumn {
        var numbers: [Int64: Int32] = [:]
        let joined = zip(codes, other.codes).map { first, second -> Int32 in
            let pair = Int64(first) << 32 | Int64(second)
            let next = Int32(numbers.count)
            if let known = numbers[pair] { return known }
            numbers[pair] = next
            return next
        }
        return CodedColumn(codes: joined, count: numbers.count)
    }

    /// Rows whose value no other row has.
    var loneCount: Int {
        var sizes = [Int32](repeating: 0, count: count)
        for code in codes { sizes[Int(code)] += 1 }
        return sizes.count { $0 == 1 }
    }
}
