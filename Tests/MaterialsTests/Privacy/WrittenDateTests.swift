import Privacy
import Testing

@Suite("A written date")
struct WrittenDateTests {
    @Test(
        "keeps its form when it is cut to the month",
        arguments: [
            ("2024-03-15", "2024-03"), ("15/03/2024", "03/2024"), ("15.3.2024", "3.2024"),
            ("3/25/2024", "3/2024"), ("20240315", "202403"), ("2024/03/15", "2024/03"),
            ("15 March 2024", "March 2024"), ("March 15, 2024", "March 2024"),
            ("March 15th, 2024", "March 2024"), ("15th of March 2024", "March 2024"),
            ("1er mars 2024", "mars 2024"), ("le 15 mars 2024", "mars 2024"),
            ("15. März 2024", "März 2024"), ("Freitag, 15. März 2024", "März 2024"),
            ("15 de marzo de 2024", "marzo de 2024"), ("15 Mar 2024", "Mar 2024"),
            ("15-Mar-2024", "Mar-2024"), ("MARCH 15, 2024", "MARCH 2024"),
            ("March 2024", "March 2024"),
            ("03/2024", "03/2024"), ("2024", "2024"), ("2024-03-15T12:30:00Z", "2024-03"),
            ("15 mars", "mars"), ("juillet 2019", "juillet 2019"), ("15.03.84", "03.84"),
        ]
    )
    func month(written: String, month: String) {
        #expect(WrittenDate(written)?.written(to: .month) == month)
    }

    @Test(
        "says its quarter and its year",
        arguments: [
            ("2024-03-15", "2024-Q1", "2024"), ("15/07/2024", "Q3 2024", "2024"),
            ("1er décembre 2024", "T4 2024", "2024"), ("4. Mai 1999", "Q2 1999", "1999"),
            ("agosto de 2020", "T3 2020", "2020"), ("2024", "2024", "2024"),
            ("Q2 2023", "Q2 2023", "2023"),
            ("15.03.84", "Q1 1984", "1984"), ("Spring 2024", "2024", "2024"),
        ]
    )
    func coarser(written: String, quarter: String, year: String) {
        #expect(WrittenDate(written)?.written(to: .quarter) == quarter)
        #expect(WrittenDate(written)?.written(to: .year) == year)
    }

    @Test(
        "moves and stays in its form",
        arguments: [
            ("2024-02-28", 2, "2024-03-01"), ("31/12/2023", 1, "01/01/2024"),
            ("1.3.2023", -1, "28.2.2023"),
            ("March 31st, 2024", 1, "April 1st, 2024"), ("1er mars 2024", 1, "2 mars 2024"),
            ("28 févr. 2023", 3, "3 mars. 2023"), ("15. März 2024", 30, "14. April 2024"),
            ("15 de marzo de 2024", 20, "4 de abril de 2024"),
            ("Monday, 15 March 2024", 1, "16 March 2024"),
            ("2024-03-15 09:30", 1, "2024-03-16 09:30"), ("31 December", 1, "1 January"),
            ("2024", 10, "2024"),
            ("11th May 2024", 1, "12th May 2024"), ("22 May 2024", 0, "22 May 2024"),
        ]
    )
    func moves(written: String, days: Int, moved: String) {
        #expect(WrittenDate(written)?.moved(days: days) == moved)
    }

    @Test(
        "is refused when it is none",
        arguments: [
            "", "tomorrow", "2024-13-01", "2024-02-30", "30.02.2024", "99/99/9999", "12", "1234567",
            "Ana 15 March 2024", "15 March 2024 in Paris", "1.2.3.4", "192.168.0.1", "0612345678",
            "12:30", "-", "150384", "٢٠٢٤", String(repeating: "1", count: 5000), "May Day",
            "32 March",
        ]
    )
    func refuses(text: String) {
        #expect(WrittenDate(text) == nil)
    }

    @Test("takes the day first unless told otherwise")
    func ambiguity() {
        #expect(WrittenDate("03/04/2024")?.month == 4)
        #expect(WrittenDate("03/04/2024", monthFirst: true)?.month == 3)
        #expect(WrittenDate("13/04/2024", monthFirst: true)?.month == 4)
    }

    @Test(
        "is read on both sides of a dash",
        arguments: [
            ("03/2015 - 04/2018", "2015 - 2018"), ("1 March 2015 to 2 April 2018", "2015 to 2018"),
            ("2015–2018", "2015–2018"), ("mars 2015 à avril 2018", "2015 à 2018"),
            ("Mai 2015 – heute", "2015 – heute"), ("05.2015 bis 06.2018", "2015 bis 2018"),
        ]
    )
    func spans(written: String, years: String) {
        #expect(WrittenDate.rewriting(written) { $0.written(to: .year) } == years)
    }

    @Test(
        "that was cut once is not changed by a second cut",
        arguments: [
            "2024-03-15", "15 March 2024", "15/03/2024", "15. März 2024", "20240315", "15 mars",
        ],
        WrittenDate.Grain.allCases
    )
    func idempotent(written: String, grain: WrittenDate.Grain) {
        guard let once = WrittenDate.rewriting(written, with: { $0.written(to: grain) }) else {
            return
        }
        #expect(WrittenDate.rewriting(once) { $0.written(to: grain) } == once)
    }
}

@Suite("A civil date")
struct CivilDateTests {
    @Test(
        "counts days as the calendar does",
        arguments: [
            ("1970-01-01", 0), ("2000-03-01", 11_017), ("1969-12-31", -1), ("2024-02-29", 19_782),
        ]
    )
    func counts(text: String, number: Int) throws {
        let date = try #require(CivilDate(text))
        #expect(date.dayNumber == number)
        #expect(date.iso == text)
        #expect(date.adding(days: 0) == date)
    }

    @Test("comes back from every shift over four centuries")
    func inverse() throws {
        let start = try #require(CivilDate("1800-01-01"))
        for days in stride(from: 0, through: 146_097, by: 13) {
            let later = try #require(start.adding(days: days))
            #expect(later.dayNumber - start.dayNumber == days)
            #expect(later.adding(days: -days) == start)
        }
    }

    @Test(
        "refuses days that were not",
        arguments: [
            "2023-02-29", "1900-02-29", "2024-00-10", "2024-1-1", "24-01-01", "2024-04-31", "x",
            "2024-01-1a",
        ]
    )
    func refuses(text: String) { #expect(CivilDate(text) == nil) }

    @Test("does not overflow")
    func bounds() throws {
        let date = try #require(CivilDate("2024-01-01"))
        #expect(date.adding(days: .max) == nil)
        #expect(date.adding(days: .min) == nil)
    }

    @Test(
        "knows when a birthday has come",
        arguments: [
            ("1990-06-15", "2024-06-14", 33), ("1990-06-15", "2024-06-15", 34),
            ("2000-02-29", "2023-02-28", 22),
        ]
    )
    func age(birth: String, day: String, age: Int) throws {
        let birth = try #require(CivilDate(birth))
        #expect(try #require(CivilDate(day)).age(since: birth) == age)
    }
}
