extension DataMap {
    /// People as one text in an event: an item may name tens of thousands, and to write each of
    /// them as an object of its own costs more than to find them.
    ///
    ///     2
    ///     EMAIL PERSON
    ///     PERSON
    ///     0 l name 0f1e… email 33aa…
    ///     1 p name 77b2…
    ///
    /// First how many sets of labels follow, one a line; behind them the people: the number of
    /// their set, from 0, `l` for those who are listed in a table or an object and `p` for those
    /// of prose, and each mark as its kind and digest. Events of earlier versions hold objects,
    /// and are read as well.
    @propertyWrapper
    package struct Muster: Codable, Sendable {
        package var wrappedValue: [Named]

        package init(wrappedValue: [Named]) { self.wrappedValue = wrappedValue }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            guard let text = try? container.decode(String.self) else {
                wrappedValue = try container.decode([Named].self)
                return
            }
            guard let people = Self.people(in: text) else {
                throw DecodingError.dataCorruptedError(
                    in: container,
                    debugDescription: "A muster names people by marks, one a line."
                )
            }
            wrappedValue = people
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(Self.text(of: wrappedValue))
        }

        private static func text(of people: [Named]) -> String {
            var sets: [[String]: Int] = [:]
            var (head, body): ([UInt8], [UInt8]) = ([], [])
            var (said, start): ([String], [UInt8]) = ([], [])
            for person in people {
                // What is said of one is mostly said of the next.
                if start.isEmpty || person.labels != said {
                    let number = sets[person.labels] ?? sets.count
                    if number == sets.count {
                        sets[person.labels] = number
                        head += person.labels.joined(separator: " ").utf8
                        head.append(newline)
                    }
                    (said, start) = (person.labels, Array(String(number).utf8))
                }
                body += start
                body += (person.isListed ? " l" : " p").utf8
                for mark in person.marks {
                    body.append(blank)
                    body += mark.kind.rawValue.utf8
                    body.append(blank)
                    body += mark.digest.utf8
                }
                body.append(newline)
            }
            let count = Array("\(sets.count)\n".utf8)
            return String(decoding: count + head + body, as: UTF8.self)
        }

        /// Nil where it is no muster.
        private static func people(in text: String) -> [Named]? {
            var lines = text.utf8.split(separator: newline, omittingEmptySubsequences: false)[...]
            // Behind the last line end there is nothing.
            guard lines.popLast()?.isEmpty == true, let first = lines.popFirst(),
                let count = Int(Substring(first)), (0...lines.count).contains(count)
            else { return nil }
            let sets = lines.prefix(count).map { line in
                line.split(separator: blank).map { String(Substring($0)) }
            }
            var people: [Named] = []
            people.reserveCapacity(lines.count - count)
            for line in lines.dropFirst(count) {
                let words = line.split(separator: blank).map { Substring($0) }
                guard words.count >= 2, words.count.isMultiple(of: 2), let number = Int(words[0]),
                    sets.indices.contains(number), words[1] == "l" || words[1] == "p"
                else { return nil }
                var marks: [Vault.Mark] = []
                for place in stride(from: 2, to: words.count, by: 2) {
                    guard let kind = Vault.Mark.Kind(rawValue: String(words[place])),
                        let mark = Vault.Mark(kind: kind, digest: String(words[place + 1]))
                    else { return nil }
                    marks.append(mark)
                }
                let isListed = words[1] == "l"
                people.append(Named(marks: marks, labels: sets[number], isListed: isListed))
            }
            return people
        }

        private static let newline = UInt8(ascii: "\n")
        private static let blank = UInt8(ascii: " ")
    }
}
