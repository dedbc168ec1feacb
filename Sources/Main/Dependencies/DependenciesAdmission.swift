import Crypto
import Defence
import Foundation
import Provenance

/// Whether a package's file may be installed: by advisories, by policy, and by what is in it.
struct DependenciesAdmission: Sendable {
    let rules: DependencyPolicy
    let index: AdvisoryIndex?
    let popular: [Ecosystem: [String]]

    /// What was decided of one file, and why.
    struct Decision {
        let isAdmitted: Bool
        let isListed: Bool
        let isMalware: Bool
        let digest: String
        let inspection: PackageInspection
        let verdict: Verdict

        /// What stands in the way, for people.
        var reasons: [String] {
            var reasons = verdict.findings.filter { $0.level == .fail }.map(\.title)
            if inspection.answer != .pass {
                reasons += inspection.marks.filter { $0.points >= 15 }.prefix(5).map {
                    "\($0.rule) \($0.why) (\($0.file))"
                }
            }
            if inspection.package == nil { reasons.append("It does not say what package it is.") }
            return reasons
        }
    }

    private var inspector: PackageInspector {
        PackageInspector(
            popular: popular,
            sha256: { Array(SHA256.hash(data: $0)) },
            sha512: { Array(SHA512.hash(data: $0)) }
        )
    }

    /// Looks into a file, for itself or as the release before another.
    func inspect(_ bytes: [UInt8], name: String) -> PackageInspection {
        inspector.inspect(bytes, name: name)
    }

    /// Decides on a file.
    ///
    /// - Parameters:
    ///   - uploaded: when its file was uploaded, where anybody says so.
    ///   - before: what was found in the release in use.
    ///   - isListed: whether its very bytes are on the ledger's list, which only known malware
    ///     overrules.
    func decide(
        _ bytes: [UInt8],
        name: String,
        uploaded: Instant? = nil,
        against before: PackageInspection? = nil,
        isListed: (String) async throws -> Bool = { _ in false }
    ) async throws -> Decision {
        let digest = Array(SHA256.hash(data: bytes)).hex
        let found = inspector.inspect(bytes, name: name, against: before)
        var inventory = Inventory()
        if let package = found.package {
            var component = Component(
                package.ecosystem,
                package.name,
                found.version,
                digests: [.init("sha256", digest)]
            )
            component.file = name
            component.uploaded = uploaded
            inventory.components.append(component)
        }
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        let verdict = Verdict(inventory, under: rules, index: index, at: now)
        let isClean = found.answer == .pass || rules.inspection != .fail
        let isMalware = verdict.findings.contains { $0.rule == "malware" }
        let isOnList = try await isListed(digest)
        let passes = verdict.isAdmitted && isClean && found.package != nil
        return Decision(
            isAdmitted: !isMalware && (isOnList || passes),
            isListed: isOnList,
            isMalware: isMalware,
            digest: digest,
            inspection: found,
            verdict: verdict
        )
    }

    /// What policy says of a version, before anything of it is fetched: whether it may be named.
    func verdict(
        _ ecosystem: Ecosystem,
        _ name: String,
        _ version: String?,
        digests: [Component.Digest],
        uploaded: Instant?,
        hasInstallScript: Bool = false
    ) -> Verdict {
        var component = Component(ecosystem, name, version, digests: digests)
        component.uploaded = uploaded
        component.hasInstallScript = hasInstallScript
        var inventory = Inventory()
        inventory.components.append(component)
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        return Verdict(inventory, under: rules, index: index, at: now)
    }
}
