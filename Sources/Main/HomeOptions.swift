import ArgumentParser
import Console
import Custody
import Defence
import Foundation
import Kernel
import People
import Server

/// Where a command keeps what it keeps: the options that every command with a home takes.
struct HomeOptions: ParsableArguments {
    @Option(help: "The folder that holds keys, ledger and vault.")
    var home = ".cordon"

    @Option(
        help: ArgumentHelp(
            "Read the home's passphrase from this file instead of asking.",
            valueName: "file"
        )
    )
    var passphraseFile: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Act as the member whose key file this is, instead of as the owner.",
            valueName: "key file"
        )
    )
    var member: String?

    @Option(
        help: ArgumentHelp(
            "Read the passphrase of the member's key file from this file instead of asking.",
            valueName: "file"
        )
    )
    var asPassphraseFile: String?

    @Flag(help: "Answer in JSON, for machines.")
    var json = false

    var terminal: Terminal { Terminal(json ? .machines : .people) }

    /// Every room of the house, in the order of its wings.
    static let rooms = Access.house(of: [
        DataMap.room, Vault.room, Release.room, Workroom.room, Dependencies.room,
    ])

    /// The rules of the gate; one for the process, since it holds them compiled.
    static func policy() throws -> HousePolicy { try made.get() }

    private static let made = Result { try HousePolicy(of: rooms) }

    /// Opens the home, asking for its passphrase only where one protects it.
    func open() async throws -> Home {
        try await reporting {
            // A crash while the root key was replaced leaves the ring under a key whose lock is
            // not yet in force: that is settled before anything opens, or right after.
            try RootKeys.recover(home: home, passphrase: passphrase)
            let opened = try await Home.open(
                at: home,
                passphrase: passphrase,
                options: try options()
            )
            let room = Strongroom(ledger: opened.ledger, folder: home + "/vault")
            try await room.resumeRotation(keys: home + "/keys")
            return opened
        }
    }

    /// Opens the home to look, not to finish what a crash interrupted; throws `Broken` as it is.
    func look() async throws -> Home {
        var options = try options()
        options.finishesWork = false
        return try await Home.open(at: home, passphrase: passphrase, options: options)
    }

    /// Makes a new home here.
    func create(
        _ protection: Home.Protection,
        database: String?,
        origin: String? = nil
    ) async throws -> Home {
        try await reporting {
            try await Home.create(
                at: home,
                protection: protection,
                database: database,
                origin: origin,
                options: try options()
            )
        }
    }

    func passphrase() throws -> String {
        try Self.passphrase("this home", passphraseFile, option: "--passphrase-file")
    }

    func memberPassphrase() throws -> String {
        try Self.passphrase("your key file", asPassphraseFile, option: "--as-passphrase-file")
    }

    /// Reads the passphrase of `what` from a file, or asks for it.
    static func passphrase(_ what: String, _ file: String?, option: String) throws -> String {
        if let file {
            guard let bytes = try Disk.read(file, lengthMax: 4096) else {
                throw TerminalFailure(
                    .wrongUse,
                    "There is no passphrase file at the place you named.",
                    advice: "Check \(option)."
                )
            }
            let text = String(decoding: bytes, as: UTF8.self)
            return text.last == "\n" ? String(text.dropLast()) : text
        }
        guard isatty(STDIN_FILENO) == 1, let word = getpass("Passphrase of \(what): ") else {
            throw TerminalFailure(
                .wrongUse,
                "A passphrase is needed for \(what), and there is no terminal to ask on.",
                advice: "Give it in a file: \(option) FILE."
            )
        }
        return String(cString: word)
    }

    private func options() throws -> Home.Options {
        var options = Home.Options(rooms: Self.rooms, policy: try Self.policy())
        options.witnesses = try HomeWitnesses.lines(of: home)
        return options
    }
}

/// Turns what the house throws into what a person can act on.
func reporting<T>(_ body: () async throws -> T) async throws -> T {
    do {
        return try await body()
    } catch let broken as Broken {
        throw TerminalFailure(
            broken.code.isWrongUse ? .wrongUse : .brokenWorld,
            broken.message,
            advice: broken.detail.isEmpty
                ? "If it happens again, run `cordon doctor`."
                : "For the operator: \(broken.code.rawValue), \(broken.detail)"
        )
    } catch let refusal as Refusal {
        throw TerminalFailure(
            .finding,
            refusal.message,
            advice: "Nothing was changed; the refusal is recorded.",
            trace: refusal.ruling.trace
        )
    } catch let failure as any Failure {
        throw TerminalFailure(.finding, failure.message, advice: "Nothing was changed.")
    }
}

extension Broken.Code {
    /// Whether another command line would have worked.
    fileprivate var isWrongUse: Bool {
        [.homeMissing, .homeExists, .keyRefused].contains(self)
    }
}
