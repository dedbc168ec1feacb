import Kernel

extension Workroom {
    /// Why this room says no. *Not yours* and *not there* look alike.
    package enum Failure: Kernel.Failure, Equatable {
        case unknown
        case already
        case badProject
        case badQuestion
        case badModule
        case badTerms
        case badRecipient
        case badFile
        case badReason
        case badAnswer(String)
        case tooMany
        case noGuideline
        case notOffered
        case notAccepted
        case outdated(version: Int)
        case untrained
        case over
        case askSomebody
        case nothingLeft
        case leased
        case tooFast(perHour: Int)
        case notLeased
        case tooLate
        case notMasked
        case notRejected
        case notContested
        case ownRejection
        case notAccepting
        case elsewhere(address: String)
        case otherDevice
        case notDisputed

        package var message: String {
            switch self {
            case .unknown: "The workroom has nothing of this name for you."
            case .already: "This was done before."
            case .badProject:
                "A project needs a scope, a purpose, a way to escalate, a notice of what is "
                    + "recorded, its client or why the client is withheld, a lease of 1 to "
                    + "1,440 minutes, kinds to hide that the detector knows, and places written "
                    + "as 192.0.2.0/24."
            case .badQuestion: "A question has no name, no classes, or a scale without a range."
            case .badModule:
                "A module needs questions, each with two or more options of which one is right, "
                    + "is valid for 1 to 1,000 days, and asks no more of them than it has."
            case .badFile: "The file is not of this format. Check which one it is of."
            case .badTerms:
                "Terms need an end that is still to come, a currency and a notice; a country goes "
                    + "by its two letters, such as IN."
            case .badRecipient:
                "A recipient is a team or an organisation, in at most \(recipientMax) bytes."
            case .badReason: "State a reason, in at most \(reasonMax) bytes."
            case .badAnswer(let name): "The answer to “\(name)” does not fit the question."
            case .tooMany: "One batch has 1 to \(tasksMax) tasks. Divide longer ones."
            case .noGuideline: "This project has no guideline yet. Write it first."
            case .notOffered: "These terms were accepted or ended before."
            case .notAccepted: "Read and accept the terms of this project first."
            case .outdated(let version):
                "The guideline changed. Read what is different and accept version \(version)."
            case .untrained: "Pass the modules of this project first."
            case .over: "This engagement is over."
            case .askSomebody:
                "This was not passed three times. Ask the project's contact to go through it "
                    + "with you; it can be opened again."
            case .nothingLeft: "There is no task for you in this project now."
            case .leased: "You have a task already. Hand it in or give it back first."
            case .tooFast(let most):
                "This project takes at most \(most) tasks an hour from one person. Rest a while."
            case .notLeased: "This task is not leased to you."
            case .tooLate:
                "This task was given to somebody else. What you did was not lost on "
                    + "purpose: contest it, if it should be paid."
            case .notMasked: "This field is not masked."
            case .notRejected: "Only a rejection can be contested, once."
            case .notContested: "There is no open contest of this."
            case .ownRejection: "Whoever rejected something does not review it."
            case .notAccepting: "There is nothing accepted to seal."
            case .elsewhere(let address):
                "This project is worked on from named networks only, and \(address) is in none of "
                    + "them. Go there, or ask the project's contact to name yours."
            case .otherDevice:
                "This project is worked on only with a passkey that stays on one device. Sign in "
                    + "with a security key, or with a passkey that is not synchronised."
            case .notDisputed: "There is no open dispute of this name."
            }
        }
    }
}
