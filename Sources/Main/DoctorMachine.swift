import Custody
import Foundation
import Glibc
import Kernel
import Markup

/// What a machine needs before a home is looked at.
enum Machine {
    /// Bytes that should be free before anything large is begun.
    private static let freeMin = 1 << 30

    static func check(_ claims: inout Claims, home: String) async throws {
        try await claims.check(
            "confinement",
            "hostile files can be opened in confinement",
            on: ReaderPool()
        ) { pool in
            do throws(ConfinementFault) {
                try await pool.verify()
            } catch {
                throw Unfounded(error.reason)
            }
            return ((), "bubblewrap, seccomp")
        }
        try claims.check("pdftotext", "PDF files can be read", on: "/usr/bin/pdftotext") { path in
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw Unfounded("pdftotext is missing: apt-get install poppler-utils")
            }
            return ((), path)
        }
        try claims.check("disk", "there is room on the disk", on: home) { try checkDisk($0) }
    }

    private static func checkDisk(_ home: String) throws -> (seen: Void, detail: String) {
        var facts = statvfs()
        // A home that is not there yet will lie below a folder that is.
        var place = URL(filePath: home).standardizedFileURL
        while statvfs(place.path(), &facts) != 0, place.path() != "/" {
            place.deleteLastPathComponent()
        }
        let free = Int(facts.f_bavail) * Int(facts.f_frsize)
        guard free >= freeMin else {
            throw Unfounded("\(size(free)) are free; make it \(size(freeMin)) at least")
        }
        return ((), "\(size(free)) free")
    }
}
