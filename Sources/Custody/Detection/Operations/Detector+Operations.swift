package import Documents
package import Sieve

extension Detection {
    /// All that one text says: of people, and of how the work is done.
    package struct Reading: Sendable {
        /// Personal data and secrets, sorted by place and without overlaps.
        package var findings: [Finding]
        /// Passages of operational truth, sorted by place.
        package var passages: [Passage]

        /// What the whole text is, by its surest passage of each kind.
        package var labels: [(kind: Passage.Kind, score: Double)] {
            Passage.Kind.allCases.compactMap { kind in
                passages.lazy.filter { $0.kind == kind }.map(\.score).max().map { (kind, $0) }
            }
        }
    }
}

extension Detector {
    /// What `text` says of people, and what it gives away of how the work is done.
    ///
    /// - Parameters:
    ///   - language: the language of the text, or nothing to find it out.
    ///   - field: the name of the column or key that held the text; it is read as context.
    package func reading(
        of text: String,
        language: Language? = nil,
        field: String? = nil
    ) -> Detection.Reading {
        var text = text
        return text.withUTF8 { reading(of: $0, language: language, field: field) }
    }

    /// The same of bytes, which may be ill-formed and are borrowed for the call only.
    package func reading(
        of text: UnsafeBufferPointer<UInt8>,
        language: Language? = nil,
        field: String? = nil
    ) -> Detection.Reading {
        let draft = draft(of: text, language: language, field: field, passages: true)
        let findings = Finding.resolve(draft.findings)
        return Detection.Reading(findings: findings, passages: draft.passages)
    }

    /// What each field of `record` says, in the order of its fields.
    package func readings(of record: Record, language: Language? = nil) -> [Detection.Reading] {
        record.fields.map { field in
            reading(ofFieldNamed: field.name, holding: field.text, language: language)
        }
    }

    /// What a field of a record says.
    func reading(
        ofFieldNamed name: String,
        holding text: String,
        language: Language? = nil
    ) -> Detection.Reading {
        // The prose of a document has no name that says anything about it.
        reading(of: text, language: language, field: name == "text" ? nil : name)
    }
}
