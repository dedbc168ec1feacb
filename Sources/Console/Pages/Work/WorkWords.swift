import People

/// What the pages of those who work say, in one language. One value per language, so that a
/// translator reads one file.
package struct WorkWords: Sendable {
    package let language: Language
    package let myWork: String
    package let myWorkSummary: String
    package let projects: String
    package let project: String
    package let state: String
    package let missing: String
    package let payPerTask: String
    package let until: String
    package let noProjects: String
    package let ready: String
    package let notYet: String
    package let ending: String
    package let earned: String
    package let hours: String
    package let hoursNote: String
    package let hourly: String
    package let hourlyNote: String
    package let heard: String
    package let myRecord: String
    package let concern: String
    package let before: String
    package let brief: String
    package let briefSummary: String
    package let guideline: String
    package let whatChanged: String
    package let accept: String
    package let acceptVersion: String
    package let tickTerms: String
    package let tickScope: String
    package let tickNotice: String
    package let tickGuideline: String
    package let terms: String
    package let promised: String
    package let counted: String
    package let countedNote: String
    package let noticeDays: String
    package let days: String
    package let lease: String
    package let pace: String
    package let tasksDone: String
    package let done: String
    package let toDo: String
    package let goOn: String
    package let takeTask: String
    package let notBefore: String
    package let scope: String
    package let purpose: String
    package let client: String
    package let withheld: String
    package let dataClasses: String
    package let sensitivity: String
    package let warnings: String
    package let escalation: String
    package let notice: String
    package let raise: String
    package let raiseSummary: String
    package let raiseTask: String
    package let whatIsIt: String
    package let topic: String
    package let inYourWords: String
    package let send: String
    package let raised: String
    package let raisedSaid: String
    package let concernSummary: String
    package let sendConcern: String
    package let concernNote: String
    package let noAddress: String
    package let concernSent: String
    package let concernSaid: String
    package let goBack: String
    package let further: String
    package let questions: String
    package let quizSummary: String
    package let answerQuiz: String
    package let passed: String
    package let failed: String
    package let paidMinutes: String
    package let tryAgain: String
    package let again: String
    package let task: String
    package let errorTitle: String
    package let backBy: String
    package let paysThis: String
    package let whatYouSee: String
    package let yourAnswer: String
    package let hidden: String
    package let revealBelow: String
    package let hiddenFields: String
    package let revealWhy: String
    package let revealHint: String
    package let reveal: String
    package let recorded: String
    package let logged: String
    package let handInNext: String
    package let handInStop: String
    package let keepDraft: String
    package let giveBack: String
    package let taskKeys: String
    package let odd: String
    package let optional: String
    package let noAnswer: String
    package let first: String
    package let second: String
    package let neither: String
    package let rewrite: String
    package let quote: String
    package let kind: String
    package let nth: String
    package let from: String
    package let to: String
    package let place: String
    package let spanHint: String
    package let spanKeys: String
    package let rankHint: String
    package let regionHint: String
    package let left: String
    package let top: String
    package let right: String
    package let bottom: String
    package let nothingLeft: String
    package let nothingLeftSaid: String
    package let askAgain: String
    package let noTask: String
    package let handedIn: String
    package let handedInSaid: String
    package let recordSummary: String
    package let download: String
    package let engagements: String
    package let submissions: String
    package let submission: String
    package let when: String
    package let pay: String
    package let minutes: String
    package let reason: String
    package let contest: String
    package let contestWhy: String
    package let contestNote: String
    package let contestUntil: String
    package let looks: String
    package let who: String
    package let what: String
    package let nobodyLooked: String
    package let dispute: String
    package let disputeWhy: String
    package let disputed: String
    package let raisedList: String
    package let answer: String
    package let noAnswerYet: String
    package let nothingRaised: String
    package let nothingHandedIn: String
    package let training: String
    package let waiting: String
    package let reveals: String
    package let endedFor: String
    package let leave: String
    package let leaveNote: String
    package let leaveWhy: String
    package let disputeUntil: String
    package let revealStretch: String
    package let blackedOut: String
    package let drawHint: String
    package let picture: String
    package let sound: String
    /// By how sensitive data is, 0 to 3.
    package let sensitivities: [String]
    /// By the states of engagements, submissions and notes.
    let states: [String: String]
    let topics: [String: String]
    let stepNames: [String: String]
    let stepMends: [String: String]

    /// A state in words.
    func state(_ name: String) -> String { states[name] ?? name }

    func name(of topic: Workroom.Topic) -> String { topics[topic.rawValue] ?? topic.rawValue }

    func topic(_ name: String) -> String { topics[name] ?? name }

    /// What has to be so, in words.
    func name(of step: Workroom.Desk.Step) -> String {
        let name = stepNames[Self.key(step)] ?? ""
        if case .lesson(let lesson) = step { return name + lesson.title }
        if case .place(let address) = step { return name + address }
        return name
    }

    /// How to mend what is missing.
    func mend(_ step: Workroom.Desk.Step) -> String {
        if case .lesson(let lesson) = step, lesson.failures >= Workroom.Sit.failuresMax {
            return stepMends["helped"] ?? ""
        }
        return stepMends[Self.key(step)] ?? ""
    }

    private static func key(_ step: Workroom.Desk.Step) -> String {
        switch step {
        case .terms: "terms"
        case .guideline: "guideline"
        case .lesson: "lesson"
        case .secondFactor: "secondFactor"
        case .place: "place"
        case .boundDevice: "boundDevice"
        case .inside: "inside"
        case .time: "time"
        }
    }
}

extension Settings {
    /// What the pages of those who work say.
    package var workWords: WorkWords {
        switch language {
        case .english: .english
        case .french: .french
        }
    }
}
