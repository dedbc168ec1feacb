import Synchronization

/// Answers that are worth keeping, each under its question.
///
/// The same names come again and again: to take one apart, or to draw another for it, costs fifty
/// times what looking the answer up does. Only what follows from the question alone is kept, so
/// whether an answer was there changes nothing but the time. When there are too many, all are let
/// go: what comes often is soon back, and no list of ages is kept.
public final class Remembered<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
    private let answers = Mutex<[Question: Answer]>([:])
    private let countMax: Int

    /// - Parameter countMax: answers kept at once; some hundred bytes each.
    public init(countMax: Int = 1 << 14) { self.countMax = countMax }

    /// The answer to `question`, found now if it is not known. Two tasks that ask at once may both
    /// find it.
    public func answer(to question: Question, _ find: () -> Answer) -> Answer {
        if let known = known(question) { return known }
        let found = find()
        keep(found, to: question)
        return found
    }

    /// The answer that was kept, if it still is: for those who find one in their own time.
    public func known(_ question: Question) -> Answer? { answers.withLock { $0[question] } }

    /// Keeps `answer` for whoever asks next.
    public func keep(_ answer: Answer, to question: Question) {
        answers.withLock { answers in
            if answers.count >= countMax { answers.removeAll(keepingCapacity: true) }
            answers[question] = answer
        }
    }
}

/// A text that equals another byte for byte only, so that places in one are places in the other.
/// Texts of the standard library are equal also where accents are composed otherwise.
public struct Verbatim: Hashable, Sendable {
    private let text: String

    /// The text as it is written.
    public init(_ text: String) { self.text = text }

    public static func == (left: Verbatim, right: Verbatim) -> Bool {
        let (one, other) = (left.text.utf8Span.span, right.text.utf8Span.span)
        guard one.count == other.count else { return false }
        for index in one.indices where one[index] != other[index] { return false }
        return true
    }

    public func hash(into hasher: inout Hasher) {
        text.utf8Span.span.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
