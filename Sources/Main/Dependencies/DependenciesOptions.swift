import Console
import Crypto
import Defence
import Foundation
import Kernel
import Provenance

/// What several of these commands read in the same way.
enum DependenciesOptions {
    static func moment(_ text: String?) throws -> Instant {
        guard let text else { return Instant(seconds: Int64(Date().timeIntervalSince1970)) }
        guard let moment = Instant(text) else {
            throw TerminalFailure(
                .wrongUse,
                "This is not a moment.",
                advice: "Write it like 2026-03-24T10:39:00Z."
            )
        }
        return moment
    }

    /// Two moments in their order: asked the other way round, nothing at all would be found.
    static func window(_ between: [String]) throws -> (first: Instant, last: Instant) {
        guard between.count == 2 else {
            throw TerminalFailure(
                .wrongUse,
                "Two moments are needed.",
                advice: "Write --between 2026-03-24T10:39:00Z 2026-03-24T13:38:00Z."
            )
        }
        let first = try moment(between[0])
        let last = try moment(between[1])
        guard first <= last else {
            throw TerminalFailure(
                .wrongUse,
                "The second moment lies before the first.",
                advice: "Write the earlier one first: --between EARLIER LATER."
            )
        }
        return (first, last)
    }

    static func policy(_ path: String?) throws -> DependencyPolicy {
        guard let path else { return DependencyPolicy() }
        let bytes = try reporting { try Disk.read(path, lengthMax: 1 << 20) }
        guard let bytes else {
            throw TerminalFailure(
                .wrongUse,
                "There is no policy at the place you named.",
                advice: "Check --policy."
            )
        }
        do {
            return try DependencyPolicy(Tree.yaml(bytes).first ?? .map([]))
        } catch {
            throw TerminalFailure(
                .wrongUse,
                "The policy is not understood: line \(error.line), \(error.reason).",
                advice: "See docs/dependencies.md for every setting."
            )
        }
    }

    /// The files of the packages in a folder, to find copies of them.
    static func known(_ folder: String?) throws -> KnownFiles? {
        guard let folder else { return nil }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw TerminalFailure(
                .wrongUse,
                "There is no folder of packages at the place you named.",
                advice: "Check --known; it holds wheels, sdists, npm tarballs or crates."
            )
        }
        var known = KnownFiles { Array(SHA256.hash(data: $0)) }
        for name in names.sorted() {
            let bytes = try PackageFiles.read(folder + "/" + name)
            try reporting {
                do throws(ArchiveFault) {
                    _ = try known.add(bytes, name: name)
                } catch {
                    throw Unreadable(error.words)
                }
            }
        }
        guard !known.isEmpty else {
            throw TerminalFailure(
                .wrongUse,
                "No package lies in the folder of --known.",
                advice: "Put wheels, sdists, npm tarballs or crates there."
            )
        }
        return known
    }

    /// Looks through what somebody named.
    static func survey(_ paths: [String], known folder: String? = nil) throws -> Survey {
        let known = try known(folder)
        for (number, path) in paths.enumerated()
        where !FileManager.default.fileExists(atPath: path) {
            throw TerminalFailure(
                .wrongUse,
                paths.count == 1
                    ? "There is nothing at the path you named."
                    : "There is nothing at path \(number + 1) of the \(paths.count) you named.",
                advice: "Check it; it begins at the folder you are in."
            )
        }
        return try reporting { try Survey(paths, known: known) }
    }

    /// Advisories, from records or from an index that `compile` made.
    static func index(at path: String, now: Instant) throws -> AdvisoryIndex {
        guard FileManager.default.fileExists(atPath: path) else {
            throw TerminalFailure(
                .wrongUse,
                "There are no advisories at the place you named.",
                advice: "Check --advisories; `cordon dependencies compile` makes an index of them."
            )
        }
        return try reporting { try AdvisoryFiles.index(at: path, now: now) }
    }

    /// Tells whoever reads the errors what an inventory leaves open, so that the answer itself can
    /// go into a file.
    static func note(_ inventory: Inventory) {
        let terminal = Terminal(.people)
        for remark in inventory.remarks where remark.kind == .unreadable || remark.kind == .empty {
            let place = remark.file.isEmpty ? "" : " (\(TerminalText.harmless(remark.file)))"
            terminal.note("not in it: " + TerminalText.harmless(remark.words) + place)
        }
    }

    /// Turns what the house throws into what a person can act on.
    static func reporting<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let broken as Broken {
            throw TerminalFailure(
                .brokenWorld,
                broken.message,
                advice: "See that it is there and may be read."
                    + (broken.detail.isEmpty ? "" : " (\(broken.detail))")
            )
        } catch let fault as Unreadable {
            throw TerminalFailure(
                .brokenWorld,
                "A file could not be read: \(fault.reason).",
                advice: "Check that it is whole, and of the kind that is expected here."
            )
        }
    }
}
