package import Foundation
import Privacy

extension Minimization {
    /// Names, cities and streets to draw surrogates from, and to know a forename by.
    ///
    /// The lists are files beside the program; `NOTICE` there says where they come from. A
    /// section heads the names that follow: `[fr f]` in forenames, `[fr]` in surnames.
    package struct SurrogateLists: Sendable {
        package enum Gender: String, Sendable, CaseIterable {
            case female = "f"
            case male = "m"
        }

        /// A language and a gender, as a section of the forenames names them.
        struct Section: Hashable, Sendable {
            var language: String
            var gender: Gender
        }

        /// A list that is not there or cannot be read.
        package struct Unreadable: Error, Equatable {
            package let file: String
        }

        private(set) var forenames: [Section: [String]] = [:]
        private(set) var surnames: [String: [String]] = [:]
        private(set) var streets: [String: [String]] = [:]
        private(set) var gazetteer = Gazetteer()
        private var sections: [String: [Section]] = [:]
        private var languages: [String: [String]] = [:]

        /// Reads the lists in `folder`.
        package init(folder: URL) throws {
            for (heading, names) in try Self.sections(of: "forenames.txt", in: folder) {
                let words = heading.split(separator: " ").map { String($0) }
                guard words.count == 2, let gender = Gender(rawValue: words[1]) else {
                    throw Unreadable(file: "forenames.txt")
                }
                let section = Section(language: words[0], gender: gender)
                forenames[section] = names
                for name in names {
                    sections[Normalization.plain(name), default: []].append(section)
                }
            }
            for (heading, names) in try Self.sections(of: "surnames.txt", in: folder) {
                surnames[heading] = names
                for name in names {
                    languages[Normalization.plain(name), default: []].append(heading)
                }
            }
            for (heading, names) in try Self.sections(of: "streets.txt", in: folder) {
                streets[heading] = names
            }
            for (heading, names) in try Self.sections(of: "countries.txt", in: folder) {
                for name in names { gazetteer.add(country: heading, alias: name) }
            }
            for (heading, names) in try Self.sections(of: "places.txt", in: folder) {
                let parts = heading.split(separator: "|").map { String($0) }
                guard parts.count == 2 else { throw Unreadable(file: "places.txt") }
                let entry = Gazetteer.Entry(region: parts[1], country: parts[0])
                for name in names { gazetteer.add(city: name, in: entry) }
            }
            guard !forenames.isEmpty, !surnames.isEmpty, !streets.isEmpty else {
                throw Unreadable(file: "surnames.txt")
            }
        }

        /// Reads the lists that came with the program: beside it, or in the build folder.
        package static func bundled() throws -> SurrogateLists {
            let name = "cordon_Custody.resources/Surrogates"
            let beside = Bundle.main.bundleURL.appendingPathComponent(name)
            if FileManager.default.fileExists(atPath: beside.path) {
                return try SurrogateLists(folder: beside)
            }
            return try SurrogateLists(
                folder: Bundle.module.bundleURL.appendingPathComponent("Surrogates")
            )
        }

        /// Whether some language knows the plain word as a forename.
        func isForename(_ plain: String) -> Bool { sections[plain] != nil }

        /// Languages and genders in which the plain word is a forename.
        ///
        /// Of a double name that no list has, the first half decides: Jean-Pierre is Jean.
        func sections(ofForename plain: String) -> [Section] {
            sections[plain] ?? sections[String(plain.prefix { $0 != " " })] ?? []
        }

        /// Languages in which the plain word is a surname.
        func languages(ofSurname plain: String) -> [String] { languages[plain] ?? [] }

        /// Headings and the lines under each; `#` opens a comment.
        private static func sections(
            of file: String,
            in folder: URL
        ) throws -> [(String, [String])] {
            guard
                let data = try? Data(contentsOf: folder.appendingPathComponent(file)),
                let text = String(data: data, encoding: .utf8)
            else { throw Unreadable(file: file) }
            var sections: [(String, [String])] = []
            for line in text.split(separator: "\n") where !line.hasPrefix("#") {
                if line.hasPrefix("["), line.hasSuffix("]") {
                    sections.append((String(line.dropFirst().dropLast()), []))
                } else if sections.isEmpty {
                    throw Unreadable(file: file)
                } else {
                    sections[sections.count - 1].1.append(String(line))
                }
            }
            return sections
        }
    }
}
