import ArgumentParser
import Console
import Foundation
import Kernel
import Logging
import Server

/// `cordon serve`: the house on the network, for several people at once.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the console, the interface for programs, and the log.",
        discussion: """
            On a home without an owner's account it prints one link that makes it. Without a \
            certificate it serves this machine alone, over plain HTTP; with one, TLS 1.3 and \
            nothing before it. A renewed certificate is taken up without a restart.
            """
    )

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 for any.")
    var port = 8643

    @Option(
        help: ArgumentHelp(
            "The address that people type, such as https://cordon.example.",
            valueName: "address"
        )
    )
    var origin: String?

    @Option(help: ArgumentHelp("The certificate and its chain, in PEM.", valueName: "file"))
    var certificate: String?

    @Option(help: ArgumentHelp("The certificate's private key, in PEM.", valueName: "file"))
    var privateKey: String?

    @Option(
        help: ArgumentHelp(
            "Write a trace of each request (OTLP): to this file, or to a collector on this "
                + "machine such as http://127.0.0.1:4318/v1/traces.",
            valueName: "file or address"
        )
    )
    var traces: String?

    @Option(
        help: ArgumentHelp(
            "Take up the traceparent of requests from this address, a proxy of your own.",
            valueName: "address"
        )
    )
    var traceCaller: [String] = []

    @Option(help: "For a new home: keep events in this PostgreSQL database.")
    var database: String?

    @OptionGroup var place: HomeOptions

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("A port is a number from 0 to 65535.")
        }
        guard (certificate == nil) == (privateKey == nil) else {
            throw ValidationError("--certificate and --private-key go together.")
        }
        guard traces == nil || traces.flatMap(TraceTarget.init) != nil else {
            throw ValidationError(
                "--traces is a file, or the http address of a collector on this machine."
            )
        }
    }

    private struct Listening: Encodable {
        let url: String
        let invitation: String?
    }

    func run() async throws {
        let (place, terminal) = (place, place.terminal)
        let home =
            Home.exists(at: place.home)
            ? try await place.open()
            : try await place.create(
                place.passphraseFile == nil
                    ? .keyFile : .passphrase(try place.passphrase()),
                database: database
            )
        var options = HouseServer.Options(host: host, port: port)
        options.origin = origin
        if let certificate, let privateKey {
            options.certificate = CertificateFiles(
                certificate: certificate,
                privateKey: privateKey
            )
        }
        if let target = traces.flatMap(TraceTarget.init) {
            options.traces = TraceOptions(target: target)
            options.traces?.callers = Set(traceCaller)
        }
        let server = HouseServer(
            home: home,
            policy: try HomeOptions.policy(),
            options: options,
            logger: Logger(label: "cordon") { StreamLogHandler.standardError(label: $0) }
        )
        do {
            try await reporting {
                try await server.run { url, invitation in
                    // A reader that has gone away stops nothing.
                    try? terminal.answer(Listening(url: url, invitation: invitation))
                    terminal.say("Listening on \(url)")
                    guard let invitation else { return }
                    terminal.say(
                        "",
                        "This house has no owner's account yet. Whoever opens this link makes it:",
                        "",
                        "  " + invitation,
                        "",
                        "It works once, within a week; the next start makes another."
                    )
                }
            }
        } catch {
            try? home.abandon()
            throw error
        }
        try await reporting { try await home.close() }
        terminal.say("Stopped. What was under way is finished.")
    }
}
