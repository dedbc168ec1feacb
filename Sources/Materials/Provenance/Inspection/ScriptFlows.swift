/// What each word of a script may carry, so that a range can be asked at once.
///
/// A word carries what it says itself and, if it is a name, what was assigned to it. Blocks of words
/// keep the union of theirs: long statements of packed code are asked about word after word.
struct ScriptFlows: Sendable {
    private var carried: [UInt16]
    private var blocks: [UInt16]
    /// What was assigned to each name.
    private var assigned: [UInt16]
    /// The first place of each name, and for each place the next one of the same name.
    private var first: [Int32]
    private var next: [Int32]
    private static let blockSize = 64
    /// Words after an assignment that are looked at.
    private static let statementMax = 4_000

    init(_ script: Script) {
        let tokens = script.text.tokens
        carried = [UInt16](repeating: 0, count: tokens.count)
        blocks = [UInt16](repeating: 0, count: tokens.count / Self.blockSize + 1)
        assigned = [UInt16](repeating: 0, count: script.text.lexicon.count)
        first = [Int32](repeating: -1, count: assigned.count)
        next = []
        addOwn(script)
        guard blocks.contains(where: { $0 != 0 }) else { return }
        next = [Int32](repeating: -1, count: tokens.count)
        for place in tokens.indices.reversed() where tokens[place].kind == .name {
            next[place] = first[Int(tokens[place].value)]
            first[Int(tokens[place].value)] = Int32(place)
        }
        let ends = Self.statementEnds(tokens)
        for _ in 0..<3 { spread(tokens, ends) }
    }

    /// What the words in a range may carry.
    func flow(in range: Range<Int>) -> Script.Flow {
        Script.Flow(rawValue: union(range.clamped(to: 0..<carried.count)))
    }

    private func union(_ range: Range<Int>) -> UInt16 {
        var flow: UInt16 = 0
        var place = range.lowerBound
        while place < range.upperBound {
            if place % Self.blockSize == 0, place + Self.blockSize <= range.upperBound {
                flow |= blocks[place / Self.blockSize]
                place += Self.blockSize
            } else {
                flow |= carried[place]
                place += 1
            }
        }
        return flow
    }

    private mutating func add(_ flow: UInt16, at place: Int) {
        carried[place] |= flow
        blocks[place / Self.blockSize] |= flow
    }

    /// What words say of themselves.
    private mutating func addOwn(_ script: Script) {
        let telling = Set(script.literals)
        for place in script.tellingNames {
            add(Signs.flow(ofName: script.name(at: place), script.language).rawValue, at: place)
        }
        for place in script.text.tokens.indices {
            let token = script.text.tokens[place]
            guard token.kind == .string, token.count > 1 else { continue }
            let isTelling = telling.contains(place)
            let bytes = script.text.bytes(token)
            if isTelling || token.count >= Signs.blobSizeMin || Signs.mayEndInterpreter(bytes) {
                add(Signs.flow(ofLiteral: bytes, isTelling: isTelling).rawValue, at: place)
            }
        }
    }

    /// Where the statement of each assignment ends; by the place of its `=`.
    private static func statementEnds(_ tokens: [ScriptToken]) -> [(place: Int, end: Int)] {
        var ends: [(place: Int, end: Int)] = []
        // Assignments that wait for their end, by how deep in brackets they stand.
        var waiting: [[Int]] = [[]]
        func close(_ end: Int) {
            for number in waiting[waiting.count - 1] {
                ends[number].end = min(end, ends[number].place + statementMax)
            }
            waiting[waiting.count - 1].removeAll(keepingCapacity: true)
        }
        for place in tokens.indices {
            let token = tokens[place]
            if token.kind == .lineEnd {
                close(place)
                continue
            }
            guard token.kind == .mark else { continue }
            switch token.mark {
            case 0x28, 0x5B, 0x7B: waiting.append([])
            case 0x29, 0x5D, 0x7D:
                close(place)
                if waiting.count > 1 { waiting.removeLast() }
            case 0x3B: close(place)
            case 0x3D where place > 0 && tokens[place - 1].kind == .name:
                waiting[waiting.count - 1].append(ends.count)
                ends.append((place, min(tokens.count, place + statementMax)))
            default: break
            }
        }
        return ends
    }

    /// Carries what is on the right of `=` to the name on its left.
    private mutating func spread(_ tokens: [ScriptToken], _ ends: [(place: Int, end: Int)]) {
        for (place, end) in ends {
            assign(union((place + 1)..<max(place + 1, end)), tokens[place - 1].value, tokens)
        }
        // `with urlopen(x) as r`, `for k in os.environ`.
        for place in tokens.indices.dropFirst(2) where tokens[place].isName(.as) {
            guard place + 1 < tokens.count, tokens[place + 1].kind == .name else { continue }
            var back = place - 1
            while back > 0, tokens[back].kind != .lineEnd, place - back < 60 { back -= 1 }
            assign(union(back..<place), tokens[place + 1].value, tokens)
        }
    }

    private mutating func assign(_ flow: UInt16, _ name: Int32, _ tokens: [ScriptToken]) {
        let new = flow & ~assigned[Int(name)]
        guard new != 0 else { return }
        assigned[Int(name)] |= new
        var place = first[Int(name)]
        while place >= 0 {
            let here = Int(place)
            if here == 0 || !tokens[here - 1].isMark(0x2E) { add(new, at: here) }
            place = next[here]
        }
    }
}
