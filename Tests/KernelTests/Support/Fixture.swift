import Foundation
import Glibc
import Synchronization

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
        var options = Home.Options()
        options.rooms = rooms
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

/// A PostgreSQL server of the tests' own, on a socket in a temporary folder.
struct PostgreSQLCluster: Sendable {
    private let folder: String
    private let address: String

    static let shared = Result { try PostgreSQLCluster() }

    struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    private init() throws {
        if let address = ProcessInfo.processInfo.environment["CORDON_TEST_POSTGRESQL"] {
            folder = ""
            self.address = address
            return
        }
        let versions = try FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")
        guard let version = versions.max() else {
            throw Unavailable(description: "PostgreSQL is not installed; run script/test")
        }
        let programs = "/usr/lib/postgresql/\(version)/bin"
        folder = "/tmp/cordon-pg-\(getpid())"
        let options = "-c listen_addresses='' -k \(folder) -c max_connections=200"
        let script = """
            rm -rf \(folder) && mkdir -m 700 \(folder)
            \(programs)/initdb -D \(folder)/data -A trust -U cordon >/dev/null
            \(programs)/pg_ctl -D \(folder)/data -w -l \(folder)/log -o "\(options)" start >/dev/null
            """
        try Self.run(script)
        address = "postgresql:///NAME?host=\(folder)&user=cordon"
        let stop = "\(programs)/pg_ctl -D \(folder)/data -m immediate stop; rm -rf \(folder)"
        Self.leaving.withLock { $0 = stop }
        atexit { try? PostgreSQLCluster.run(PostgreSQLCluster.leaving.withLock { $0 }) }
    }

    private static let leaving = Mutex("")

    /// Makes an empty database and returns its address.
    func makeDatabase() throws -> String {
        let name = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
        let admin = try PostgreSQLConnection(url: address.replacing("NAME", with: "postgres"))
        try admin.run("CREATE DATABASE \(name)")
        return address.replacing("NAME", with: name)
    }

    /// PostgreSQL refuses to run as root: there it runs as its own user.
    private static func run(_ script: String) throws {
        // Not Foundation's Process: it waits until the server it started lets go of its pipes.
        let quoted = "'" + script.replacing("'", with: "'\\''") + "'"
        let shell = "cd /tmp && /bin/sh -ec " + quoted
        let user = "runuser -u postgres -- /bin/sh -ec " + quoted
        let status = system((geteuid() == 0 ? "cd /tmp && " + user : shell) + " </dev/null")
        guard status == 0 else {
            throw Unavailable(description: "the tests' PostgreSQL did not start")
        }
    }
}

/// Strikes once at one named point.
final class Striker: Sendable {
    struct Struck: Error {}
    private let armed = Mutex<String?>(nil)

    var faults: Faults {
        Faults { point in
            let strikes = self.armed.withLock { armed in
                guard armed == point else { return false }
                armed = nil
                return true
            }
            if strikes { throw Struck() }
        }
    }

    func arm(_ point: String) { armed.withLock { $0 = point } }
    var isArmed: Bool { armed.withLock { $0 != nil } }
}
