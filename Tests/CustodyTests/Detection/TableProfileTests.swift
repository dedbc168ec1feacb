import Sieve
import Testing

@testable import Custody

@Suite("The profile of a table")
struct TableProfileTests {
    static let classifier: ColumnClassifier? = {
        do { return ColumnClassifier(detector: try Detector()) } catch { return nil }
    }()

    static let names = ["emp_no", "branch", "desk", "Geschlecht", "birth_dt", "PLZ", "remarks"]

    /// Numbers that repeat as little as they should: two branches of twenty desks each.
    static let rows: [[String]] = (0..<40).map { number in
        [
            "E\(1000 + number * 7)", number < 20 ? "north" : "south", "\(number % 20)",
            number % 2 == 0 ? "f" : "m", "\(1960 + number / 4)-0\(1 + number % 4)-12",
            ["10115", "20095", "80331"][number % 3], "prefers to work from home on some days",
        ]
    }

    static func profile(_ rows: [[String]] = rows) throws -> TableProfile {
        TableProfile(names: names, rows: rows, classifier: try #require(classifier))
    }

    @Test("tells what each column holds")
    func columns() throws {
        let contents = try Self.profile().columns.map(\.verdict.content)
        #expect(contents[0] == .label(.employeeID))
        #expect(contents[3] == .label(.gender))
        #expect(contents[4] == .label(.dateOfBirth))
        #expect(contents[5] == .label(.postcode))
        #expect(contents[6] == .freeText)
    }

    @Test("proposes the column that names each row, and columns that do so together")
    func keys() throws {
        let keys = try Self.profile().keys
        #expect(keys.first == TableProfile.Key(columns: [0], isIdentifying: true))
        #expect(keys.contains { $0.columns == [1, 2] })
        // No key holds a smaller one.
        for key in keys {
            for other in keys where other != key {
                #expect(!Set(other.columns).isSubset(of: key.columns))
            }
        }
    }

    @Test("takes no column with a gap for a key")
    func gaps() throws {
        var rows = Self.rows
        rows[3][0] = " "
        #expect(try !Self.profile(rows).keys.contains { $0.columns == [0] })
    }

    @Test("proposes columns that single people out though none names them")
    func narrowings() throws {
        let narrowings = try Self.profile().narrowings
        let best = try #require(narrowings.first)
        #expect(best.columns.contains(4))
        #expect(best.singledOut > 0.9)
        #expect(!narrowings.contains { $0.columns.contains(0) })
    }

    @Test("says nothing of rows that are all alike, nor of none", arguments: [0, 1, 30])
    func alike(count: Int) throws {
        let profile = try Self.profile(Array(repeating: Self.rows[0], count: count))
        #expect(profile.keys == [])
        #expect(profile.narrowings == [])
    }

    @Test("is read from the text of a table, whatever divides its cells", arguments: [",", ";", "\t"])
    func reading(mark: String) throws {
        let lines = [Self.names] + Self.rows
        let text = lines.map { $0.joined(separator: mark) + "\n" }.joined()
        let classifier = try #require(Self.classifier)
        let profile = TableProfile(reading: Array(text.utf8), classifier: classifier)
        #expect(profile.rowCount == 40)
        #expect(profile.columns.map(\.name) == Self.names)
    }

    @Test("reads rows of too few cells")
    func ragged() throws {
        let profile = try Self.profile([["E1"], ["E2", "north"], []])
        #expect(profile.rowCount == 3)
    }

    @Test(
        "knows headers by abbreviation, in camel case and in four languages",
        arguments: [
            ("PersNr", ["E07034", "E75313"], Label.employeeID),
            ("user_name", ["gsmith50", "asmith36"], .username),
            ("Bruttolohn", ["4213", "5657"], .salary), ("annualGross", ["41000", "52000"], .salary),
            ("fecha_nac", ["1980-02-01", "1975-03-12"], .dateOfBirth),
            ("Staatsang.", ["polnisch", "deutsch"], .nationality),
            ("CP", ["75011", "69002"], .postcode),
            ("SchwbG", ["0", "50"], .disability), ("dbs_check", ["clear", "none"], .criminalRecord),
            ("mot_de_passe", ["33ahXX2bh3bd"], .secret), ("civilité", ["F", "H"], .gender),
            ("", (0..<30).map { "E\(700 + $0 * 3)" }, .employeeID),
            ("col10", (0..<30).map { "\(41_250 + $0 * 911)" }, .salary),
        ]
    )
    func headers(header: String, values: [String], label: Label) throws {
        let verdict = try #require(Self.classifier).verdict(header: header, values: values)
        #expect(verdict.content == .label(label), "\(verdict)")
    }

    @Test(
        "takes no measure for what it measures",
        arguments: [
            ("YearsAtCompany", ["6", "10"]), ("JobSatisfaction", ["High", "Low"]),
            ("YearsSinceLastPromotion", ["0", "1"]), ("TrainingTimesLastYear", ["0", "3"]),
        ]
    )
    func measures(header: String, values: [String]) throws {
        let verdict = try #require(Self.classifier).verdict(header: header, values: values)
        #expect(verdict.content == .none, "\(verdict)")
    }
}
