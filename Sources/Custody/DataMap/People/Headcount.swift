import Kernel
import Sieve

extension DataMap {
    /// Counts distinct people over everything that was read, by marks alone.
    ///
    /// Addresses and staff numbers are somebody's own: whoever shares one is the same person. A
    /// name is shared by strangers too, so it joins two only where nothing speaks against it (two
    /// addresses in one domain do). What is left in doubt is told as an interval: the least number
    /// takes all who share a name for one, the most takes a name for no reason to join anybody.
    ///
    /// Whom one running text alone speaks of, without a name and an address that belong together,
    /// may be a slip of the detector: only the most counts them.
    struct Headcount {
        /// Items that have to name somebody who is listed nowhere.
        private static let metMin = 2

        /// Sources by number, with the labels found there about one person, as bits.
        typealias Places = [Int: UInt64]

        private struct Someone {
            var places: Places = [:]
            /// Items that name them, counted to ``metMin``; one that lists them is enough.
            var met = 0
            var names: Set<Substring> = []
            /// What one person cannot have two of, with the mark.
            var marks: [Substring: Set<Substring>] = [:]
        }

        private var parents: [Int] = []
        private var people: [Someone] = []
        private var byMark: [Substring: Int] = [:]
        /// Known by a name alone.
        private var bare: [Substring: (places: Places, met: Int)] = [:]

        /// Takes in somebody whom an item of `source` names.
        ///
        /// - Parameter isListed: whether they stand in a table or an object.
        mutating func add(
            _ marks: [(kind: Vault.Mark.Kind, digest: String)],
            _ labels: UInt64,
            in source: Int,
            isListed: Bool
        ) {
            let strong = marks.filter(\.kind.isStrong)
            let name = marks.first { $0.kind == .name }.map { Substring($0.digest) }
            let weight = isListed || name != nil && !strong.isEmpty ? Self.metMin : 1
            guard !strong.isEmpty else {
                guard let name else { return }
                bare[name, default: ([:], 0)].places[source, default: 0] |= labels
                bare[name, default: ([:], 0)].met += weight
                return
            }
            var mine: Int?
            for mark in strong {
                let key = Substring(mark.kind.rawValue + mark.digest)
                let number = byMark[key] ?? newcomer()
                byMark[key] = number
                let scope = mark.kind == .email ? mark.digest.dropFirst(32) : "number"
                let root = root(of: number)
                people[root].marks[scope, default: []].insert(key)
                mine = mine.map { unite($0, root) } ?? root
            }
            guard let mine else { return }
            people[mine].places[source, default: 0] |= labels
            people[mine].met += weight
            if let name { people[mine].names.insert(name) }
        }

        private mutating func newcomer() -> Int {
            parents.append(parents.count)
            people.append(Someone())
            return parents.count - 1
        }

        private mutating func root(of number: Int) -> Int {
            var place = number
            while parents[place] != place {
                parents[place] = parents[parents[place]]
                place = parents[place]
            }
            return place
        }

        /// Makes one of two; returns who is left.
        private mutating func unite(_ one: Int, _ other: Int) -> Int {
            let (left, right) = (root(of: one), root(of: other))
            guard left != right else { return left }
            let (kept, gone) = (min(left, right), max(left, right))
            parents[gone] = kept
            let theirs = people[gone]
            people[gone] = Someone()
            people[kept].places.merge(theirs.places, uniquingKeysWith: |)
            people[kept].met += theirs.met
            people[kept].names.formUnion(theirs.names)
            people[kept].marks.merge(theirs.marks) { $0.union($1) }
            return kept
        }

        /// What the count came to.
        struct Result: Sendable {
            var people = 0
            var least = 0
            var most = 0
            /// Everybody, by the sources that hold something about them.
            var places: [Places] = []
        }

        /// Ends the count.
        consuming func result() -> Result {
            var count = self
            return count.settled()
        }

        private mutating func settled() -> Result {
            var byName: [Substring: [Int]] = [:]
            let roots = parents.indices.filter { parents[$0] == $0 }
            var result = Result()
            result.most = roots.count + bare.count
            for number in roots {
                for name in people[number].names { byName[name, default: []].append(number) }
            }
            result.least = least(byName, roots)
            for name in byName.keys.sorted() { join(byName[name] ?? []) }
            for (name, known) in bare {
                let bearers = Set((byName[name] ?? []).map { root(of: $0) })
                switch bearers.count {
                case 0: if known.met >= Self.metMin { result.places.append(known.places) }
                case 1:
                    for number in bearers {
                        people[number].places.merge(known.places, uniquingKeysWith: |)
                        people[number].met += known.met
                    }
                // One of several namesakes, already counted; nobody can say which.
                default: break
                }
            }
            for number in parents.indices where parents[number] == number {
                if people[number].met >= Self.metMin { result.places.append(people[number].places) }
            }
            result.people = result.places.count
            return result
        }

        /// Joins namesakes whom nothing keeps apart, where there is one way to do so.
        private mutating func join(_ namesakes: [Int]) {
            var groups: [Int] = []
            for namesake in namesakes {
                let mine = root(of: namesake)
                let fitting = groups.filter { areCompatible(root(of: $0), mine) }
                if fitting.count == 1 {
                    _ = unite(fitting[0], mine)
                } else {
                    groups.append(mine)
                }
            }
        }

        private func areCompatible(_ one: Int, _ other: Int) -> Bool {
            one == other
                || people[one].marks.allSatisfy { scope, marks in
                    people[other].marks[scope].map { !$0.isDisjoint(with: marks) } ?? true
                }
        }

        /// How many there are if a name is enough to be one, and an address without a name is no
        /// person's.
        private func least(_ byName: [Substring: [Int]], _ roots: [Int]) -> Int {
            var parents = Dictionary(uniqueKeysWithValues: roots.map { ($0, $0) })
            func root(_ number: Int) -> Int {
                var place = number
                while let next = parents[place], next != place { place = next }
                return place
            }
            for namesakes in byName.values {
                guard let first = namesakes.first else { continue }
                for other in namesakes.dropFirst() {
                    let (left, right) = (root(first), root(other))
                    if left != right { parents[max(left, right)] = min(left, right) }
                }
            }
            let named = roots.count { !people[$0].names.isEmpty && root($0) == $0 }
            return named
                + bare.count { name, known in byName[name] == nil && known.met >= Self.metMin }
        }
    }
}
