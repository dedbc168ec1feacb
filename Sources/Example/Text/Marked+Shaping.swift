extension Marked {
    /// The same text with some code points written otherwise, every mark still on its words.
    func rewritten(_ spelling: (Unicode.Scalar) -> String?) -> Marked {
        guard text.unicodeScalars.contains(where: { spelling($0) != nil }) else { return self }
        var place: [Int] = []
        place.reserveCapacity(length + 1)
        var result = Marked()
        var written = ""
        var count = 0
        for scalar in text.unicodeScalars {
            place.append(count)
            if let other = spelling(scalar) {
                written += other
                count += other.unicodeScalars.count
            } else {
                written.unicodeScalars.append(scalar)
                count += 1
            }
        }
        place.append(count)
        result.append(written)
        result.spans = spans.map { span in
            var moved = span
            moved.start = place[span.start]
            moved.end = place[span.end]
            return moved
        }
        return result
    }

    /// Cuts at the code point `offset`, which must not lie inside a mark.
    func split(at offset: Int) -> (Marked, Marked) {
        let scalars = text.unicodeScalars
        let cut = scalars.index(scalars.startIndex, offsetBy: offset)
        var head = Marked(String(scalars[..<cut]))
        var tail = Marked(String(scalars[cut...]))
        head.spans = spans.filter { $0.end <= offset }
        tail.spans = spans.filter { $0.start >= offset }.map { $0.moved(by: -offset) }
        return (head, tail)
    }

    /// Lines of at most `width` code points, broken at spaces outside marks where one exists.
    func wrapped(at width: Int) -> [Marked] {
        var lines: [Marked] = []
        var rest = self
        while rest.length > width, let cut = rest.breakingPoint(before: width) {
            let (line, remainder) = rest.split(at: cut)
            lines.append(line)
            rest = remainder.split(at: 1).1
        }
        return lines + [rest]
    }

    /// Offset of the last space up to `width` that no mark covers; else of the first one after.
    private func breakingPoint(before width: Int) -> Int? {
        var best: Int?
        for (offset, scalar) in text.unicodeScalars.enumerated() where scalar == " " {
            if spans.contains(where: { $0.start <= offset && offset < $0.end }) { continue }
            if offset > width { return best ?? offset }
            if offset > 0 { best = offset }
        }
        return best
    }

    static func joined(_ parts: [Marked], by separator: String) -> Marked {
        var result = Marked()
        for (index, part) in parts.enumerated() {
            if index > 0 { result.append(separator) }
            result.append(part)
        }
        return result
    }
}

extension Marked {
    /// The text between line feeds. No mark spans two lines.
    var lines: [Marked] {
        var result: [Marked] = []
        var rest = self
        while let cut = rest.text.unicodeScalars.enumerated().first(where: { $1 == "\n" })?.offset {
            let (line, remainder) = rest.split(at: cut)
            result.append(line)
            rest = remainder.split(at: 1).1
        }
        return result + [rest]
    }
}
