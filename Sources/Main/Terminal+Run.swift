internal import ArgumentParser
internal import Console
internal import Foundation

extension Terminal {
    /// Parses the command line, runs what it asks for, and ends the process with the code that
    /// every command keeps to.
    static func run(_ root: any AsyncParsableCommand.Type) async -> Never {
        exit(await ending(of: root).rawValue)
    }

    private static func ending(of root: any AsyncParsableCommand.Type) async -> Ending {
        let arguments = CommandLine.arguments.dropFirst()
        let terminal = Terminal(arguments.contains("--json") ? .machines : .people)
        do {
            // Rooms first: their verbs are not known to the parser.
            if let ending = try await RoomVerbs.run(Array(arguments)) { return ending }
            var command = try root.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return .done
        } catch let failure as TerminalFailure {
            terminal.fail(failure)
            return failure.ending
        } catch {
            return terminal.ending(after: error, from: root)
        }
    }

    /// What a command says that did not speak for itself.
    private func ending(after error: any Error, from root: any ParsableCommand.Type) -> Ending {
        let code = root.exitCode(for: error)
        if code.isSuccess {
            // Somebody asked for help or for the version.
            FileHandle.standardOutput.write(Data((root.fullMessage(for: error) + "\n").utf8))
            return .done
        }
        if code == .validationFailure {
            let message = root.message(for: error)
            fail(TerminalFailure(.wrongUse, message, advice: "See `cordon help` for what fits."))
            return .wrongUse
        }
        if let known = Ending(rawValue: code.rawValue), error is ExitCode { return known }
        // The error's own words may quote what it failed on, so only its kind is told.
        fail(
            TerminalFailure(
                .brokenWorld,
                "Something went wrong that no rule foresaw (\(type(of: error))).",
                advice: "Run `cordon doctor`; it checks the machine and the home step by step."
            )
        )
        return .brokenWorld
    }
}
