import Documents
import Markup
import Privacy
import Sieve

extension Release.Filling {
    func outcome(_ total: Release.Tally) -> ReleaseReport.Outcome {
        let (before, after) = (risks.before.risk, risks.after.risk)
        return ReleaseReport.Outcome(
            records: change(total.records),
            fields: change(total.fields),
            identifiers: change(total.identifiers),
            characters: change(total.characters),
            classes: ReleaseReport.Change(classes(before), classes(after)),
            smallestClass: ReleaseReport.Change(before.smallest, after.smallest),
            risk: ReleaseReport.Risk(
                before: before.average,
                after: after.average,
                method: """
                    Average prosecutor risk over \(before.records) records: groups of records \
                    that show the same values that narrow people down, divided by records \
                    (El Emam and Dankar 2008). It knows only what the detector found.
                    """
            )
        )
    }

    private func classes(_ risk: ClassSizes.Risk) -> Int {
        Int((risk.average * Double(risk.records)).rounded())
    }

    private func change(_ pair: Release.Tally.Pair) -> ReleaseReport.Change {
        ReleaseReport.Change(pair.before, pair.after)
    }

    func cuts(_ total: Release.Tally) -> [ReleaseReport.Cut] {
        var verbs: [String: Int] = [:]
        for (_, counts) in total.cuts { verbs.merge(counts, uniquingKeysWith: +) }
        verbs["drop"] = nil
        var cuts = verbs.filter { $0.value > 0 }.map {
            ReleaseReport.Cut($0.key, count: $0.value, characters: 0)
        }.sorted { ($1.count, $0.treatment) < ($0.count, $1.treatment) }
        if total.dropped > 0 {
            cuts.insert(
                ReleaseReport.Cut(
                    "drop",
                    count: total.dropped,
                    characters: total.droppedCharacters
                ),
                at: 0
            )
        }
        return cuts
    }

    var secrets: [ReleaseReport.Secret] {
        results.flatMap { result in
            result.tally.secrets.map { spot in
                ReleaseReport.Secret(
                    Detection.explanation(of: spot.rule),
                    file: ReleaseReport.FileName(result.number),
                    position: position(spot)
                )
            }
        }
    }

    private func position(_ spot: Release.Tally.Spot) -> String {
        var words: [String] = []
        if let page = spot.place.page { words.append("page \(page)") }
        if let row = spot.place.row { words.append("row \(row)") }
        if let column = spot.place.column { words.append("column \(column)") }
        // Identifiers of messages are personal too: records are told by number.
        if words.isEmpty { words.append("record \(spot.record + 1)") }
        return words.joined(separator: ", ")
    }

    func special(_ total: Release.Tally) -> [ReleaseReport.SpecialCategory] {
        Label.allCases.filter { $0.identification == .sensitive }.compactMap { label in
            guard let bands = total.findings[label.rawValue] else { return nil }
            return ReleaseReport.SpecialCategory(
                label,
                findings: bands.reduce(0, +),
                records: total.holding[label.rawValue] ?? 0,
                treatment: purpose.rule(for: label).description
            )
        }
    }

    func review(_ total: Release.Tally) -> ReleaseReport.Review {
        guard let reason = request.acceptedRisk else {
            return ReleaseReport.Review(masked: total.doubtPlaces, waiting: total.doubtCount)
        }
        let accepted = ReleaseReport.Acceptance(
            "Findings of doubt left as they are",
            count: total.doubtPlaces,
            by: "the owner of this home",
            at: Int(bench.began / 1000),
            reason: reason
        )
        return ReleaseReport.Review(accepted: [accepted])
    }

    var duplicates: ReleaseReport.Duplicates {
        let groups = Dictionary(grouping: copies.original.keys) { copies.original[$0] ?? 0 }
        return ReleaseReport.Duplicates(
            groups.sorted { $0.key < $1.key }.map { kept, left in
                ReleaseReport.Duplicates.Group(
                    kept: ReleaseReport.FileName(kept),
                    leftOut: left.sorted().map { ReleaseReport.FileName($0) },
                    isExact: true
                )
            }
        )
    }

    func remaining(_ total: Release.Tally) -> [ReleaseReport.RemainingRisk] {
        var risks: [ReleaseReport.RemainingRisk] = []
        if results.contains(where: { $0.segments.contains { $0.name != "row.jsonl" } }),
            total.characters.after > 0
        {
            risks.append(
                ReleaseReport.RemainingRisk(
                    .medium,
                    "Prose is in the release",
                    explanation: """
                        Names were found by dictionary, context and a trained model. A rare name, \
                        or a story that only one person could tell, may still be there.
                        """,
                    advice: "Read a sample of the release, and drop `text` if it is not needed."
                )
            )
        }
        if let risk = total.operationsRisk { risks.append(risk) }
        if let reason = request.acceptedRisk, total.doubtCount > 0 {
            risks.append(
                ReleaseReport.RemainingRisk(
                    .high,
                    "\(total.doubtPlaces) findings of doubt were left as they are",
                    explanation: "Whoever ran this accepted the risk: \(reason)",
                    advice: "Run again without --accept-risk to have them masked."
                )
            )
        }
        if clashes > 0 {
            risks.append(
                ReleaseReport.RemainingRisk(
                    .low,
                    "\(clashes) invented names are also names of people in the data",
                    explanation: """
                        Names are replaced by invented ones, drawn from lists of common names. By \
                        chance these are also somebody's whose data came in, so what is said of \
                        one person could be believed of another.
                        """,
                    advice: "Where it matters, redact names: `PERSON: redact` in the purpose file."
                )
            )
        }
        if proof.witnesses.isEmpty {
            risks.append(
                ReleaseReport.RemainingRisk(
                    .low,
                    "No outside witness has seen this log",
                    explanation: """
                        The receipt proves that this home recorded the release, not that it shows \
                        everybody the same history.
                        """,
                    advice: "Ask a works council, a client or an auditor to run `cordon witness`."
                )
            )
        }
        return risks
    }

    /// A format's name as people write it.
    func formatName(_ raw: String) -> String {
        switch Format(rawValue: raw) {
        case .text: "Text"
        case .markdown: "Markdown"
        case .csv: "CSV"
        case .tsv: "TSV"
        case .json: "JSON"
        case .jsonLines: "JSON Lines"
        case .html: "HTML"
        case .docx: "Word"
        case .doc: "Word 97"
        case .xlsx: "Excel"
        case .xls: "Excel 97"
        case .pptx: "PowerPoint"
        case .ppt: "PowerPoint 97"
        case .openDocument: "OpenDocument"
        case .rtf: "RTF"
        case .pdf: "PDF"
        case .image: "Image"
        case .drawing: "Drawing"
        case .media: "Sound or film"
        case .subtitles: "Subtitles"
        case .calendar: "Calendar"
        case .contacts: "Contacts"
        case .chat, .chatJSON: "Chat export"
        case .notebook: "Notebook"
        case .outlookMessage: "Outlook message"
        case .outlookFolder: "Outlook data file"
        case .outlookAttachment: "Outlook attachment"
        case .archive: "Archive"
        case .parquet: "Parquet"
        case .sqlite: "SQLite"
        case .sql: "SQL"
        case .mail: "Mail"
        case .mailbox: "Mailbox"
        case .slackExport: "Slack export"
        case .zip: "ZIP"
        case .empty: "Empty"
        case .compound, .binary, nil: "Other"
        }
    }
}

extension Label {
    /// The category of the data map that findings of this label belong to.
    var category: String {
        switch self {
        case .person, .username, .employeeID, .code: "Names and identifiers"
        case .email, .phone, .address, .url: "Contact details"
        case .nationalID, .vehicle: "Official numbers"
        case .iban, .creditCard, .cryptoAddress: "Payment details"
        case .ipAddress, .macAddress: "Devices and networks"
        case .dateOfBirth, .age, .gender, .nationality, .maritalStatus, .family, .demographic:
            "Demographics"
        case .quantity, .misc: "Other details"
        case .location, .postcode, .coordinates: "Places"
        case .date: "Dates"
        case .organization, .jobTitle, .degree: "Career and education"
        case .salary: "Pay"
        case .health, .disability, .biometric: "Health and body"
        case .religion, .ethnicity, .politics, .union, .sexuality: "Beliefs and origin"
        case .criminalRecord: "Criminal records"
        case .secret: "Secrets"
        }
    }
}
