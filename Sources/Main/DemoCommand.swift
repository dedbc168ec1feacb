import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Logging
import Privacy
import Server

/// `cordon demo`: the house with an example in it and sample people in every role.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Try the house out: the harbour example, and sample people in every role.",
        discussion: """
            Makes a home of its own, protects the example in it, and serves it to this machine \
            alone, with a link for each role. The home is gone when it ends, unless --home names \
            a place for it. Nothing in it is protected from anybody: never put real data there.
            """
    )

    @Option(help: "Keep the demo's home in this folder; it must not be another home's.")
    var home: String?

    @Option(help: "The port to listen on, on this machine; 0 for any.")
    var port = 8643

    @Option(help: "The files to protect, in place of the harbour example.")
    var example: String?

    @Flag(help: "Answer in JSON, for machines.")
    var json = false

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("A port is a number from 0 to 65535.")
        }
    }

    private struct Listening: Encodable {
        let url: String
        let links: [String: String]
    }

    private var terminal: Terminal { Terminal(json ? .machines : .people) }

    func run() async throws {
        let path =
            home ?? FileManager.default.temporaryDirectory
            .appendingPathComponent("cordon-demo-\(UUID().uuidString)").path
        defer { if home == nil { try? FileManager.default.removeItem(atPath: path) } }
        var place = try HomeOptions.parse(json ? ["--json"] : [])
        place.home = path
        let isNew = !Home.exists(at: path)
        let demo = try demo(at: path, isNew: isNew)
        let opened =
            isNew ? try await place.create(.keyFile, database: nil) : try await place.open()
        do {
            if isNew {
                try demo.keep(at: path)
                try await protect(in: opened, at: path)
            }
            try await serve(opened, demo)
        } catch {
            try? opened.abandon()
            throw error
        }
        try await reporting { try await opened.close() }
        terminal.say(home.map { "Stopped. The demo is in \($0)." } ?? "Stopped; the demo is gone.")
    }

    /// The people of a new demo, or of the one that is there. A home with anything else in it is
    /// left alone: its owner would not want links to everybody in it.
    private func demo(at path: String, isNew: Bool) throws -> Demo {
        if isNew { return Demo() }
        guard let demo = try Demo(of: path) else {
            throw TerminalFailure(
                .wrongUse,
                "The home there is not a demo's.",
                advice: "Name a folder that does not exist yet, or leave --home out."
            )
        }
        return demo
    }

    private func protect(in opened: Home, at path: String) async throws {
        guard let example = example ?? Self.harbour else {
            throw TerminalFailure(
                .wrongUse,
                "The example is not beside the program.",
                advice: "Name its folder: --example Examples/harbour."
            )
        }
        terminal.say("Protecting \(example) in a home of its own …")
        let today = try ProtectCommand.day(of: Date())
        let purpose = "train a CV screening model"
        let out = path + "/releases/making"
        try Disk.makeFolder(path + "/releases")
        let request = Release.Protection.Request(
            paths: [example],
            wording: purpose,
            purpose: { map in
                Minimization.Purpose.derived(
                    from: purpose,
                    map: map,
                    recipient: "whoever tries this out",
                    until: today.adding(days: 90) ?? today
                )
            },
            out: out,
            today: today,
            tool: Version.text
        )
        let outcome = try await Interruption.cancelling(terminal) {
            try await ProtectCommand.protect(in: opened, request, [], terminal)
        }
        try Disk.rename(out, to: path + "/releases/\(outcome.release)")
    }

    /// The example beside the program: in a folder above the one it was built in.
    private static var harbour: String? {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        var folder = program.deletingLastPathComponent()
        while folder.path != "/" {
            let harbour = folder.appending(path: "Examples/harbour").path
            if FileManager.default.fileExists(atPath: harbour) { return harbour }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    private func serve(_ opened: Home, _ demo: Demo) async throws {
        var options = HouseServer.Options(port: port)
        options.demo = demo
        let server = HouseServer(
            home: opened,
            policy: try HomeOptions.policy(),
            options: options,
            logger: Logger(label: "cordon") { StreamLogHandler.standardError(label: $0) }
        )
        try await reporting {
            try await server.run { [terminal] url, _ in
                let links = demo.links(at: url)
                let byRole = Dictionary(uniqueKeysWithValues: links.map { ($0.title, $0.link) })
                try? terminal.answer(Listening(url: url, links: byRole))
                terminal.say("", "A demo, for trying out only. Open a link to be:", "")
                for link in links {
                    terminal.say("  \(link.name), \(link.title)", "    \(link.link)")
                }
                terminal.say("", "Ctrl-C ends it.")
            }
        }
    }
}
