/// What an office writes about people, in one language.
///
/// When you add a language, also add it to `Language`, `Vocabulary`, `Address` and `Numbers`.
protocol Prose: Sendable {
    var captions: Captions { get }

    /// The first lines of a CV, about oneself.
    func introduction(_ person: Person, _ dice: inout Dice) -> Marked
    /// Something done in a former post.
    func achievement(_ dice: inout Dice) -> String
    /// A paragraph of a yearly evaluation.
    func evaluation(_ person: Person, by boss: Person, _ dice: inout Dice) -> Marked
    /// What should not have been written down: faith, origin, love, politics, a sentence served.
    func aside(_ person: Person, _ dice: inout Dice) -> Marked
    /// A note about leave or sickness.
    func absence(_ person: Person, notedBy clerk: Person, _ dice: inout Dice) -> Marked
    /// A paragraph of a letter of recommendation.
    func reference(_ person: Person, by former: Person, _ dice: inout Dice) -> Marked
    /// The body of a short mail from `sender` to `receiver` about `person`.
    func mail(
        about person: Person,
        from sender: Person,
        to receiver: Person,
        _ dice: inout Dice
    ) -> (subject: Marked, lines: [Marked])
    /// A line said in chat about `person`.
    func chat(about person: Person, _ dice: inout Dice) -> Marked
}

/// The fixed words of a form.
struct Captions: Sendable {
    var vitae: String
    var address: String
    var phone: String
    var email: String
    var born: String
    var nationality: String
    var marital: String
    var nationalID: String
    var account: String
    var profile: String
    var experience: String
    var education: String
    var skills: String
    var references: String
    var present: String
    var at: String
    var evaluation: String
    var absence: String
    var recommendation: String
    var employee: String
    var manager: String
    var salary: String
}

extension Language {
    var prose: any Prose {
        switch self {
        case .english: English()
        case .french: French()
        case .german: German()
        case .spanish: Spanish()
        }
    }
}
