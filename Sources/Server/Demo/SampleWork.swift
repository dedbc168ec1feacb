import Annotation
import Kernel
import People

extension Reception {
    /// A small project with a few tasks, so that whoever is sent has something to do.
    func offerSampleWork(_ demo: Demo) async throws {
        guard let lead = demo.person(in: .engineer)?.principal,
            let manager = demo.person(in: .vendorManager)?.principal,
            let worker = demo.person(in: .contractor)?.member
        else { return }
        let project = ID<Workroom.Project>()
        try await home.ledger.perform(
            Workroom.Begin(
                project: project,
                brief: Self.sampleBrief,
                conditions: .init(pay: 40),
                questions: [
                    Prompt(
                        "matter",
                        about: "text",
                        .classes(["shift", "pay", "equipment"], several: false)
                    ),
                    Prompt("note", about: "text", .text, isOptional: true),
                ]
            ),
            as: lead
        )
        try await home.ledger.perform(
            Workroom.Guide(
                project: project,
                text: "Say what the message is about. If two things fit, take the first.",
                reason: "the first version"
            ),
            as: lead
        )
        try await home.ledger.perform(
            Workroom.Teach(
                project: project,
                title: "Care with data",
                questions: [
                    .init(text: "May you keep a copy of a task?", options: ["Yes", "No"], right: 1)
                ]
            ),
            as: lead
        )
        let sheets = Self.sampleTexts.enumerated().map { number, text in
            let item = Item(name: "m\(number + 1)", fields: [.init("text", .string(text))])
            return Workroom.Sheet(item: item)
        }
        try await home.ledger.perform(Workroom.Add(project: project, sheets: sheets), as: lead)
        try await home.ledger.perform(
            Workroom.Engage(
                worker: worker,
                project: project,
                terms: .init(until: time + 90 * 86_400_000, noticeDays: 14, hourly: 1_800)
            ),
            as: manager
        )
    }

    private static let sampleBrief = Workroom.Brief(
        scope: "Say what short messages to a harbour's office are about.",
        purpose: "message-routing",
        client: "The harbour of this example",
        sensitivity: 0,
        escalation: "ombud@harbour.example, within a day",
        notice: "Your answers, times and reveals are recorded. Copies are marked."
    )

    private static let sampleTexts = [
        "The early shift at berth four was moved to Thursday; is anybody told?",
        "My hours of last week are not on the slip.",
        "The lamp on crane two flickers again.",
        "Could two of us swap the night of the tenth?",
        "The allowance for the holiday was counted twice.",
        "We are out of gloves in the large size.",
    ]
}
