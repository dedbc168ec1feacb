import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

/// A home with a vault in a folder of its own, on either store, at a clock that stands still.
struct VaultHome: Sendable {
    /// 2027-01-01, in milliseconds since 1970.
    static let newYear: Int64 = 1_798_761_600_000
    static let day: Int64 = 86_400_000

    let path: String
    let database: String?
    let striker = Striker()

    init(_ dialect: Dialect) throws {
        path = NSTemporaryDirectory() + "cordon-vault-" + UUID().uuidString
        database = dialect == .postgresql ? try PostgreSQLCluster.shared.get().makeDatabase() : nil
    }

    private var options: Home.Options {
        var options = Home.Options()
        options.rooms = [Vault.room]
        options.faults = striker.faults
        options.now = { Date(timeIntervalSince1970: Double(Self.newYear) / 1000) }
        return options
    }

    func create() async throws -> (home: Home, room: Strongroom) {
        let home = try await Home.create(at: path, database: database, options: options)
        return (home, strongroom(in: home))
    }

    /// Opens the home as the program does, finishing what was interrupted.
    func open(passphrase: String = "") async throws -> (home: Home, room: Strongroom) {
        try RootKeys.recover(home: path) { passphrase }
        let home = try await Home.open(at: path, passphrase: { passphrase }, options: options)
        let room = strongroom(in: home)
        try await room.resumeRotation(keys: path + "/keys")
        try await room.resume(before: .distantFuture)
        return (home, room)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    private func strongroom(in home: Home) -> Strongroom {
        Strongroom(ledger: home.ledger, folder: home.path + "/vault", faults: striker.faults)
    }

    static func date(_ milliseconds: Int64) -> Date {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}

extension VaultHome {
    /// The sealed files, by the names they lie under.
    func files() throws -> [String] {
        try everyFile().filter { $0.hasPrefix("vault/") }
    }

    /// Every file of the home whose bytes hold `text`.
    func files(holding text: String) throws -> [String] {
        let wanted = Data(text.utf8)
        return try everyFile().filter { name in
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
            return bytes.range(of: wanted) != nil
        }
    }

    private func everyFile() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: path + "/" + name,
                isDirectory: &isFolder
            )
            return exists && !isFolder.boolValue
        }.sorted()
    }
}

extension Strongroom {
    static func card(_ name: String = "CV Amalia Testperson.pdf") throws -> Vault.Card {
        try #require(Vault.Card(name: name, media: "application/pdf"))
    }

    /// Seals a short text about `subjects`.
    func sealed(
        _ text: String = "born in Görlitz",
        document: ID<Vault.Document> = ID(),
        about subjects: [ID<Vault.Subject>] = [],
        until: Int64? = nil
    ) async throws -> ID<Vault.Document> {
        try await sealed(
            text,
            document: document,
            naming: subjects.map { Vault.Person(subject: $0, marks: []) },
            until: until
        )
    }

    /// Seals a short text that names `people`.
    func sealed(
        _ text: String = "born in Görlitz",
        document: ID<Vault.Document> = ID(),
        naming people: [Vault.Person],
        until: Int64? = nil
    ) async throws -> ID<Vault.Document> {
        var rest = Array(text.utf8)[...]
        try await seal(
            Strongroom.card(),
            document: document,
            people: people,
            until: until,
            as: .owner
        ) { buffer in
            let piece = rest.prefix(buffer.count)
            buffer.copyBytes(from: piece)
            rest = rest.dropFirst(piece.count)
            return piece.count
        }
        return document
    }

    func text(of document: ID<Vault.Document>) async throws -> String {
        var bytes: [UInt8] = []
        _ = try await open(document, for: "a test", as: .owner) { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The tables as they grew are the tables as the events make them.
func expectRebuildable(_ home: Home) async throws {
    let grown = try await home.ledger.contents()
    try await home.ledger.rebuild()
    #expect(try await home.ledger.contents() == grown)
}
