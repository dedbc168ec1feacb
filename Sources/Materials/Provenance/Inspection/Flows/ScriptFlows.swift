/// What each word of a script may carry, so that a range can be asked at once.
///
/// A word carries what it says itself and, if it is a name, what was assigned to it. Blocks of
/// words keep the union of theirs: long statements of packed code are asked about word after word.
struct ScriptFlows: Sendable {
    var carried: [UInt32]
    var blocks: [UInt32]
    /// What was assigned to each name in each scope.
    var assigned: [Int64: UInt32] = [:]
    /// Places of names, those of one name together and in order; and where each name's begin.
    var places: [Int32] = []
    var firsts: [Int32] = []
    /// The scope around each.
    var parents: [Int32] = []
    /// The parameters of functions, by the functions' names.
    var parameters: [Int32: [(name: Int32, scope: Int32)]] = [:]
    /// Names of functions that sign, or make a digest.
    var signing: Set<Int32> = []
    /// Names of what signs, or makes a wallet of a key.
    var turners: Set<Int32> = []
    /// Scopes that are of classes.
    var classes: Set<Int32> = []
    /// Names that are declared in each scope.
    var declared: Set<Int64> = []
    /// Where the words of each scope, and of those within it, begin and end.
    var extents: [Range<Int>] = []
    /// Places of names of which one setting is taken.
    var picked: Set<Int> = []
    /// Whether the parameters of a function are kept from the last to the first.
    let areReversed: Bool
    private static let blockSize = 64
    /// Words after an assignment that are looked at.
    static let statementMax = 4_000

    init(_ script: Script) {
        let tokens = script.text.tokens
        areReversed = script.language == .javascript
        carried = [UInt32](repeating: 0, count: tokens.count)
        blocks = [UInt32](repeating: 0, count: tokens.count / Self.blockSize + 1)
        addOwn(script)
        findTurners(script)
        guard blocks.contains(where: { $0 != 0 }) else { return }
        findPlaces(script.text)
        extents = Self.extents(script.text)
        parents = script.text.scopes.map(\.parent)
        findPicked(script.text)
        for (number, scope) in script.text.scopes.enumerated().dropFirst() {
            guard let name = scope.name else { continue }
            if scope.runsInPlace { classes.insert(Int32(number)) }
            if Self.isSigning(script.text.lexicon.text(name)) { signing.insert(name) }
        }
        parameters = ScriptParameters.read(script.text, script.language, extents)
        let ends = Self.statementEnds(tokens)
        declared = Self.declarations(script.text, script.language, ends)
        var mayCarryOn = [Bool](repeating: false, count: script.text.lexicon.count)
        for word in Self.carrying { mayCarryOn[Int(word.rawValue)] = true }
        for name in parameters.keys { mayCarryOn[Int(name)] = true }
        let carriers = tokens.indices.filter { place in
            tokens[place].kind == .name && mayCarryOn[Int(tokens[place].value)]
        }
        for taken in script.takenOver {
            for name in taken.names {
                assign(Script.Flow.given.rawValue, name, in: taken.scope, tokens)
            }
        }
        addParameters(script)
        let callbacks = script.language == .javascript ? Callback.all(in: script.text) : []
        let wrapping = wrapping(script)
        for _ in 0..<3 {
            spread(tokens, ends)
            for place in wrapping { spreadWrapped(place, tokens) }
            for place in carriers { spreadWord(place, script.text) }
            for callback in callbacks { spread(callback, tokens) }
            if script.language == .javascript { spreadArrows(script.text) }
        }
    }

    /// Where something is wrapped in what writes into it.
    private func wrapping(_ script: Script) -> [Int] {
        guard script.language == .python else { return [] }
        let names = Set(Self.wrappers.compactMap { script.text.lexicon.number(of: $0) })
        guard !names.isEmpty else { return [] }
        return script.text.tokens.indices.dropFirst(2).filter { place in
            let token = script.text.tokens[place]
            return token.kind == .name && names.contains(token.value)
        }
    }

    /// Where something acts, what functions are given is followed to it.
    private mutating func addParameters(_ script: Script) {
        let isActing = script.calls.contains {
            !$0.kind.isDisjoint(with: [.network, .process, .execution])
        }
        guard isActing else { return }
        for (name, scope) in parameters.values.joined() {
            assign(Script.Flow.parameter.rawValue, name, in: scope, script.text.tokens)
        }
    }

    private mutating func findPlaces(_ text: ScriptText) {
        firsts = [Int32](repeating: 0, count: text.lexicon.count + 1)
        for token in text.tokens where token.kind == .name { firsts[Int(token.value) + 1] += 1 }
        for number in firsts.indices.dropFirst() { firsts[number] += firsts[number - 1] }
        places = [Int32](repeating: 0, count: Int(firsts[firsts.count - 1]))
        var next = firsts
        for (place, token) in text.tokens.enumerated() where token.kind == .name {
            places[Int(next[Int(token.value)])] = Int32(place)
            next[Int(token.value)] += 1
        }
    }

    /// A scope's words, with those of the scopes within it, stand together.
    private static func extents(_ text: ScriptText) -> [Range<Int>] {
        var extents = [Range<Int>](repeating: 0..<0, count: text.scopes.count)
        for (place, token) in text.tokens.enumerated() {
            let scope = Int(token.scope)
            extents[scope] =
                (extents[scope].isEmpty ? place : extents[scope].lowerBound)..<(place + 1)
        }
        for number in text.scopes.indices.dropFirst().reversed() where !extents[number].isEmpty {
            let parent = Int(text.scopes[number].parent)
            let low = min(extents[number].lowerBound, extents[parent].lowerBound)
            let high = max(extents[number].upperBound, extents[parent].upperBound)
            extents[parent] = extents[parent].isEmpty ? extents[number] : low..<high
        }
        extents[0] = 0..<text.tokens.count
        return extents
    }

    /// What the words in a range may carry.
    func flow(in range: Range<Int>) -> Script.Flow {
        Script.Flow(rawValue: union(range.clamped(to: 0..<carried.count)))
    }

    func union(_ range: Range<Int>) -> UInt32 {
        var flow: UInt32 = 0
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

    mutating func add(_ flow: UInt32, at place: Int) {
        carried[place] |= flow
        blocks[place / Self.blockSize] |= flow
    }

    /// What words say of themselves.
    private mutating func addOwn(_ script: Script) {
        // `getdata` is of pictures only where pictures are read.
        let readsPictures = script.text.lexicon.number(of: "PIL") != nil
        // And `get_credentials` of a cloud only where one is spoken to.
        let asksCloud = ["boto3", "botocore"].contains {
            script.text.uses($0)
        }
        let namesSecrets = script.namesSecretSettings
        // Most names of a script stand in it many times.
        var known: [Int64: (name: String, flow: Script.Flow)] = [:]
        for place in script.tellingNames {
            let key = script.key(place)?.value
            var flow: Script.Flow
            let name: String
            if let key, let found = known[key] {
                (name, flow) = found
            } else {
                name = script.name(at: place)
                flow = Signs.flow(ofName: name)
                if name.utf8.ends(with: "getdata"), !readsPictures { flow = [] }
                if name.utf8.ends(with: "get_credentials"), !asksCloud { flow = [] }
                if let known = script.known(name) { flow.formUnion(known.flow) }
                if let key { known[key] = (name, flow) }
            }
            if script.takesPage(at: place) { flow.insert(.watched) }
            if script.takesEnvironment(at: place, of: name) {
                flow.insert(.environment)
            } else if let setting = script.setting(at: place, of: name) {
                flow.formUnion(Signs.flow(ofSetting: setting))
                if namesSecrets, !script.isSettingPlain(at: place, of: name) {
                    flow.formUnion([.secretSetting, .foreign])
                }
            }
            add(flow.rawValue, at: place)
        }
        addWallets(script)
        addPlaces(script)
        if script.calls.contains(where: { $0.kind.contains(.network) || $0.kind.contains(.sending) }
        ) {
            addSecretNames(script)
        }
        addRequests(script)
        for (place, folding) in script.text.folded where folding == .hidden {
            add(Script.Flow.decoded.union(.hidden).rawValue, at: place)
        }
        for place in Disguises.places(in: script.text, script.language) {
            add(Script.Flow.decoded.rawValue, at: place)
        }
        for place in Disguises.encodings(in: script.text) {
            add(Script.Flow.encoded.rawValue, at: place)
        }
        addStrings(script)
    }

    /// What strings say of themselves.
    private mutating func addStrings(_ script: Script) {
        // Both stand in the order of the script.
        var telling = script.literals[...]
        for (place, token) in script.text.tokens.enumerated() where token.kind == .string {
            let isTelling = telling.first == place
            if isTelling { telling.removeFirst() }
            guard token.count > 1 else { continue }
            let bytes = script.text.bytes(token)
            if Signs.namesPicture(bytes) { add(Script.Flow.picture.rawValue, at: place) }
            if isTelling || token.count >= Signs.blobSizeMin || Signs.mayEndInterpreter(bytes) {
                var flow = Signs.flow(ofLiteral: bytes, isTelling: isTelling)
                if flow.contains(.interpreter), isCompared(place, script.text) {
                    flow.remove(.interpreter)
                }
                add(flow.rawValue, at: place)
                guard isTelling else { continue }
                let holes = Signs.flow(ofHoles: String(decoding: bytes, as: UTF8.self))
                add(holes.rawValue, at: place)
            }
        }
    }

    /// Where the statement of each assignment ends; by the place of its `=`.
    static func statementEnds(_ tokens: [ScriptToken]) -> [(place: Int, end: Int)] {
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
            case 0x3D where place > 0, 0x3D2B where place > 0, 0x3D3A where place > 0:
                waiting[waiting.count - 1].append(ends.count)
                ends.append((place, min(tokens.count, place + statementMax)))
            default: break
            }
        }
        return ends
    }

    mutating func assign(_ flow: UInt32, _ target: ScriptToken, _ tokens: [ScriptToken]) {
        assign(flow, target.value, in: target.scope, tokens)
    }

    /// A name carries what was assigned to it in the scope of that, and in those within.
    mutating func assign(
        _ flow: UInt32,
        _ name: Int32,
        in scope: Int32,
        isMember: Bool = false,
        _ tokens: [ScriptToken]
    ) {
        guard flow != 0 else { return }
        // `self.x` is one thing in all of its class, and no other `x`.
        let key = (isMember ? 1 << 62 : 0) | Int64(scope) << 32 | Int64(name)
        let known = assigned[key] ?? 0
        guard flow & ~known != 0 else { return }
        assigned[key] = known | flow
        let extent = extents[Int(scope)]
        var index = firstPlace(of: name, from: extent.lowerBound)
        while index < Int(firsts[Int(name) + 1]), Int(places[index]) < extent.upperBound {
            let here = Int(places[index])
            if (here > 0 && tokens[here - 1].isMark(0x2E)) == isMember {
                add(picked.contains(here) ? flow & ~Self.environment : flow, at: here)
            }
            index += 1
        }
    }

    func firstPlace(of name: Int32, from place: Int) -> Int {
        var low = Int(firsts[Int(name)])
        var high = Int(firsts[Int(name) + 1])
        while low < high {
            let middle = (low + high) / 2
            if Int(places[middle]) < place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
