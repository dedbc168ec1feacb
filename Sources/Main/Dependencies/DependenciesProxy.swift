import ArgumentParser
import Console
import Defence
import Foundation
import Kernel
import Logging
import Provenance
import Server

/// `cordon dependencies proxy`: an index that serves only what policy admits.
struct DependenciesProxy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proxy",
        abstract: "Serve pip and npm on the loopback with nothing but what is admitted.",
        discussion: """
            Speaks the simple API of Python's index (PEP 503 and 691) below /simple and npm's \
            registry protocol below /npm. A version that policy does not allow is not offered; a \
            file is looked into before its first byte is handed on. Installers tell little of why \
            they were refused something: it stands here, one line a refusal.
              pip install --index-url http://127.0.0.1:PORT/simple NAME
              npm install --registry http://127.0.0.1:PORT/npm NAME
            """
    )

    @Option(help: "The policy, a YAML file.")
    var policy: String?

    @Option(help: "OSV records, or an index made by `compile`.")
    var advisories: String?

    @Option(help: "Popular names by ecosystem, as JSON.")
    var popular: String?

    @Option(help: "A folder of package files, or the address of an index such as …/simple.")
    var from: String?

    @Option(help: "The address of an npm registry.")
    var fromNpm: String?

    @Option(help: "The port on 127.0.0.1; 0 for any.")
    var port = 0

    @Flag(
        help: """
            Admit what is on the list of the allowed in the ledger of this home, as it is at the \
            start, unless it is known malware.
            """
    )
    var listed = false

    @OptionGroup var place: HomeOptions

    func run() async throws {
        guard from != nil || fromNpm != nil, (0...65_535).contains(port) else {
            throw TerminalFailure(
                .wrongUse,
                "It is not said where packages come from, or the port is none.",
                advice: "Give --from FOLDER, --from URL or --from-npm URL; a port is 65535 at most."
            )
        }
        let now = try DependenciesOptions.moment(nil)
        let index = try advisories.map { try DependenciesOptions.index(at: $0, now: now) }
        let admission = DependenciesAdmission(
            rules: try DependenciesOptions.policy(policy),
            index: index,
            popular: try PackageFiles.popular(popular)
        )
        let desk = ProxyDesk(
            shelf: try shelf(),
            admission: admission,
            allowed: listed ? try await allowed() : [],
            refusals: RefusalTeller()
        )
        let server = PackageIndexServer(
            port: port,
            logger: Logger(label: "index") { StreamLogHandler.standardError(label: $0) },
            respond: { await desk.answer($0) }
        )
        try await server.run { port in
            print("listening on http://127.0.0.1:\(port)")
            print("  pip install --index-url http://127.0.0.1:\(port)/simple NAME")
            print("  npm install --registry http://127.0.0.1:\(port)/npm NAME")
            fflush(nil)
        }
    }

    private func allowed() async throws -> Set<String> {
        try await place.looking { home, _ in
            try await home.ledger.store.read { try Dependencies.allowedDigests(in: $0) }
        }
    }

    private func shelf() throws -> PackageShelf {
        func base(_ text: String?) -> String? {
            text.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        }
        if let from, !from.hasPrefix("http://"), !from.hasPrefix("https://") {
            return .folder(try DependenciesOptions.reporting { try PackageFolder(from) })
        }
        return .upstream(python: base(from), npm: base(fromNpm), PackageIndexClient())
    }
}
