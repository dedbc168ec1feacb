import Foundation
import Glibc
import Synchronization

/// A PostgreSQL server of the tests' own, on a socket in a temporary folder.
package struct PostgreSQLCluster: Sendable {
    private let folder: String
    private let address: String

    package static let shared = Result { try PostgreSQLCluster() }

    package struct Unavailable: Error, CustomStringConvertible {
        package let description: String
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
            cd \(folder)
            \(programs)/pg_ctl -D data -w -l \(folder)/log -o "\(options)" start >/dev/null
            """
        try Self.run(script)
        address = "postgresql:///NAME?host=\(folder)&user=cordon"
        let stop = "\(programs)/pg_ctl -D \(folder)/data -m immediate stop; rm -rf \(folder)"
        Self.leaving.withLock { $0 = stop }
        atexit { try? PostgreSQLCluster.run(PostgreSQLCluster.leaving.withLock { $0 }) }
    }

    private static let leaving = Mutex("")

    /// Makes an empty database and returns its address.
    package func makeDatabase() throws -> String {
        let name = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
        let admin = address.replacing("NAME", with: "postgres")
        guard system("psql -q '\(admin)' -c 'CREATE DATABASE \(name)' </dev/null") == 0 else {
            throw Unavailable(description: "the tests' PostgreSQL makes no database")
        }
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
