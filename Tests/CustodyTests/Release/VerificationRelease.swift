import Console
import Documents
import Foundation
import Kernel
import Markup
import Merkle
import Privacy
import Support

@testable import Custody

/// A small release, made once by the main job itself.
struct MadeRelease: Sendable {
    let folder: String
    let key: VerifierKey

    static let shared = Task { try await MadeRelease.make() }

    func claims(
        _ trust: Release.Verification.Trust = Release.Verification.Trust()
    ) throws -> Claims {
        try Release.Verification(of: folder, trust: trust).claims()
    }

    func copy() throws -> MadeRelease {
        let other = NSTemporaryDirectory() + "cordon-verify-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: folder, toPath: other)
        return MadeRelease(folder: other, key: key)
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    private static func make() async throws -> MadeRelease {
        let place = NSTemporaryDirectory() + "cordon-verify-" + UUID().uuidString
        try Disk.makeFolder(place + "/in")
        let note = "Ada Byron called on 3 May about her contract; write to ada@example.org.\n"
        try Data(note.utf8).write(to: URL(filePath: place + "/in/note.txt"))
        let table = "name,salary\nAda Byron,52000\nJean Martin,48000\n"
        try Data(table.utf8).write(to: URL(filePath: place + "/in/pay.csv"))
        let options = Home.Options(
            rooms: [DataMap.room, Vault.room, Release.room],
            policy: OwnerPolicy()
        )
        let home = try await Home.create(at: place + "/home", options: options)
        let protection = Release.Protection(
            home: home,
            reader: DocumentReader(workers: ReaderPool()),
            detector: try Detector(),
            lists: try Minimization.SurrogateLists.bundled()
        )
        guard let today = CivilDate("2027-01-01"), let until = CivilDate("2027-12-31") else {
            preconditionFailure("these are days")
        }
        let request = Release.Protection.Request(
            paths: [place + "/in"],
            wording: "train a CV screening model",
            purpose: { map in
                Minimization.Purpose.derived(
                    from: "train a CV screening model",
                    map: map,
                    recipient: "nobody",
                    until: until
                )
            },
            out: place + "/out",
            today: today,
            tool: "cordon under test"
        )
        _ = try await protection.run(request) { report in
            let page = ReportPage(report)
            return Frame(.selfContained, bar: page.bar).document(page.page).bytes
        }
        let key = home.ledger.identity.verifier
        try await home.close()
        return MadeRelease(folder: place + "/out", key: key)
    }
}
