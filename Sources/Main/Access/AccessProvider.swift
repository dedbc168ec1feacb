import ArgumentParser
import Console
import Foundation
import Kernel
import People

/// Identity providers by which an organisation's people sign in (OpenID Connect).
struct AccessProvider: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provider",
        abstract: "Identity providers by which an organisation's people sign in.",
        subcommands: [Add.self, List.self, Remove.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Trust an identity provider.",
            discussion: """
                At the provider, register the house as a client with the address \
                https://YOUR-HOUSE/sign-in/back and the code flow. Only who has a value of the \
                claim that is listed here comes in, with its role. Each brings a passkey of their \
                own, unless what they did there (`acr` or `amr`) is listed as --strong.
                """
        )

        @Argument(help: "What it goes by here: small letters, digits and hyphens.")
        var provider: String

        @Option(help: "The provider's own name, such as https://login.example.org.")
        var issuer: String

        @Option(help: "What the provider calls this house: the client identifier.")
        var client: String

        @Option(
            help: ArgumentHelp("Read the client secret from this file.", valueName: "file")
        )
        var secretFile: String?

        @Option(help: "The claim that roles are read from.")
        var claim = "groups"

        @Option(
            name: .customLong("role"),
            help: ArgumentHelp(
                "Gives a role to whoever has this value of the claim; may be repeated.",
                valueName: "value=role"
            )
        )
        var roles: [String]

        @Option(help: "A value of acr or amr that counts as two proofs; may be repeated.")
        var strong: [String] = []

        @OptionGroup var place: HomeOptions

        func run() async throws {
            let trust = Accounts.Trust(
                provider: provider,
                issuer: issuer,
                client: client,
                secret: try secret(),
                claim: claim,
                roles: try mapping(),
                strong: strong
            )
            let event = try await place.acting { home, principal in
                try await home.ledger.perform(trust, as: principal).id
            }
            try place.terminal.answer(["event": event.description, "provider": provider])
            place.terminal.say("Trusted. People sign in at /sign-in/with/\(provider).")
        }

        private func secret() throws -> Personal<String>? {
            guard let secretFile else { return nil }
            guard let bytes = try Disk.read(secretFile, lengthMax: 4096) else {
                throw TerminalFailure(
                    .wrongUse,
                    "There is no secret file at the place you named.",
                    advice: "Check --secret-file."
                )
            }
            let text = String(decoding: bytes, as: UTF8.self)
            return Personal(text.last == "\n" ? String(text.dropLast()) : text)
        }

        private func mapping() throws -> [String: Role] {
            var mapping: [String: Role] = [:]
            for text in roles {
                // A group may have an equals sign in it, a role has none.
                guard let mark = text.lastIndex(of: "="), mark > text.startIndex,
                    let role = Role(rawValue: String(text[text.index(after: mark)...]))
                else {
                    throw TerminalFailure(
                        .wrongUse,
                        "A --role has another form.",
                        advice: "Write --role value=role, with one of: "
                            + Role.allCases.map(\.rawValue).joined(separator: ", ") + "."
                    )
                }
                mapping[String(text[..<mark])] = role
            }
            return mapping
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the identity providers that are trusted."
        )

        @OptionGroup var place: HomeOptions

        private struct Line: Encodable {
            let provider: String
            let issuer: String
            let roles: [String]
        }

        func run() async throws {
            let found = try await place.looking { home, _ in
                try await home.ledger.store.read { try Accounts.providers(in: $0) }
            }
            let lines = found.map {
                Line(provider: $0.name, issuer: $0.issuer, roles: $0.roles.map(\.rawValue))
            }
            try place.terminal.answer(lines)
            guard !lines.isEmpty else {
                place.terminal.say("None is trusted; people sign in by their passkeys.")
                return
            }
            place.terminal.show(
                "Identity providers",
                TerminalTable(
                    ["Provider", "Issuer", "Roles"],
                    rows: lines.map {
                        [$0.provider, $0.issuer, $0.roles.joined(separator: ", ")]
                    }
                )
            )
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Trust an identity provider no more.",
            discussion: "Its people are signed out, and sign in by their passkeys from then on."
        )

        @Argument(help: "What it goes by here.")
        var provider: String

        @OptionGroup var place: HomeOptions

        func run() async throws {
            let event = try await place.acting { home, principal in
                try await home.ledger.perform(
                    Accounts.Distrust(provider: provider),
                    as: principal
                ).id
            }
            try place.terminal.answer(["event": event.description, "provider": provider])
            place.terminal.say("Not trusted any more. Its people sign in by their passkeys.")
        }
    }
}
