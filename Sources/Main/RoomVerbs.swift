import ArgumentParser
import Console
import Custody
import Foundation
import Kernel

/// `cordon <room> <verb>`: every command of every room, from the command line.
///
/// Nothing here knows a verb: names and help come from the rooms, and a command's fields are its
/// options (`--document ID --reason TEXT`). A command added to a room is here at once.
enum RoomVerbs {
    /// Runs the room and verb that `arguments` name; nil when they name no room.
    static func run(_ arguments: [String]) async throws -> Ending? {
        // `cordon work …` is the workroom: its commands that read, and its verbs beside them.
        guard let word = arguments.first else { return nil }
        let name = word == WorkCommand._commandName ? "workroom" : word
        guard let room = HomeOptions.rooms.first(where: { $0.name == name }) else { return nil }
        let rest = Array(arguments.dropFirst())
        // A room may have commands beside its verbs, such as those that only look.
        let commands = Cordon.configuration.subcommands.first { $0._commandName == word }?
            .configuration.subcommands
        let isVerb = room.verbs.contains { $0.name == "\(name).\(rest.first ?? "")" }
        // A command of the same name takes what people write: moments, not milliseconds.
        let isCommand = commands?.contains { $0._commandName == rest.first } ?? false
        if commands != nil, isCommand || !isVerb { return nil }
        guard let verbName = rest.first, !verbName.hasPrefix("-") else {
            print(help(of: room))
            return rest.isEmpty || rest.contains("--help") ? .done : .wrongUse
        }
        guard let verb = room.verbs.first(where: { $0.name == "\(room.name).\(verbName)" }) else {
            throw TerminalFailure(
                .wrongUse,
                "The room \(room.name) has no verb of this name.",
                advice: "See `cordon \(room.name)` for what it has."
            )
        }
        return try await run(verb, Options(Array(rest.dropFirst())))
    }

    /// One line a room, for the help of the whole program.
    static var summary: String {
        HomeOptions.rooms.filter { !$0.verbs.isEmpty }.map { room in
            "  " + room.name.padding(toLength: 14, withPad: " ", startingAt: 0) + room.summary
        }.joined(separator: "\n")
    }

    private static func run(_ verb: Verb, _ options: Options) async throws -> Ending {
        if options.asksHelp {
            print("\(verb.name): \(verb.summary).\nFields are options: --name value.")
            return .done
        }
        let home = try await options.place.open()
        let done: Verb.Performed
        do {
            done = try await perform(verb, options, in: home)
        } catch {
            try? home.abandon()
            throw error
        }
        _ = try await reporting { try await home.sequencer.publish() }
        let index = try await home.ledger.index(of: done.event)
        try await reporting { try await home.close() }
        let terminal = options.place.terminal
        try terminal.answer(
            Answer(event: done.event.description, index: index, verb: verb.name)
        )
        terminal.say("Done. Leaf \(index.map(String.init) ?? "unnumbered"), event \(done.event).")
        return .done
    }

    private struct Answer: Encodable {
        let event: String
        let index: Int?
        let verb: String
    }

    private static func perform(
        _ verb: Verb,
        _ options: Options,
        in home: Home
    ) async throws -> Verb.Performed {
        let key = try options.place.memberKey()
        let principal = try await options.place.principal(key, in: home)
        do {
            return try await reporting {
                try await verb.run(options.command, home.ledger, principal, options.key)
            }
        } catch let error as DecodingError {
            throw TerminalFailure(
                .wrongUse,
                "This does not say what \(verb.name) needs: \(words(for: error)).",
                advice: "Give each field as an option: --field value."
            )
        }
    }

    /// Which field is missing or odd; never its value.
    private static func words(for error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "--\(key.stringValue) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            "--\(context.codingPath.last?.stringValue ?? "?") has another form"
        @unknown default: "its fields are not complete"
        }
    }

    private static func help(of room: Room) -> String {
        let verbs = room.verbs.map { verb in
            let word = verb.name.dropFirst(room.name.count + 1)
            return "  " + word.padding(toLength: 14, withPad: " ", startingAt: 0) + verb.summary
        }
        let list = verbs.isEmpty ? ["  This room is asked through other commands."] : verbs
        return (["\(room.name): \(room.summary)", ""] + list).joined(separator: "\n")
    }

    /// Options read without knowing them: the home's own, and the command's fields.
    private struct Options {
        var place = HomeOptions()
        var fields: [String: String] = [:]
        var asksHelp = false
        var key: IdempotencyKey?

        init(_ arguments: [String]) throws {
            place = try HomeOptions.parse([])
            var rest = arguments[...]
            while let word = rest.popFirst() {
                switch word {
                case "--help", "-h": asksHelp = true
                case "--json": place.json = true
                default:
                    guard word.hasPrefix("--") else {
                        throw TerminalFailure(
                            .wrongUse,
                            "A value has no option.",
                            advice: "Write --field value for each field."
                        )
                    }
                    // What is said without a value is so: `--everyone`.
                    let isSaid = rest.first.map { $0.hasPrefix("--") } ?? true
                    try take(String(word.dropFirst(2)), isSaid ? "true" : rest.removeFirst())
                }
            }
        }

        private mutating func take(_ name: String, _ value: String) throws {
            switch name {
            case "home": place.home = value
            case "passphrase-file": place.passphraseFile = value
            case "as": place.member = value
            case "as-passphrase-file": place.asPassphraseFile = value
            case "once":
                guard (1...200).contains(value.utf8.count) else {
                    throw TerminalFailure(
                        .wrongUse,
                        "An idempotency key has 1 to 200 bytes.",
                        advice: "Give a shorter --once."
                    )
                }
                key = IdempotencyKey(value)
            default: fields[name] = value
            }
        }

        /// The command as JSON. A field that reads as JSON other than a bare word is taken as it
        /// is, so numbers, lists and booleans can be given; everything else is a string.
        var command: [UInt8] {
            let members = fields.sorted { $0.key < $1.key }.map { name, value in
                Self.quoted(name) + ":" + (Self.isLiteral(value) ? value : Self.quoted(value))
            }
            return [UInt8](("{" + members.joined(separator: ",") + "}").utf8)
        }

        private static func isLiteral(_ text: String) -> Bool {
            guard let first = text.utf8.first else { return false }
            let begins = [UInt8]("[{-0123456789tfn".utf8).contains(first)
            let value = try? JSONSerialization.jsonObject(
                with: Data(text.utf8),
                options: [.fragmentsAllowed]
            )
            return begins && value != nil
        }

        private static func quoted(_ text: String) -> String {
            guard let bytes = try? Canonical.encode(text) else { return "\"\"" }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
