import ArgumentParser
import Console
import Foundation
import People

extension KeysCommand {
    /// What a program shows to a served house instead of signing in.
    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign a short-lived token with a member's key, for programs.",
            discussion: """
                Show it as `Authorization: Bearer …`. It is good for one house, and for a quarter \
                of an hour at most; nothing has to be revoked when a program ends.
                """
        )

        @Option(
            name: .customLong("for"),
            help: ArgumentHelp("The house's address: https://cordon.example.", valueName: "address")
        )
        var origin: String

        @Option(help: "Minutes for which it is good, 1 to 15.")
        var minutes = 15

        @OptionGroup var place: HomeOptions

        func validate() throws {
            guard (1...15).contains(minutes) else {
                throw ValidationError("--minutes is a number from 1 to 15.")
            }
        }

        private struct Answer: Encodable {
            let token: String
            let until: Int64
        }

        func run() async throws {
            guard let key = try place.memberKey() else {
                throw TerminalFailure(
                    .wrongUse,
                    "A token is signed by a member.",
                    advice: "Name the member's key file with --as."
                )
            }
            let until = Int64(Date().timeIntervalSince1970 * 1000) + Int64(minutes) * 60_000
            let token = try MemberToken.make(by: key, for: origin, until: until)
            try place.terminal.answer(Answer(token: token, until: until))
            place.terminal.say(token)
        }
    }
}
