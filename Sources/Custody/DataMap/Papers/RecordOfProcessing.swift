package import Kernel
import Sieve

extension DataMap {
    /// The record of processing activities (GDPR Art. 30), drawn from the map.
    ///
    /// What was read or declared fills it; what nobody said stays blank and is flagged: a paper
    /// that hides its gaps is worse than none.
    package struct RecordOfProcessing: Sendable, Codable {
        /// Whose record it is.
        package enum Side: String, Sendable, Codable {
            /// Art. 30(1).
            case controller
            /// Art. 30(2).
            case processor
        }

        package struct Field: Sendable, Codable {
            /// `30(1)(a)`.
            package let article: String
            package let title: String
            /// Empty where it is blank.
            package let text: String
            package var isBlank: Bool { text.isEmpty }

            private enum CodingKeys: String, CodingKey { case article, title, text, isBlank }

            package init(article: String, title: String, text: String) {
                self.article = article
                self.title = title
                self.text = text
            }

            package init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                article = try container.decode(String.self, forKey: .article)
                title = try container.decode(String.self, forKey: .title)
                text = try container.decode(String.self, forKey: .text)
            }

            package func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(article, forKey: .article)
                try container.encode(title, forKey: .title)
                try container.encode(text, forKey: .text)
                try container.encode(isBlank, forKey: .isBlank)
            }
        }

        /// One processing activity: what one source is for.
        package struct Activity: Sendable, Codable {
            package let name: String
            package let fields: [Field]
            package var blanks: Int { fields.count { $0.isBlank } }
        }

        package let side: Side
        package let language: PaperLanguage
        /// What holds for all activities: who answers for them.
        package let house: [Field]
        package let activities: [Activity]
        package var blanks: Int {
            house.count { $0.isBlank } + activities.reduce(0) { $0 + $1.blanks }
        }
    }

    /// Draws the record.
    ///
    /// - Parameters:
    ///   - now: what the clock says, in milliseconds since 1970.
    ///   - onward: what other rooms saw of where data went on.
    package static func recordOfProcessing(
        _ side: RecordOfProcessing.Side,
        in language: PaperLanguage,
        now: Int64,
        and onward: @escaping @Sendable (Database) throws -> [Onward],
        of ledger: Ledger
    ) async throws -> RecordOfProcessing {
        let house = try await DataMap.house(in: ledger)
        let (chart, flows) = try await ledger.store.read { db in
            let chart = try DataMap.chart(now: now, in: db)
            return (chart, try DataMap.flows(and: try onward(db), in: db))
        }
        var activities: [RecordOfProcessing.Activity] = []
        for area in chart.areas {
            let particulars = try await DataMap.known(area.source, in: ledger)?.particulars
            let writer = RecordWriter(
                words: PaperWords(language),
                house: house,
                area: area,
                particulars: particulars ?? Particulars(),
                flows: flows.filter { $0.source == area.source.name }
            )
            activities.append(
                RecordOfProcessing.Activity(
                    name: area.source.name,
                    fields: side == .controller ? writer.controller : writer.processor
                )
            )
        }
        return RecordOfProcessing(
            side: side,
            language: language,
            house: RecordWriter.house(house, side, PaperWords(language)),
            activities: activities
        )
    }
}

/// Fills the fields of one activity.
struct RecordWriter {
    typealias Field = DataMap.RecordOfProcessing.Field

    let words: PaperWords
    let house: DataMap.House
    let area: DataMap.Chart.Area
    let particulars: DataMap.Particulars
    let flows: [DataMap.Flow]

    /// Who answers, for the whole paper.
    static func house(
        _ house: DataMap.House,
        _ side: DataMap.RecordOfProcessing.Side,
        _ words: PaperWords
    ) -> [Field] {
        func text(_ line: Personal<String>?) -> String {
            line?.reveal(for: Occasion("drawing a record of processing")) { $0 } ?? ""
        }
        let article = side == .controller ? "30(1)(a)" : "30(2)(a)"
        let controller: [Field] = [
            Field(article: article, title: words[.controller], text: text(house.controller)),
            Field(article: article, title: words[.contact], text: text(house.contact)),
            Field(
                article: article,
                title: words[.joint],
                text: house.joint == nil ? words[.none] : text(house.joint)
            ),
            Field(
                article: article,
                title: words[.representative],
                text: house.representative == nil ? words[.none] : text(house.representative)
            ),
            Field(article: article, title: words[.officer], text: text(house.officer)),
        ]
        guard side == .processor else { return controller }
        return [
            Field(article: article, title: words[.processor], text: text(house.controller)),
            Field(article: article, title: words[.contact], text: text(house.contact)),
            Field(article: article, title: words[.clients], text: text(house.clients)),
            Field(article: article, title: words[.officer], text: text(house.officer)),
        ]
    }

    var controller: [Field] {
        [
            Field(article: "30(1)(b)", title: words[.purpose], text: particulars.purpose ?? ""),
            Field(article: "6(1)", title: words[.basis], text: basis),
            Field(article: "9(2)", title: words[.condition], text: condition),
            Field(article: "30(1)(c)", title: words[.subjects], text: subjects),
            Field(article: "30(1)(c)", title: words[.categories], text: categories),
            Field(article: "30(1)(d)", title: words[.recipients], text: recipients),
            Field(article: "30(1)(e)", title: words[.transfers], text: transfers),
            Field(article: "30(1)(f)", title: words[.erasure], text: particulars.until ?? ""),
            Field(article: "30(1)(g)", title: words[.security], text: security),
            Field(article: "30(1)(a)", title: words[.owner], text: owner),
        ]
    }

    var processor: [Field] {
        [
            Field(article: "30(2)(b)", title: words[.processing], text: particulars.purpose ?? ""),
            Field(article: "30(2)(c)", title: words[.transfers], text: transfers),
            Field(article: "30(2)(d)", title: words[.security], text: security),
        ]
    }

    private var basis: String {
        particulars.basis.map { "\($0.article): \(words.basis($0))" } ?? ""
    }

    private var special: [DataMap.Chart.Category] {
        area.labels.filter { category in
            Label(rawValue: category.label).map(Minimization.specialCategories.contains) ?? false
        }
    }

    private var condition: String {
        guard !special.isEmpty else { return words[.noSpecial] }
        return particulars.condition.map { "\($0.article): \($0.rawValue)" } ?? ""
    }

    private var subjects: String {
        area.people == 0 ? "" : words.people(area.people)
    }

    private var categories: String {
        area.labels.map { "\(words.label($0.label)) (\($0.people))" }.joined(separator: "; ")
    }

    private var recipients: String {
        let names = flows.map { flow in
            flow.isDeclared ? flow.recipient : flow.recipient + " (" + words[.undeclared] + ")"
        }
        guard names.isEmpty else { return names.joined(separator: "; ") }
        return area.scanned == nil ? "" : words[.noRecipients]
    }

    private var transfers: String {
        let abroad = flows.filter { $0.country != nil }
        guard !abroad.isEmpty else { return words[.noTransfers] }
        let lines = abroad.map { flow in
            "\(flow.recipient), \(flow.country ?? ""): \(flow.safeguard ?? words[.noSafeguard])"
        }
        return lines.joined(separator: "; ")
    }

    private var security: String {
        house.security?.reveal(for: Occasion("drawing a record of processing")) { $0 } ?? ""
    }

    private var owner: String {
        particulars.owner?.reveal(for: Occasion("drawing a record of processing")) { $0 } ?? ""
    }
}
