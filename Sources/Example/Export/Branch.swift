/// One office's share of the export: every kind of file, about people of its own.
///
/// Files are made one after another and handed to the shelf, so memory holds one file at a time.
struct Branch: Sendable {
    /// Folder below the export's root; empty for an export of one office.
    var folder: String
    var seed: UInt64
    /// People's numbers. The last quarter are candidates, the others work here.
    var range: Range<Int>

    var candidates: Range<Int> {
        let share = max(1, range.count / 4)
        return (range.upperBound - share)..<range.upperBound
    }

    var staff: Range<Int> { range.lowerBound..<max(range.lowerBound + 1, candidates.lowerBound) }

    func person(_ number: Int) -> Person {
        Person(number, seed: seed)
    }

    func dice(_ topic: String) -> Dice {
        Dice(seed: seed, for: "\(range.lowerBound) \(topic)")
    }

    func path(_ name: String) -> String {
        folder.isEmpty ? name : folder + "/" + name
    }

    func anybody(_ dice: inout Dice) -> Person {
        person(dice.number(in: staff.lowerBound...staff.upperBound - 1))
    }

    func write(to shelf: inout Shelf) throws {
        try writeRecruiting(to: &shelf)
        try writeEvaluations(to: &shelf)
        try writeTables(to: &shelf)
        try writeSystems(to: &shelf)
        try writeChat(to: &shelf)
        try writeMail(to: &shelf)
        try writeOddities(to: &shelf)
    }
}
