package import Markup

package enum HelpPage {
    /// What each room is for, in the words of the rail; the search looks through these too.
    package static let rooms = PlaceWords.english.meanings

    package static func page(_ words: PlaceWords) -> Page {
        Page(
            words.help,
            summary: HTML(text: words.helpSummary),
            figures: Figures([]),
            sections: [
                .init(
                    "rooms",
                    words.rooms,
                    Fields(words.meanings.map { ($0.title, HTML(text: $0.meaning)) }).html
                ),
                .init("keys", words.keys, keys(words)),
            ]
        )
    }

    private static func keys(_ words: PlaceWords) -> HTML {
        let keys = [
            (words.toRooms, words.toRoomsMeaning), ("/", words.toSearch),
            ("j, k", words.overRows), ("o", words.opensRow), ("?", words.leadsHere),
            (words.off, words.offMeaning),
        ]
        return Fields(keys.map { ($0.0, HTML(text: $0.1)) }).html
    }
}
