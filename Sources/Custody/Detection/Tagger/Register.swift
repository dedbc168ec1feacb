/// The kind of writing a text is: what a capital or a number means differs between them.
package enum Register: UInt8, Sendable, CaseIterable {
    /// Articles, mail, sentences of any sort.
    case prose
    /// Decisions of courts and the papers around them.
    case court
    /// Messages with their authors before them.
    case chat
    /// CVs, forms, lists: short lines.
    case form

    /// Words of a text that are looked at.
    private static let sampleMax = 4_000
    /// One word in so many is of the law in a court's paper.
    private static let courtRatio = 40
    private static let courtWordsMin = 60

    /// Tells the register of a text that has been cut into words.
    init(of draft: Draft) {
        let words = draft.words.prefix(Self.sampleMax)
        var legal = 0
        var lines = 0
        for (index, word) in words.enumerated() {
            if Self.legal.contains(word.key) { legal += 1 }
            if draft.opensLine(index) { lines += 1 }
        }
        if words.count >= Self.courtWordsMin, legal * Self.courtRatio >= words.count {
            self = .court
        } else if lines >= 2, PeopleReader.chatLines(draft) * 2 >= lines {
            self = .chat
        } else if lines >= 6, words.count < lines * 9 {
            self = .form
        } else {
            self = .prose
        }
    }

    private static let legal = WordSet(
        """
        applicant applicants court courts judgment convention proceedings appeal appealed tribunal \
        prosecutor defendant plaintiff claimant respondent conviction convicted sentenced hearing \
        lodged remanded detention article admissible \
        requérant requérante requérants cour arrêt jugement procédure appel avocat recours \
        pourvoi procureur accusé condamné audience requête cassation \
        demandante demandantes tribunal sentencia recurso apelación fiscal acusado condenado \
        demanda juzgado magistrado audiencia procedimiento \
        kläger beklagte beklagten gericht urteil berufung revision beschwerde staatsanwaltschaft \
        angeklagte verfahren antragsteller landgericht amtsgericht
        """
    )
}
