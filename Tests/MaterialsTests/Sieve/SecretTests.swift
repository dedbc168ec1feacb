import Testing

@testable import Sieve

@Suite("A secret")
struct SecretTests {
    /// Prefixes and bodies are joined here so that no credential stands in this file.
    static func token(_ prefix: String, _ count: Int) -> String {
        let alphabet = Array("x7Qm2Lk9Zt4Rb8Wc1Vn6Yp3Hs5Gd0Jf")
        return prefix + String((0..<count).map { alphabet[($0 * 7 + $0 / 31) % alphabet.count] })
    }

    @Test(
        "of a known provider is found by its form",
        arguments: [
            ("ghp_", 36), ("hf_", 34), ("sk_live_", 24), ("npm_", 36), ("glpat-", 20),
            ("xoxb-", 48), ("sk-proj-", 48), ("AIza", 35), ("r8_", 37),
        ]
    )
    func provider(prefix: String, count: Int) throws {
        let token = Self.token(prefix, count)
        #expect(try Recognised.certain("use \(token) please") == ["SECRET \(token)"])
        #expect(
            try Recognised.certain("use \(prefix)\(String(repeating: "x", count: count))") == []
        )
        #expect(try Recognised.certain("use a\(token)b") == [])
    }

    @Test(
        "in prose, configuration or code is found by the words before it",
        arguments: [
            ("login is admin / hunter2", "hunter2"), ("pwd: Sommer2024!", "Sommer2024!"),
            ("mot de passe : Soleil#93", "Soleil#93"), ("Das Passwort lautet Kater77x", "Kater77x"),
            ("la contraseña es Luna2020", "Luna2020"),
            ("prod key for the scorer: XZqB381%urebq pls rotate", "XZqB381%urebq"),
            ("api_key = \"a8F3kd92LmQz71Xv\"", "a8F3kd92LmQz71Xv"),
            ("set(\"SERVICE_TOKEN\", \"f3a9c17be4d20586\")", "f3a9c17be4d20586"),
            ("the token for staging is q8Zr51LmXw02 - please delete", "q8Zr51LmXw02"),
            ("login for staging is admin / hunter2", "hunter2"),
            ("le mot de passe du wifi : Cerise-42", "Cerise-42"),
            ("identifiants : invite / Bonjour77", "Bonjour77"),
            ("Zugang: praktikant / Winter2023!", "Winter2023!"),
            ("das WLAN-Passwort ist Kaffee4all", "Kaffee4all"),
            ("la clave del wifi es Verano2021", "Verano2021"),
            ("usuario ana, contraseña: Girasol55", "Girasol55"),
            ("mysqldump --user root --password Tr0ub4dor", "Tr0ub4dor"),
            ("if password == \"s3sam3\" {", "s3sam3"),
            ("val password: String = \"Blume88x\"", "Blume88x"),
        ]
    )
    func words(text: String, secret: String) throws {
        #expect(try Recognised.certain(text).contains("SECRET \(secret)"))
    }

    @Test(
        "is not what stands where one would be",
        arguments: [
            "password = <your password>", "token: ${TOKEN}", "api_key=xxxxxxxxxxxxxxxx",
            "password is required", "secret = config.get_secret", "token := nextToken()",
            "key: value", "password: changeme", "the secret of success is hard work",
            "AKIAXXXXXXXXXXXXXXXX", "if password == other {", "password: str = None",
            "https://example.org/login?token=&next=/home", "--password --verbose",
        ]
    )
    func placeholder(text: String) throws {
        #expect(try !Recognised.labels(text).contains(.secret))
    }

    @Test("among the parameters of an address makes a secret of the address")
    func parameter() throws {
        let address = "https://files.example.org/f/1?size=3&token=\(Self.token("", 24))"
        #expect(try Recognised.certain("see \(address)") == ["SECRET \(address)"])
    }

    @Test("in an address, a header or an envelope is found whole")
    func envelopes() throws {
        let address = "postgres://hr:zeYHVgdTbj@db.internal:5432/pay"
        #expect(try Recognised.certain("at \(address) now") == ["SECRET \(address)"])
        let header = "Authorization: Bearer \(Self.token("", 32))"
        #expect(try Recognised.labels(header) == [.secret])
        let key = """
            -----BEGIN PRIVATE KEY-----
            \(Self.token("MIGH", 60))
            -----END PRIVATE KEY-----
            """
        #expect(try Recognised.certain(key) == ["SECRET \(key)"])
    }
}
