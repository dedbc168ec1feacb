import Sieve
package import Tagging

/// Texts to learn from in their order, and how a model is made from them.
///
/// The order, the settings and the rules decide every byte of the model.
package struct TaggerCourse: Sendable {
    /// A text, and how it is learnt.
    private struct Lesson {
        var text: LabelledText
        var weight: Float = 1
        /// Which part is held out together with it to calibrate; none for texts that are not.
        var part: Int?
    }

    /// What became of calibration.
    package struct Report: Sendable {
        /// Probabilities that were compared with the truth.
        package var count = 0
        /// Expected calibration error as models say it, and after curves that were laid through
        /// the other parts.
        package var before = 0.0
        package var after = 0.0
    }

    /// Parts that are held out in turn.
    package static let partCount = 3

    private let task: TaggerTraining.Task
    private let detector: Detector
    private var lessons: [Lesson] = []

    /// - Parameter detector: one without a tagger.
    package init(_ task: TaggerTraining.Task, detector: Detector) {
        self.task = task
        self.detector = detector
    }

    /// Adds texts whose entities are all marked.
    package mutating func add(_ texts: [LabelledText]) {
        // Neighbours in one source stay together, where there are enough of them.
        let block = min(50, max(1, texts.count / 30))
        for (place, text) in texts.enumerated() {
            lessons.append(Lesson(text: text, part: place / block % Self.partCount))
        }
    }

    /// Adds every fifth text as people write it who never touch the shift key, at half weight.
    ///
    /// Only ASCII letters are made small, so that offsets stay where they are.
    package mutating func addSmall(_ texts: [LabelledText]) {
        let block = min(50, max(1, texts.count / 30))
        for (place, text) in texts.enumerated() where place % 5 == 0 {
            var small = text
            small.text = String(
                decoding: text.text.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 },
                as: UTF8.self
            )
            lessons.append(Lesson(text: small, weight: 0.5, part: place / block % Self.partCount))
        }
    }

    /// Adds texts whose doubts were reviewed: what was accepted is so, what was rejected is not,
    /// and about the rest `present` is believed, which is the detector whose doubts they were.
    package mutating func add(answered texts: [LabelledText], present: Detector) {
        for labelled in texts {
            var whole = labelled
            whole.spans = labelled.spans.filter { $0.accepted != false }
            for finding in present.findings(in: labelled.text, language: labelled.language)
            where finding.score >= Finding.certain {
                let isTold = labelled.spans.contains { $0.range.overlaps(finding.range) }
                if isTold { continue }
                whole.spans.append(
                    LabelledText.Span(range: finding.range, label: finding.label.rawValue)
                )
            }
            whole.spans.sort { $0.range.lowerBound < $1.range.lowerBound }
            // An answer is worth more than a line of a corpus: it was asked where the model erred.
            lessons.append(Lesson(text: whole, weight: 3, part: nil))
        }
    }

    /// Trains on all texts, after models that lacked a part of them have told what theirs and its
    /// probabilities are worth.
    ///
    /// - Parameter progress: what is being done, for a person.
    /// - Returns: the bytes of the model; nothing if the task's tags are none, which a test rules
    ///   out.
    package func model(
        _ settings: Trainer.Settings,
        progress: (String) -> Void = { _ in }
    ) -> (bytes: [UInt8], report: Report)? {
        var parts: [[[(said: Float, isRight: Bool)]]] = []
        for part in 0..<Self.partCount {
            progress("calibration, part \(part + 1) of \(Self.partCount)")
            guard let bytes = trained(settings, without: part, nil, progress),
                let model = try? TaggerModel(bytes),
                let training = TaggerTraining(task, detector: detector)
            else { return nil }
            var outcomes = model.tags.kinds.map { _ in [(said: Float, isRight: Bool)]() }
            for lesson in lessons where lesson.part == part && lesson.weight == 1 {
                for (kind, own) in training.outcomes(of: lesson.text, by: model).enumerated() {
                    outcomes[kind] += own
                }
            }
            parts.append(outcomes)
        }
        let calibration = Self.calibration(of: parts)
        progress("all texts")
        guard let bytes = trained(settings, without: nil, calibration, progress) else { return nil }
        return (bytes, Self.report(on: parts))
    }

    private func trained(
        _ settings: Trainer.Settings,
        without part: Int?,
        _ calibration: Calibration?,
        _ progress: (String) -> Void
    ) -> [UInt8]? {
        guard var training = TaggerTraining(task, detector: detector) else { return nil }
        for lesson in lessons where part == nil || lesson.part != part {
            training.add(lesson.text, weight: lesson.weight)
        }
        var set = training.set
        progress("\(set.lineCount) lines, \(set.wordCount) words")
        var trainer = Trainer(&set, settings: settings)
        trainer.train(on: set) { progress("epoch \($0): \($1) nats a word") }
        return trainer.model(calibration: calibration)
    }

    private static func calibration(
        of parts: [[[(said: Float, isRight: Bool)]]]
    ) -> Calibration {
        var calibration = Calibration(kinds: parts.first?.count ?? 0)
        for kind in calibration.curves.indices {
            calibration.curves[kind] = Calibration.Curve(parts.flatMap { $0[kind] })
        }
        return calibration
    }

    private static func report(on parts: [[[(said: Float, isRight: Bool)]]]) -> Report {
        var (before, after) = ([(said: Float, isRight: Bool)](), [(said: Float, isRight: Bool)]())
        for (place, part) in parts.enumerated() {
            let others = parts.enumerated().filter { $0.offset != place }.map(\.element)
            let curves = calibration(of: others).curves
            for (kind, outcomes) in part.enumerated() {
                before += outcomes
                after += outcomes.map { (curves[kind].probability($0.said), $0.isRight) }
            }
        }
        return Report(
            count: before.count,
            before: Calibration.error(of: before),
            after: Calibration.error(of: after)
        )
    }
}
