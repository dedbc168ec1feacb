import Documents
import Foundation
import Privacy
import Sieve
import Testing

@testable import Custody

@Suite("A minimised text")
struct MinimizedTextTests {
    private static let cv = """
        Ana López García
        E-mail: ana.lopez@acme.example, @anita
        Born 1990-06-15 in Besançon. Ana worked from 3 March 2019 as a Nurse for £52,170.
        References: Dr Bogert; LÓPEZ is known to Ana López.
        """

    private static var findings: [Finding] {
        [
            Scene.finding("Ana López García", in: cv, .person),
            Scene.finding("ana.lopez@acme.example", in: cv, .email),
            Scene.finding("1990-06-15", in: cv, .dateOfBirth),
            Scene.finding("Besançon", in: cv, .location),
            Scene.finding("3 March 2019", in: cv, .date),
            Scene.finding("Nurse", in: cv, .jobTitle),
            Scene.finding("£52,170", in: cv, .salary),
            Scene.finding("Bogert", in: cv, .person),
        ]
    }

    @Test("holds no identifier that had to go, and keeps what is needed")
    func cuts() throws {
        let text = try Scene.minimizer().text(Self.cv, Self.findings)
        let identifiers = [
            "Ana", "López", "LÓPEZ", "García", "acme", "1990", "Besançon", "52,170", "Bogert",
        ]
        for gone in identifiers {
            #expect(!text.contains(gone), "\(gone) is still in: \(text)")
        }
        for kept in ["30–39", "Bourgogne", "March 2019", "Nurse", "£50,000", "Dr ", "References:"] {
            #expect(text.contains(kept), "\(kept) is missing in: \(text)")
        }
    }

    @Test("calls one person by one name, in every form of it")
    func consistent() throws {
        let minimizer = try Scene.minimizer()
        let text = try minimizer.text(Self.cv, Self.findings)
        let full = text.prefix { $0 != "\n" }.split(separator: " ").map { String($0) }
        #expect(full.count == 3)
        let forename = try #require(full.first)
        let surname = full[1]
        let slug = Normalization.plain(forename) + "." + Normalization.plain(surname)
        #expect(text.contains(slug.filter { $0 != " " } + "@example."))
        #expect(text.contains(" \(forename) worked"))
        #expect(text.contains("\(surname.uppercased()) is known to \(forename) \(surname)"))
    }

    @Test("is the same again within a release, and another in the next")
    func scoped() throws {
        let first = try Scene.minimizer().text(Self.cv, Self.findings)
        #expect(try Scene.minimizer().text(Self.cv, Self.findings) == first)
        #expect(try Scene.minimizer(scope: "release-2").text(Self.cv, Self.findings) != first)
    }

    @Test("that is minimised again does not change, if nothing is found in it")
    func idempotent() throws {
        let minimizer = try Scene.minimizer()
        let once = try minimizer.text(Self.cv, Self.findings)
        #expect(try minimizer.text(once, []) == once)
    }
}
