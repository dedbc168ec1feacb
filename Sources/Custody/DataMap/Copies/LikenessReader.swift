import Documents
import Likeness

/// Sketches what an item says while it is read: its text as one, and each column of its tables.
struct LikenessReader {
    /// A text with fewer words is like too many others for its sketch to mean anything.
    private static let wordsMin = 20
    /// A column with fewer different values is like too many others: `yes` and `no`.
    private static let valuesMin = 16
    /// Columns that are sketched.
    private static let columnsMax = 64
    /// Values of a column that are hashed: with all columns full, some 50 MB.
    private static let columnValuesMax = 100_000

    private let key: UInt64
    private var text: Shingles
    private var columns: [Shingles] = []
    private var places: [String: Int] = [:]

    init(key: UInt64) {
        self.key = key
        text = Shingles(key: key)
    }

    mutating func take(_ record: Record) {
        guard record.kind == .row else {
            for field in record.fields { text.add(field.text.utf8Span.span) }
            return
        }
        for field in record.fields where !field.text.isEmpty {
            // A table is known by its place in its file, a column by its name there.
            let name = (field.place.container + [field.name]).joined(separator: "\u{1F}")
            if let place = places[name] {
                columns[place].add(value: field.text.utf8Span.span)
            } else if columns.count < Self.columnsMax {
                places[name] = columns.count
                columns.append(Shingles(key: key, limit: Self.columnValuesMax))
                columns[columns.count - 1].add(value: field.text.utf8Span.span)
            }
        }
    }

    func finish() -> [DataMap.Sketched] {
        var sketches: [DataMap.Sketched] = []
        if text.words >= Self.wordsMin, let sketch = Similarity(text.hashes) {
            sketches.append(
                DataMap.Sketched(
                    form: .text,
                    part: 0,
                    sketch: hexadecimal(sketch.bytes),
                    weight: text.words
                )
            )
        }
        for (part, column) in columns.enumerated() {
            let values = Set(column.hashes)
            guard values.count >= Self.valuesMin, let sketch = Similarity(values) else { continue }
            sketches.append(
                DataMap.Sketched(
                    form: .column,
                    part: part,
                    sketch: hexadecimal(sketch.bytes),
                    weight: values.count
                )
            )
        }
        return sketches
    }
}

extension DataMap.Sketched {
    /// The sketch of a picture. Turned over under the key, two of them differ in as many bits as
    /// the pictures' own, and one alone says nothing.
    init(look: UInt64, key: UInt64) {
        self.init(form: .picture, part: 0, sketch: String(look ^ key, radix: 16), weight: 63)
    }
}
