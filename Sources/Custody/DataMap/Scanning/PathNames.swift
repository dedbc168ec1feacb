import Kernel

extension DataMap {
    /// Finds out whether a path spells somebody's name, of whom nothing is known but marks.
    struct PathNames {
        /// Words of one path that are tried, and of one name.
        private static let wordsMax = 64
        private static let nameMax = 3
        /// Stretches whose answer is remembered: folders stand in many paths.
        private static let rememberedMax = 100_000

        private let marks: Set<Vault.Mark>
        private let marker: Rights.Marker
        private var remembered: [String: Bool] = [:]

        init(marks: Set<Vault.Mark>, marker: Rights.Marker) {
            self.marks = marks
            self.marker = marker
        }

        /// Whether `path` names the person.
        mutating func tell(_ path: Personal<String>) -> Bool {
            path.reveal(for: Occasion("forgetting somebody's paths")) { path in
                let parts = path.split(separator: "/")
                guard parts.count > 1 else { return parts.contains { tell(part: $0) } }
                // `Schmidt/Anna.pdf`: a name may lie across two folders.
                return zip(parts, parts.dropFirst()).contains { tell(part: $0 + "/" + $1) }
            }
        }

        private mutating func tell(part: Substring) -> Bool {
            if let known = remembered[String(part)] { return known }
            let answer = names(in: part)
            if remembered.count >= Self.rememberedMax { remembered = [:] }
            remembered[String(part)] = answer
            return answer
        }

        private func names(in part: Substring) -> Bool {
            if part.contains("@"), addresses(in: part) { return true }
            let words = Self.words(in: part).prefix(Self.wordsMax)
            for start in words.indices {
                if marks.contains(marker.mark(staffNumber: words[start])) { return true }
                for count in 2...Self.nameMax where start + count <= words.endIndex {
                    let name = words[start..<start + count]
                    // Names stand in either order: `schmidt_anna`, `Anna Schmidt`.
                    if isTheirs(name.joined(separator: " ")) { return true }
                    if isTheirs(name.reversed().joined(separator: " ")) { return true }
                }
            }
            return false
        }

        private func isTheirs(_ name: String) -> Bool {
            marker.mark(name: name).map { marks.contains($0) } ?? false
        }

        /// Addresses, with and without what looks like the ending of a file.
        private func addresses(in part: Substring) -> Bool {
            part.split(whereSeparator: { $0.isWhitespace || "<>()[],;".contains($0) }).contains {
                var address = $0
                while address.contains("@") {
                    if marks.contains(marker.mark(email: String(address))) { return true }
                    guard let dot = address.lastIndex(of: ".") else { return false }
                    address = address[..<dot]
                }
                return false
            }
        }

        /// `CV_AnnaSchmidt-2024.pdf` in words: CV, Anna, Schmidt, 2024, pdf.
        private static func words(in part: Substring) -> [String] {
            var words: [String] = []
            var word = ""
            var wasSmall = false
            func end() {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            for letter in part {
                let isWord = letter.isLetter || letter.isNumber || letter == "'" || letter == "’"
                if !isWord || wasSmall && letter.isUppercase { end() }
                if isWord { word.append(letter) }
                wasSmall = letter.isLowercase
            }
            end()
            return words
        }
    }
}
