import ArgumentParser
import Console
import Custody
import Foundation
import Kernel

/// `cordon doctor`: looks at the machine and the home step by step, and says what to do.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check the machine and a home step by step; it changes nothing.",
        discussion: "Each step passes or fails, and a failed one says what to do about it."
    )

    @OptionGroup var place: HomeOptions

    func run() async throws {
        var claims = Claims()
        let files = FileManager.default
        let path = place.home
        try await reporting {
            try await Machine.check(&claims, home: path)
            guard Home.exists(at: path) else {
                try claims.check("home", "there is no home in \(path) yet", on: path) { _ in
                    guard !files.fileExists(atPath: path + "/keys") else {
                        throw Unfounded(
                            "making it was interrupted; move the folder away and start again"
                        )
                    }
                    return ((), "`cordon protect` makes one")
                }
                return
            }
            try checkKeyFiles(&claims)
            try checkRuns(&claims)
            claims.append(try await HomeAudit(of: path).claims { try await place.look() })
            try await checkProjections(&claims)
        }
        let failed = Set(claims.failed.map(\.name))
        if !failed.isDisjoint(with: ["checkpoint", "entries", "copy"]), !failed.contains("home") {
            place.terminal.say("To write the public log anew: cordon ledger repair --home \(path)")
        }
        try ClaimsAnswer(of: path, kind: "doctor", claims).finish(on: place.terminal)
    }

    /// Whoever reads the key files reads everything.
    private func checkKeyFiles(_ claims: inout Claims) throws {
        try claims.check(
            "key files",
            "nobody but their owner may read the key files",
            on: place.home + "/keys"
        ) { folder in
            let files = FileManager.default
            // The ring's own files are as private as the folder; these must be so wherever copied.
            let names = ["", "lock", "root.key", "log-key"]
            let open = names.filter { name in
                let facts = try? files.attributesOfItem(atPath: folder + "/" + name)
                return (facts?[.posixPermissions] as? Int ?? 0) & 0o077 != 0
            }
            guard open.isEmpty else {
                let told = open.map { $0.isEmpty ? "keys" : "keys/" + $0 }
                throw Unfounded(
                    "others may read \(told.joined(separator: ", ")): chmod -R go= \(folder)"
                )
            }
            return ((), "")
        }
    }

    /// Runs that were interrupted keep what they finished; that is data in clear.
    private func checkRuns(_ claims: inout Claims) throws {
        try claims.check(
            "runs",
            "no interrupted run is left behind",
            on: place.home + "/work"
        ) { folder in
            let left = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            guard left.isEmpty else {
                throw Unfounded(
                    """
                    \(left.count) runs wait to go on; repeat their commands, or delete what lies \
                    in \(folder): it holds minimised data outside of the vault
                    """
                )
            }
            return ((), "")
        }
    }

    private func checkProjections(_ claims: inout Claims) async throws {
        // The home itself was a claim above: where it does not open, there is nothing to rebuild.
        let home = claims.failed.contains { $0.name == "home" } ? nil : try await place.look()
        defer { try? home?.abandon() }
        try await claims.check(
            "tables",
            "every table is what the events say, rebuilt on trial",
            on: home
        ) { home in
            let trial = try await home.ledger.rehearseRebuild()
            guard trial.different.isEmpty else {
                throw Unfounded(
                    "\(trial.different.joined(separator: ", ")) differ; restore the database"
                )
            }
            return ((), "\(trial.events) events")
        }
    }
}
