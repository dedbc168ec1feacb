/// Why a document, or part of one, was not read. Never names the document or quotes it.
public struct NotAssessed: Error, Codable, Hashable, Sendable {
    /// When you add a case, also add what a person can do about it to the map's pages.
    public enum Cause: String, Codable, Sendable, CaseIterable {
        /// It needs a password that we do not have.
        case encrypted
        /// Nobody here reads its format.
        case format
        /// It broke the rules of its format beyond mending.
        case malformed
        /// It met a limit on size, time, depth or number.
        case limit
        /// The confined reader died of it.
        case crash
        /// It is no regular file, or a symbolic link to somewhere else.
        case place
        /// The system would not let us read it.
        case permission
        /// It changed while it was read.
        case change
        /// This machine cannot confine a reader, and an unconfined one is not started.
        case confinement
    }

    /// What stood in the way.
    public var cause: Cause
    /// One sentence for the person at the screen.
    public var reason: String

    /// A refusal, with its reason in one sentence that quotes nothing.
    public init(_ cause: Cause, reason: String) {
        self.cause = cause
        self.reason = reason
    }
}
