import Testing

/// Every rule is shown a place that breaks it and one that does not.
@Suite("A rule of tidiness")
struct RulesTests {
    private func swift(_ text: String, at path: String = "Sources/Materials/Sieve/A.swift")
        -> Source
    {
        Source(path: path, text: text)
    }

    @Test(
        "sees code, not comments or text",
        arguments: [
            ("let a = \"b! // c\" // d", "let a = \"       \"     "),
            ("/* a /* b */ c */ d", "                  d"),
            ("\"x \\(f(\"y\")) z\"", "\"    f(\" \")   \""),
            ("#\"a\"b\\(c)\"#", "#\"       \"#"),
            ("\"\"\"\na\n\"\"\"", "\"\"\"\n \n\"\"\""),
        ]
    )
    func blanks(text: String, code: String) {
        #expect(Blanking.apply(to: text).code == code)
    }

    @Test(
        "finds force",
        arguments: [
            ("let a = b!", 1), ("let a = b()!.c", 1), ("try! f()", 1), ("a as! B", 1),
            ("var a: Int!", 1), ("let a = !b", 0), ("if a != b {}", 0), ("// wow!", 0),
            ("\"wow!\"", 0), ("#if !os(Linux)", 0),
        ]
    )
    func force(line: String, count: Int) {
        #expect(WordRules.force(swift(line)).count == count)
    }

    @Test("asks for the proof of a promise, once in a file")
    func promises() {
        let bare = "final class A: @unchecked Sendable {}"
        #expect(WordRules.unproven(swift(bare)).count == 1)
        let proven = "/// `@unchecked Sendable` holds: nothing is written.\n\n\n\n\n\n\n\n" + bare
        #expect(WordRules.unproven(swift(proven)) == [])
    }

    @Test("finds long functions, and not what only looks long")
    func functions() {
        let body = String(repeating: "    x()\n", count: 69)
        let long = "struct A {\n  func f() {\n\(body)  }\n  func g() { }\n}\n"
        let found = LayoutRules.functionLength(swift(long))
        #expect(found.map(\.line) == [2])
        let protocolText = "protocol A {\n  func f()\n\(body)  func g()\n}\n"
        #expect(LayoutRules.functionLength(swift(protocolText)) == [])
    }

    @Test("measures lines by what is seen")
    func columns() {
        #expect(LayoutRules.columns(swift(String(repeating: "é", count: 100))) == [])
        let line = String(repeating: "é", count: 101)
        #expect(LayoutRules.columns(swift("\n" + line)).map(\.line) == [2])
    }

    @Test(
        "finds a clock, a disk, chance and state in a material",
        arguments: [
            "let now = Date()", "FileManager.default", "Int.random(in: 0...1)",
            "static var count = 0",
            "try Data(contentsOf: url)",
            "import FoundationNetworking", "UUID()",
        ]
    )
    func purity(line: String) {
        #expect(ImportRules.impure(swift(line)).count == 1)
        #expect(ImportRules.impure(swift(line, at: "Sources/Kernel/A.swift")) == [])
        #expect(ImportRules.impure(swift("static var all: [Int] { [] } // Date()")) == [])
    }

    @Test(
        "finds names without an idea",
        arguments: [
            ("struct KeyManager {", 1), ("final class StoreImpl {", 1), ("enum Utilities {", 1),
            ("struct Implication {", 0), ("struct Managed {", 0), ("let serviceName = 1", 0),
        ]
    )
    func names(line: String, count: Int) {
        #expect(WordRules.typeNames(swift(line)).count == count)
    }

    @Test(
        "finds what is public and undocumented",
        arguments: [
            ("public var a: Int", 1), ("/// A.\npublic var a: Int", 0),
            ("/// A.\n@inlinable\npublic func a() {}", 0), ("public import Crypto", 0),
            ("public init(_ a: Int) {", 1), ("public var description: String {", 0),
            ("var a = 1", 0),
        ]
    )
    func documentation(text: String, count: Int) {
        #expect(DocumentationRules.undocumented(swift(text)).count == count)
    }

    @Test(
        "reads which tables SQL writes",
        arguments: [
            ("INSERT INTO vault_document (id) VALUES (1)", ["vault_document"]),
            ("UPDATE vault_document SET a = 1", ["vault_document"]),
            ("CREATE TABLE IF NOT EXISTS release_file (", ["release_file"]),
            ("SELECT a FROM vault_document", []),
            ("ON CONFLICT (id) DO UPDATE SET a = 1", []),
        ]
    )
    func tables(sql: String, tables: [String]) {
        #expect(TableRules.tablesWritten(in: sql) == tables)
    }

    @Test("finds a room in another room's table")
    func rooms() {
        let rooms: Set = ["vault", "datamap"]
        let text = "let sql = \"DELETE FROM vault_document\""
        func found(_ path: String) -> Int {
            TableRules.foreignWrites(swift(text, at: path), rooms: rooms).count
        }
        #expect(found("Sources/Custody/Vault/Shred.swift") == 0)
        #expect(found("Sources/Custody/DataMap/Scan.swift") == 1)
        #expect(found("Sources/Kernel/Store.swift") == 1)
    }

    @Test("finds imports that the manifest does not declare")
    func imports() {
        let package = Source(
            path: "Package.swift",
            text: """
                let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
                    targets: [
                        target("Merkle", "Materials/Merkle", [crypto]),
                        target("Kernel", "Kernel", ["Merkle"]),
                """
        )
        let rules = ImportRules(manifest: Manifest(package))
        func found(_ line: String) -> Int {
            rules.undeclared(swift(line, at: "Sources/Materials/Merkle/A.swift")).count
        }
        #expect(found("public import Crypto") == 0)
        #expect(found("import Foundation") == 0)
        #expect(found("import Kernel") == 1)
        #expect(rules.upward() == [])
    }

    @Test("finds suppliers that are unknown, changed or gone")
    func suppliers() {
        let table = """
            | Package | Version | Licence | Reason |
            |---|---|---|---|
            | Yams | 6.2.2 | MIT | purpose files |
            | gone | 1 | MIT | nothing |
            """
        let faults = SupplierRules.faults(
            Source(path: "Dependencies.md", text: table),
            suppliers: [
                .init(name: "Yams", version: "6.2.3"), .init(name: "swift-log", version: "1"),
            ],
            debian: ["bubblewrap"]
        )
        #expect(faults.count == 4)
    }
}
