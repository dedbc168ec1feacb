import Crypto
import Foundation
import Kernel
import Merkle

/// What the folder holds, against what its manifest says.
extension Release.Verification {
    typealias Manifest = Release.Manifest

    /// Names told of what is wrong; the first few say where to look.
    private static let namesMax = 5

    /// The bytes of a file that was listed as a regular one, or why there are none.
    func bytes(of name: String, in listing: FolderListing) throws -> [UInt8] {
        guard listing.files[name] != nil else { throw Unfounded("\(name) is missing") }
        do {
            guard let bytes = try Disk.read(folder + "/" + name, lengthMax: Manifest.lengthMax)
            else { throw Unfounded("\(name) is missing") }
            return bytes
        } catch let broken as Broken where broken.code == .fileUnavailable {
            throw Unfounded("\(name) cannot be read")
        }
    }

    /// 1. It decodes.
    /// 2. Encoding it again gives the same bytes: nothing is hidden in a second spelling.
    /// 3. It is of a version that we know.
    /// 4. It names files inside the folder only, each once, in order, and neither itself nor the
    ///    receipt, which cannot be known before it.
    func readManifest(
        in listing: FolderListing
    ) throws -> (seen: (content: Manifest, digest: Merkle.Digest), detail: String) {
        let bytes = try bytes(of: Manifest.name, in: listing)
        guard let manifest = try? Canonical.decode(Manifest.self, from: bytes) else {
            throw Unfounded("it is not a manifest")  // 1
        }
        guard try manifest.bytes == bytes else {
            throw Unfounded("it is not spelt as this program would spell it")  // 2
        }
        guard manifest.version == Manifest.version else {
            throw Unfounded("it is of version \(manifest.version), which is not known here")  // 3
        }
        let paths = manifest.files.map(\.path)
        let isOrdered = zip(paths, paths.dropFirst()).allSatisfy {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
        let isInside = paths.allSatisfy(Self.isPlain)
        guard isOrdered, isInside,
            !paths.contains(Manifest.name), !paths.contains(Manifest.receiptName)
        else {
            throw Unfounded("it does not name files of the folder, each once and in order")  // 4
        }
        let digest = Merkle.Digest.plain(bytes)
        return ((manifest, digest), "release \(manifest.release)")
    }

    /// Letters, digits, `.`, `_`, `-` between slashes; no part is empty or begins with a dot.
    private static func isPlain(_ path: String) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            guard let first = part.first, first != UInt8(ascii: ".") else { return false }
            return part.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
        }
    }

    func checkFiles(
        of manifest: Manifest,
        in listing: FolderListing
    ) throws -> (seen: Void, detail: String) {
        let wrong = try manifest.files.compactMap { file in
            try fault(of: file, in: listing).map { "\(file.path) \($0)" }
        }
        guard wrong.isEmpty else { throw Unfounded(Self.told(wrong)) }
        let total = manifest.files.reduce(0) { $0 + $1.bytes }
        return ((), "\(manifest.files.count) files, \(total) bytes")
    }

    private func fault(of file: Manifest.File, in listing: FolderListing) throws -> String? {
        guard let length = listing.files[file.path] else { return "is missing" }
        guard length == file.bytes else { return "is \(length) bytes long, not \(file.bytes)" }
        var hasher = SHA256()
        do {
            try readPieces(of: folder + "/" + file.path) { hasher.update(data: $0) }
        } catch let broken as Broken where broken.code == .fileUnavailable {
            return "cannot be read"
        }
        return Merkle.Digest(finalizing: hasher).hex == file.sha256 ? nil : "has other bytes"
    }

    func checkStrays(
        beside manifest: Manifest,
        in listing: FolderListing
    ) throws -> (seen: Void, detail: String) {
        let named = Set(manifest.files.map(\.path) + [Manifest.name, Manifest.receiptName])
        let used = Set(named.map { Disk.folder(of: $0) })
        let strays =
            listing.files.keys.filter { !named.contains($0) }
            + listing.folders.filter { !used.contains($0) } + listing.oddities
        guard strays.isEmpty else { throw Unfounded(Self.told(strays.sorted()) + ": not named") }
        return ((), "")
    }

    func readPolicy(
        namedBy manifest: Manifest,
        in listing: FolderListing
    ) throws -> (seen: TrustPolicy, detail: String) {
        guard manifest.files.contains(where: { $0.path == Manifest.policyName }) else {
            throw Unfounded("the manifest does not name it")
        }
        do {
            let policy = try TrustPolicy(text: try bytes(of: Manifest.policyName, in: listing))
            guard !policy.logs.isEmpty else { throw Unfounded("it names no log") }
            return (policy, "")
        } catch let failure as TrustPolicy.Failure {
            throw Unfounded("line \(failure.line) is not one of a policy")
        }
    }

    private static func told(_ names: [String]) -> String {
        let rest = names.count - namesMax
        return names.prefix(namesMax).joined(separator: ", ")
            + (rest > 0 ? " and \(rest) more" : "")
    }
}
