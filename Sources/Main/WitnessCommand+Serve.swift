import ArgumentParser
import Foundation
import Logging
import Merkle
import Server

extension WitnessCommand {
    struct Serve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer logs over HTTP until told to stop."
        )

        @OptionGroup var options: Options

        @Option(help: "The address to listen on.")
        var host = "127.0.0.1"

        @Option(help: "The port to listen on; 0 for any.")
        var port: Int

        func validate() throws {
            guard (0...65_535).contains(port) else {
                throw ValidationError("a port is a number from 0 to 65535")
            }
        }

        func run() async throws {
            try await options.attempt { store in
                let witness = try Witness(
                    store: store,
                    now: { Int(Date.now.timeIntervalSince1970) }
                )
                let server = WitnessServer(
                    witness: witness,
                    host: host,
                    port: port,
                    logger: Logger(label: "witness") { StreamLogHandler.standardError(label: $0) }
                )
                let (options, host) = (options, host)
                try await server.run { port in
                    let answer = Listening(key: "\(witness.key)", url: "http://\(host):\(port)")
                    // Told once and for all; a reader that has gone away stops nothing.
                    try? options.tell("listening on \(answer.url)\n\(answer.key)", json: answer)
                }
            }
        }

        struct Listening: Encodable {
            let key: String
            let url: String
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which logs are followed, and how far."
        )

        @OptionGroup var options: Options

        func run() async throws {
            try await options.attempt { store in
                let answer = try StatusAnswer(store)
                try options.tell(answer.text, json: answer)
            }
        }
    }

    /// A witness and the logs it follows.
    struct StatusAnswer: Encodable {
        let key: String
        let logs: [Log]

        struct Log: Encodable {
            let name: String
            let hash: String
            let size: Int
            let root: String?
            /// When the latest checkpoint was cosigned, in seconds since 1970.
            let time: Int?
        }

        init(_ store: WitnessStore) throws {
            let witness = try store.verifierKey()
            let logs = Dictionary(grouping: try store.trusted(), by: \.name)
            key = witness.description
            self.logs = try logs.sorted { $0.key < $1.key }.map { name, keys in
                let record = try store.record(of: name, keys: keys, witness: witness)
                return Log(
                    name: name,
                    hash: WitnessStore.name(of: name),
                    size: record?.checkpoint.size ?? 0,
                    root: record?.checkpoint.root.base64,
                    time: record?.time
                )
            }
        }

        var text: String {
            let lines = logs.map { log in
                let time = log.time.map { time in
                    ", " + Date(timeIntervalSince1970: Double(time)).formatted(.iso8601)
                }
                return "\(log.name)  \(log.size) leaves\(time ?? ", not cosigned yet")"
            }
            return ([key] + (lines.isEmpty ? ["follows no log"] : lines)).joined(separator: "\n")
        }
    }
}
