import Sieve

extension Minimization {
    /// A piece of a text that one finding governs.
    struct Stretch: Equatable {
        var range: Range<Int>
        var finding: Finding
        /// Whether it is all of its finding; a rest can be cut but not rewritten.
        var isWhole: Bool
    }

    /// Findings that lie over each other, resolved into stretches that do not.
    ///
    /// Every byte that any finding covers is governed by the strongest one there, so that a
    /// finding pushed aside is still cut where it stands alone: nothing found slips through
    /// between two findings. Strongest is what cuts before what is kept, what was found before
    /// what was inferred, the higher score, the longer range.
    enum Stretches {
        /// Rule of the findings that repeat a name found elsewhere in the document.
        static let propagated = "person.propagated"

        /// What was found, joined by what was inferred where that adds anything: a name that
        /// stands again inside a finding that is cut anyway does not. Both in order of place.
        static func joined(
            _ found: [Finding],
            _ inferred: [Finding],
            cuts: (Finding) -> Bool
        ) -> [Finding] {
            guard !inferred.isEmpty else { return found }
            var joined: [Finding] = []
            joined.reserveCapacity(found.count + inferred.count)
            var next = 0
            for finding in inferred {
                let (start, end) = (finding.range.lowerBound, finding.range.upperBound)
                while next < found.count, found[next].range.upperBound <= start {
                    joined.append(found[next])
                    next += 1
                }
                let isCovered =
                    next < found.count && found[next].range.lowerBound <= start
                    && found[next].range.upperBound >= end
                if isCovered, cuts(found[next]) || !cuts(finding) { continue }
                joined.append(finding)
            }
            return joined + found[next...]
        }

        /// Each finding as its own stretch, where none lies over another, which is the rule.
        private static func apart(_ findings: [Finding]) -> [Stretch]? {
            var end = 0
            for finding in findings {
                guard finding.range.lowerBound >= end, !finding.range.isEmpty else { return nil }
                end = finding.range.upperBound
            }
            return findings.map { Stretch(range: $0.range, finding: $0, isWhole: true) }
        }

        /// The stretches in order; `n log n` in the findings, whatever their ranges.
        static func resolved(
            _ findings: [Finding],
            cuts: (Finding) -> Bool
        ) -> [Stretch] {
            if let stretches = apart(findings) { return stretches }
            let bounds = Set(findings.flatMap { [$0.range.lowerBound, $0.range.upperBound] })
                .sorted()
            let position = Dictionary(uniqueKeysWithValues: zip(bounds, bounds.indices))
            let ranked = findings.map { (finding: $0, cuts: cuts($0)) }
                .sorted { isStronger($0, than: $1) }.map(\.finding)
            // Segments between bounds, each painted once; `next` leads to the first unpainted one.
            var painted = [Int?](repeating: nil, count: bounds.count)
            var next = Array(0...bounds.count)
            for (rank, finding) in ranked.enumerated() {
                guard let start = position[finding.range.lowerBound],
                    let end = position[finding.range.upperBound]
                else { continue }
                var segment = root(of: start, in: &next)
                while segment < end {
                    painted[segment] = rank
                    next[segment] = segment + 1
                    segment = root(of: segment, in: &next)
                }
            }
            return joined(painted, bounds: bounds, ranked: ranked)
        }

        private static func joined(
            _ painted: [Int?],
            bounds: [Int],
            ranked: [Finding]
        ) -> [Stretch] {
            var stretches: [Stretch] = []
            var last: Int?
            for (segment, rank) in painted.enumerated() {
                defer { last = rank }
                guard let rank, segment + 1 < bounds.count else { continue }
                let range = bounds[segment]..<bounds[segment + 1]
                if rank == last, let open = stretches.indices.last {
                    stretches[open].range = stretches[open].range.lowerBound..<range.upperBound
                } else {
                    stretches.append(Stretch(range: range, finding: ranked[rank], isWhole: false))
                }
            }
            return stretches.map { stretch in
                var stretch = stretch
                stretch.isWhole = stretch.range == stretch.finding.range
                return stretch
            }
        }

        /// The first unpainted segment from `start` on, with the way there shortened.
        private static func root(of start: Int, in next: inout [Int]) -> Int {
            var segment = start
            while next[segment] != segment {
                next[segment] = next[next[segment]]
                segment = next[segment]
            }
            return segment
        }

        private static func isStronger(
            _ left: (finding: Finding, cuts: Bool),
            than right: (finding: Finding, cuts: Bool)
        ) -> Bool {
            if left.cuts != right.cuts { return left.cuts }
            let (one, other) = (left.finding, right.finding)
            if (one.rule == propagated) != (other.rule == propagated) {
                return other.rule == propagated
            }
            if one.score != other.score { return one.score > other.score }
            if one.range.count != other.range.count { return one.range.count > other.range.count }
            if one.range.lowerBound != other.range.lowerBound {
                return one.range.lowerBound < other.range.lowerBound
            }
            return one.label.rawValue < other.label.rawValue
        }
    }
}
