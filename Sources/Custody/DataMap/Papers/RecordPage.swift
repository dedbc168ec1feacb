package import Markup

extension DataMap {
    /// The record of processing as a page and as a table.
    package struct RecordPage: Sendable {
        private let record: RecordOfProcessing
        private let words: PaperWords

        package init(_ record: RecordOfProcessing) {
            self.record = record
            words = PaperWords(record.language)
        }

        /// The record, ready to be hung in a frame.
        package var page: Page {
            Page(
                words[record.side == .controller ? .record : .recordProcessor],
                summary: spoken("\(words[.drawn]) \(record.blanks) \(words[.blanks])."),
                figures: Figures([
                    .init("\(record.activities.count)", words[.activities]),
                    .init("\(record.blanks)", words[.blanks]),
                ]),
                sections: [
                    .init("house", words[.house], spoken(fields(record.house))),
                    .init("activities", words[.activities], spoken(activities)),
                ]
            )
        }

        /// The frame speaks English: what does not is marked, so that it is read aloud rightly.
        private func spoken(_ html: HTML) -> HTML {
            record.language == .english ? html : "<span lang=\"fr\">\(html)</span>"
        }

        private func spoken(_ text: String) -> HTML { spoken(HTML(text: text)) }

        private func spoken(_ fields: Fields) -> HTML {
            record.language == .english
                ? fields.html : "<div lang=\"fr\">\(fields)</div>"
        }

        private func spoken(_ parts: [HTML]) -> HTML {
            record.language == .english ? "\(parts)" : "<div lang=\"fr\">\(parts)</div>"
        }

        private var activities: [HTML] {
            guard !record.activities.isEmpty else {
                return [Empty(.nothingYet, words[.noActivities]).html]
            }
            return record.activities.map { activity in
                "<h3>\(activity.name)</h3>\n\(fields(activity.fields))"
            }
        }

        private func fields(_ fields: [RecordOfProcessing.Field]) -> Fields {
            Fields(
                fields.map { field in
                    let name = "\(field.title), Art. \(field.article)"
                    let blank = Chip(.attention, words[.blank])
                    return (name, field.isBlank ? blank.html : HTML(text: field.text))
                }
            )
        }

        /// One line a field: activity, article, title, content (RFC 4180).
        package var csv: [UInt8] {
            var bytes: [UInt8] = []
            let head = [words[.activity], words[.article], words[.field], words[.content]]
            RecordLine.csv(head, into: &bytes)
            for field in record.house {
                RecordLine.csv(["", field.article, field.title, text(field)], into: &bytes)
            }
            for activity in record.activities {
                for field in activity.fields {
                    let line = [activity.name, field.article, field.title, text(field)]
                    RecordLine.csv(line, into: &bytes)
                }
            }
            return bytes
        }

        private func text(_ field: RecordOfProcessing.Field) -> String {
            // A cell that begins like a formula is one, in a spreadsheet: the quote makes it text.
            let isFormula = field.text.utf8.first.map { [0x3D, 0x2B, 0x2D, 0x40].contains($0) }
            let plain = isFormula == true ? "'" + field.text : field.text
            return field.isBlank ? "[" + words[.blank] + "]" : plain
        }
    }
}
