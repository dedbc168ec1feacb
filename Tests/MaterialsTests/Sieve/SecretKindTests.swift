import Testing

@testable import Sieve

@Suite("A kind of credential")
struct SecretKindTests {
    @Test("is a line that can be read, in every table")
    func tables() {
        let lines = SecretKind.tables.flatMap { $0.split(separator: "\n") }
        #expect(SecretKind.all.count == lines.count)
        #expect(Set(SecretKind.all.map(\.rule)).count >= 200)
        #expect(SecretKind.all.allSatisfy { !$0.opens.isEmpty && $0.mark.utf8.count >= 2 })
    }

    /// Random characters of an alphabet, the same in every run.
    static func drawn(_ body: SecretKind.Body, _ seed: Int) -> String {
        let letters = Array("k7Qm2LxZt4RbW9cVn6YpHs5GdJfT8aEu3KqC".unicodeScalars)
        let admitted = letters.compactMap { letter -> Character? in
            for form in [letter, Unicode.Scalar(letter.properties.lowercaseMapping) ?? letter] {
                if body.alphabet.admits(UInt8(truncatingIfNeeded: form.value)) {
                    return Character(form)
                }
            }
            let upper = Unicode.Scalar(letter.properties.uppercaseMapping) ?? letter
            return body.alphabet.admits(UInt8(truncatingIfNeeded: upper.value))
                ? Character(upper) : nil
        }
        var generator = HostileTextTests.Generator(state: UInt64(seed))
        return String(
            (0..<body.length.lowerBound).compactMap { _ in admitted.randomElement(using: &generator)
            }
        )
    }

    @Test("is found by its mark and its form", arguments: SecretKind.all.indices)
    func found(index: Int) throws {
        let kind = SecretKind.all[index]
        let before = kind.before.map { Self.drawn($0, index + 1_000) } ?? ""
        let token = before + kind.mark + Self.drawn(kind.body, index)
        let found = try Recognised.certain("use \(token) for it")
        #expect(found == ["SECRET \(token)"], "\(kind.provider) \(kind.name)")
    }

    @Test(
        "that carries a checksum is surer with it",
        arguments: [
            // A token that GitHub published and revoked, in two halves.
            ("ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ" + "0mLq17", 0.99),
            ("ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ" + "0mLq18", 0.97),
        ]
    )
    func checksum(token: String, score: Double) throws {
        let found = try #require(Recognised.sieve).findings(in: token)
        #expect(found.map(\.score) == [score])
    }

    @Test("tells what it opens, and hands out neither its value nor more than two letters of it")
    func credential() throws {
        let token = SecretTests.token("glpat-", 20)
        let text = Array("push with \(token)".utf8)
        try text.withUnsafeBufferPointer { text in
            let finding = try #require(Recognised.sieve?.findings(in: text).first)
            let credential = try #require(Sieve.credential(of: finding, in: text))
            #expect(credential.provider == "GitLab" && credential.kind == "personal token")
            #expect(credential.opens == "projects, as its scopes say")
            #expect(credential.masked == "glpat-…\(token.suffix(2))")
            let first = Sieve.fingerprint(of: finding, in: text, key: [1])
            #expect(first?.count == 32)
            #expect(first != Sieve.fingerprint(of: finding, in: text, key: [2]))
        }
    }

    @Test("that expires says when")
    func expiry() throws {
        // {"alg":"HS256","typ":"JWT"} and {"sub":"1234567890","exp":1767225600}
        let header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
        let payload = "eyJzdWIiOiIxMjM0NTY3ODkwIiwiZXhwIjoxNzY3MjI1NjAwfQ"
        let text = Array("\(header).\(payload).\(SecretTests.token("", 43))".utf8)
        try text.withUnsafeBufferPointer { text in
            let finding = try #require(Recognised.sieve?.findings(in: text).first)
            #expect(finding.rule == "secret.jwt" && finding.score >= Finding.certain)
            #expect(Sieve.credential(of: finding, in: text)?.expiry == 1_767_225_600)
        }
    }

    @Test("that only looks like a web token goes to review")
    func notToken() throws {
        let header = "eyJhbGciOiJSUzI1NiIsInR5cCI6Ik"
        let text = "eyJub3QganNvbg.\(header).NiIsInR5cCI6IkpXVNiIsInR5cCI6IkpXV"
        #expect(try Recognised.certain(text) == [])
    }
}
