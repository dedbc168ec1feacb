import Custody

extension DetectReply {
    /// The passages of operational truth as members of the answer; nothing where there are none, so
    /// that an answer about other texts stays as it was.
    ///
    /// `document` says what the whole text is, `operations` where it says so and by which cues.
    func operations(_ reading: Detection.Reading, in text: String) -> [UInt8] {
        let passages = reading.passages.filter { $0.score >= threshold }
        guard !passages.isEmpty else { return [] }
        let places = places(of: passages, in: text)
        func span(_ range: Range<Int>) -> String {
            let start = places[range.lowerBound] ?? 0
            return "\"start\":\(start),\"end\":\(places[range.upperBound] ?? start)"
        }
        let labels = reading.labels.filter { $0.score >= threshold }.map { label in
            "{\"label\":\"\(label.kind.rawValue)\",\"score\":\(rounded(label.score))}"
        }
        let told = passages.map { passage in
            // Cues and labels are ours: letters, digits and marks that JSON leaves alone.
            let evidence = passage.evidence.map { one in
                "{\(span(one.range)),\"cue\":\"\(one.cue)\",\"weight\":\(rounded(one.weight))}"
            }
            let turns = passage.turns.map { turn in
                "{\(span(turn.range)),\"speaker\":\"\(turn.speaker.rawValue)\"}"
            }
            return "{\(span(passage.range)),\"label\":\"\(passage.kind.rawValue)\""
                + ",\"score\":\(rounded(passage.score))"
                + ",\"evidence\":[\(evidence.joined(separator: ","))]"
                + (turns.isEmpty ? "" : ",\"turns\":[\(turns.joined(separator: ","))]") + "}"
        }
        let members =
            ",\"document\":[\(labels.joined(separator: ","))]"
            + ",\"operations\":[\(told.joined(separator: ","))]"
        return Array(members.utf8)
    }

    private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    /// The offsets to write for every byte offset that is mentioned, found in one pass.
    private func places(of passages: [Passage], in text: String) -> [Int: Int] {
        var mentioned: Set<Int> = []
        for passage in passages {
            let parts = passage.evidence.map(\.range) + passage.turns.map(\.range)
            for range in [passage.range] + parts {
                mentioned.formUnion([range.lowerBound, range.upperBound])
            }
        }
        var offsets = ScalarOffsets(text, isIdentity: !countsScalars)
        var places: [Int: Int] = [:]
        for offset in mentioned.sorted() { places[offset] = offsets[offset] }
        return places
    }
}
