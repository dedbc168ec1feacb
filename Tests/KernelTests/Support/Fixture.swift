import Foundation
import Support

@testable import Kernel

/// A fresh home in a folder of its own, on either store.
struct Fixture: Sendable {
    let path: String
    let database: String?

    init(_ dialect: Dialect) throws {
        path = NSTemporaryDirectory() + "cordon-test-" + UUID().uuidString
        database = dialect == .postgresql ? try PostgreSQLCluster.shared.get().makeDatabase() : nil
    }

    func options(
        rooms: [Room] = [Port.room()],
        faults: Faults = .none,
        now: @escaping @Sendable () -> Date = { Date() }
    ) -> Home.Options {
        var options = Home.Options(rooms: rooms, policy: OwnerPolicy())
        options.faults = faults
        options.now = now
        return options
    }

    func create(_ options: Home.Options? = nil) async throws -> Home {
        try await Home.create(at: path, database: database, options: options ?? self.options())
    }

    func open(_ options: Home.Options? = nil) async throws -> Home {
        try await Home.open(at: path, passphrase: { "" }, options: options ?? self.options())
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
