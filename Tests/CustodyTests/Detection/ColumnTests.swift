import Foundation
import Sieve
import Testing

@testable import Custody

@Suite("A column of a table")
struct ColumnTests {
    static let classifier: ColumnClassifier? = {
        do { return ColumnClassifier(detector: try Detector()) } catch { return nil }
    }()

    @Test(
        "is told by its header and its values",
        arguments: [
            ("Courriel", ["ada@example.org", "bob@example.org"], Label.email),
            ("Téléphone", ["06 12 34 56 78", "07 98 76 54 32"], .phone),
            ("Geburtsdatum", ["1980-02-01", "12.03.1975"], .dateOfBirth),
            ("fechaNacimiento", ["01/02/1980", "12/03/1975"], .dateOfBirth),
            ("Gehalt", ["52000", "61000"], .salary),
            ("salario_bruto", ["52.000", "61.000"], .salary),
            ("Vorname", ["Anna", "Jürgen"], .person),
            ("apellidos", ["García López", "Moreno"], .person),
            ("matricule", ["E0142", "E0981"], .employeeID),
            ("sexe", ["F", "H"], .gender),
            ("Staatsangehörigkeit", ["deutsch", "polnisch"], .nationality),
            ("puesto", ["Contable", "Analista"], .jobTitle),
            ("", ["Wirtschaftsprüfer", "Ingénieur méthodes", "Kauffrau"], .jobTitle),
            ("ville", ["Lyon", "Lille"], .location),
            ("", ["GB82WEST12345698765432", "DE89370400440532013000"], .iban),
            ("last_ip", ["10.1.2.3", "192.168.0.7"], .ipAddress),
            ("gewerkschaft", ["ja", "nein"], .union),
        ]
    )
    func labelled(header: String, values: [String], label: Label) throws {
        let verdict = try #require(Self.classifier).verdict(header: header, values: values)
        #expect(verdict.content == .label(label), "\(verdict)")
        #expect(!verdict.reasons.isEmpty)
    }

    @Test(
        "that holds nothing personal is left alone",
        arguments: [
            ("grade", ["A5", "C2", "B1"]), ("score", ["0.59", "0.40"]),
            ("status", ["open", "done"]),
        ]
    )
    func none(header: String, values: [String]) throws {
        let verdict = try #require(Self.classifier).verdict(header: header, values: values)
        #expect(verdict.content == .none)
    }

    @Test("of prose is to be searched value by value")
    func prose() throws {
        let values = ["spoke with her about leave next week", "vegan", "prefers to work from home"]
        let verdict = try #require(Self.classifier).verdict(header: "notes", values: values)
        #expect(verdict.content == .freeText)
    }

    @Test(
        "of the reference table is told rightly, all seventeen",
        .enabled(if: ReferenceData.isPresent)
    )
    func reference() throws {
        struct Column: Decodable {
            var column: String
            var label: String
        }
        let folder = try #require(ReferenceData.folder) + "/detection/hr_table_dev.columns.json"
        let gold = try JSONDecoder().decode(
            [Column].self,
            from: try Data(contentsOf: URL(filePath: folder))
        )
        let table = String(
            decoding: try ReferenceData.contents(of: "hr_table_dev.csv.gz"),
            as: UTF8.self
        )
        // The table quotes no commas, so a plain cut will do.
        let rows = table.split(whereSeparator: \.isNewline)
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        let classifier = try #require(Self.classifier)
        for (place, column) in gold.enumerated() {
            let values = rows.dropFirst().compactMap { place < $0.count ? $0[place] : nil }
            let verdict = classifier.verdict(header: column.column, values: values)
            let told: String =
                switch verdict.content {
                case .label(let label): label.rawValue
                case .freeText: "FREE_TEXT"
                case .none: "NONE"
                }
            #expect(told == column.label, "\(column.column): \(verdict)")
            let bare = classifier.verdict(header: "", values: values)
            print("without header:", column.column, bare.content, bare.confidence)
        }
    }
}
