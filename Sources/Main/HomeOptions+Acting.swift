import Console
import Foundation
import Kernel
import People

extension HomeOptions {
    /// The member who acts, by the key file that `--as` names; nil where the owner does.
    func memberKey() throws -> MemberKey? {
        guard let member else { return nil }
        guard let bytes = try Disk.read(member, lengthMax: MemberKey.textByteCountMax) else {
            throw TerminalFailure(
                .wrongUse,
                "There is no key file at the place you named.",
                advice: "Check --as."
            )
        }
        do {
            return try MemberKey(
                text: String(decoding: bytes, as: UTF8.self),
                passphrase: memberPassphrase
            )
        } catch let refusal as MemberKey.Refusal {
            throw TerminalFailure(.wrongUse, refusal.message, advice: "Check --as.")
        }
    }

    /// Who acts: a member with their key, else the owner, who is whoever opens the home.
    ///
    /// The key has to be the enrolled one: another file that names the same member is nobody's.
    func principal(_ key: MemberKey?, in home: Home) async throws -> Principal {
        guard let key else { return .owner }
        let known = try await home.ledger.store.read { try Access.member(key.member, in: $0) }
        guard known == nil || known?.key == key.key else {
            throw TerminalFailure(
                .finding,
                "Another key is enrolled for this member.",
                advice: "Use the key file that was enrolled."
            )
        }
        return key.principal
    }

    /// Opens the home, has `body` act in it for whoever asks, publishes, and closes it.
    func acting<T>(
        _ key: MemberKey? = nil,
        _ body: (Home, Principal) async throws -> T
    ) async throws -> T {
        let key = try key ?? memberKey()
        let home = try await open()
        do {
            let result = try await reporting {
                try await body(home, try await principal(key, in: home))
            }
            try await reporting { try await home.close() }
            return result
        } catch {
            // A refusal is recorded, and what is committed is published at the next opening.
            try? home.abandon()
            throw error
        }
    }

    /// Opens the home to look, and lets go of it.
    func looking<T>(_ body: (Home, HousePolicy) async throws -> T) async throws -> T {
        try await reporting {
            let home = try await look()
            do {
                let result = try await body(home, try Self.policy())
                try home.abandon()
                return result
            } catch {
                try? home.abandon()
                throw error
            }
        }
    }
}
