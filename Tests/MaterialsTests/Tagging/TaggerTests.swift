import Testing

@testable import Tagging

/// A language of three words: after `mr` comes a name, and nowhere else.
private enum Toy {
    static let tags = TagSet(["O", "B-PER", "I-PER"])

    /// The tokens of a text of ASCII words with spaces between.
    static func tokens(_ text: String) -> [Token] {
        var tokens: [Token] = []
        var start = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let end = start + word.utf8.count
            var key: UInt64 = 14_695_981_039_346_656_037
            for byte in word.lowercased().utf8 { key = (key ^ UInt64(byte)) &* 1_099_511_628_211 }
            let isCapital = word.utf8.first.map { $0 < 0x61 } ?? false
            tokens.append(
                Token(
                    start: Int32(start),
                    end: Int32(end),
                    key: key,
                    marks: 0,
                    hint: 0,
                    form: isCapital ? 1 : 0,
                    gap: start == 0 ? Token.lineGap : 1,
                    length: UInt8(word.utf8.count),
                    continues: start > 0
                )
            )
            start = end + 1
        }
        return tokens
    }

    static func model(seed: UInt64) throws -> [UInt8] {
        let tags = try #require(tags)
        var set = TrainingSet(tags: tags)
        let names = ["Ada", "Bell", "Curie", "Dirac", "Euler", "Fermi", "Gauss", "Hardy"]
        for name in names {
            for (text, tagged) in [
                ("we saw Mr \(name) here", [0, 0, 0, 1, 0]),
                ("we saw Old \(name) here", [0, 0, 0, 0, 0]),
                ("then Mr \(name) \(name) left", [0, 0, 1, 2, 0]),
            ] {
                var text = text
                let tokens = tokens(text)
                text.withUTF8 {
                    set.add(
                        $0,
                        tokens,
                        tagged: tagged.map { UInt8($0) },
                        in: Setting(language: 1, register: 0)
                    )
                }
            }
        }
        var settings = Trainer.Settings()
        settings.seed = seed
        settings.buckets = 1 << 10
        var trainer = Trainer(&set, settings: settings)
        trainer.train(on: set)
        return trainer.model()
    }

    /// The scores of each word, every feature looked up anew.
    static func plainScores(of text: String, with model: TaggerModel) -> [SIMD16<Int16>] {
        var text = text
        let tokens = tokens(text)
        let count = FeatureReader.count
        var features = [UInt32](repeating: 0, count: (tokens.count + 1) * count)
        return text.withUTF8 { bytes in
            tokens.withUnsafeBufferPointer { tokens in
                features.withUnsafeMutableBufferPointer { room in
                    guard let base = room.baseAddress else { return [] }
                    let reader = FeatureReader(Setting(language: 1, register: 0))
                    reader.read(bytes, tokens, line: tokens.indices, into: base)
                    // From the last word on: what is asked for a word is written behind it.
                    return tokens.indices.reversed().map { word in
                        var sum = model.sum(base + word * count, count) &+ model.barred
                        sum[15] = TaggerModel.never
                        return sum
                    }.reversed()
                }
            }
        }
    }

    /// The same as a tagger adds them up.
    static func scores(of text: String, with model: TaggerModel) -> [SIMD16<Int16>] {
        var text = text
        let tokens = tokens(text)
        return text.withUTF8 { bytes in
            tokens.withUnsafeBufferPointer { tokens in
                var tagger = Tagger(model, in: Setting(language: 1, register: 0))
                tagger.read(bytes, tokens, wantsMarginals: { _, _ in false }) { _ in }
                return tagger.lineScores
            }
        }
    }

    static func read(_ text: String, with model: TaggerModel) -> [Tagger.Reading] {
        var readings: [Tagger.Reading] = []
        var text = text
        let tokens = tokens(text)
        text.withUTF8 { bytes in
            tokens.withUnsafeBufferPointer { tokens in
                var tagger = Tagger(model, in: Setting(language: 1, register: 0))
                tagger.read(bytes, tokens, wantsMarginals: { _, _ in true }) { readings.append($0) }
            }
        }
        return readings
    }
}

@Suite("A trained tagger")
struct TaggerTests {
    @Test("finds a name it has never seen, by what stands around it")
    func stranger() throws {
        let model = try TaggerModel(Toy.model(seed: 1))
        let reading = try #require(Toy.read("we saw Mr Noether here", with: model).first)
        let spans = model.tags.spans(of: reading.tags)
        #expect(spans.map(\.words) == [3..<4])
        #expect(reading.marginals[3][1] > 0.5)
        #expect(reading.marginals.allSatisfy { abs($0.sum() - 1) < 1e-3 })
    }

    @Test("is the same in every byte for the same data and seed")
    func sameBytes() throws {
        #expect(try Toy.model(seed: 7) == Toy.model(seed: 7))
        #expect(try Toy.model(seed: 7) != Toy.model(seed: 8))
    }

    @Test("reads a word that it remembers as one that it meets for the first time")
    func memory() throws {
        let model = try TaggerModel(Toy.model(seed: 1))
        let text = "we saw Mr Noether here then Mr Gauss Gauss left we saw Old Gauss here"
        let first = try #require(Toy.read(text, with: model).first)
        // The second tagger takes over what the first one remembers of every word.
        let second = try #require(Toy.read(text, with: model).first)
        #expect(first.marginals == second.marginals)
        #expect(Toy.plainScores(of: text, with: model) == Toy.scores(of: text, with: model))
    }

    @Test("leaves out of a reading what rounding would lose anyway")
    func precision() throws {
        let model = try TaggerModel(Toy.model(seed: 1))
        let reading = try #require(
            Toy.read("we saw Mr Gauss Gauss here then left", with: model).first
        )
        let scores = Toy.plainScores(of: "we saw Mr Gauss Gauss here then left", with: model)
        var chain = Chain(precision: Chain.learning)
        chain.run(
            scores.map { SIMD16<Float>($0) * model.step },
            [false] + scores.dropFirst().map { _ in true },
            model.table
        )
        for (exact, read) in zip(chain.marginals, reading.marginals) {
            #expect((0..<3).allSatisfy { abs(exact[$0] - read[$0]) < 1e-4 })
        }
    }

    @Test("is refused when its file is cut, or says what cannot be", arguments: [0, 7, 30, 2_000])
    func damaged(length: Int) throws {
        let model = try Toy.model(seed: 1)
        #expect(throws: TaggerModel.Failure.damaged) { try TaggerModel(Array(model[0..<length])) }
        var odd = model
        odd[8] = 3
        #expect(throws: TaggerModel.Failure.damaged) { try TaggerModel(odd) }
    }
}
