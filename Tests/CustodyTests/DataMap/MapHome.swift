import Documents
import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

/// A home with a map, and a folder to put on it.
struct MapHome: Sendable {
    let folder: String
    let database: String?
    let striker = Striker()

    var path: String { folder + "/home" }
    var data: String { folder + "/data" }

    init(_ dialect: Dialect = .sqlite) throws {
        folder = NSTemporaryDirectory() + "/cordon-map-" + UUID().uuidString
        database = dialect == .postgresql ? try PostgreSQLCluster.shared.get().makeDatabase() : nil
        try FileManager.default.createDirectory(
            atPath: folder + "/data",
            withIntermediateDirectories: true
        )
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    func home() async throws -> Home {
        var options = Home.Options(
            rooms: [DataMap.room, Vault.room, Release.room],
            policy: OwnerPolicy()
        )
        options.faults = striker.faults
        guard Home.exists(at: path) else {
            return try await Home.create(at: path, database: database, options: options)
        }
        return try await Home.open(at: path, passphrase: { "" }, options: options)
    }

    func put(_ text: String, as name: String, mode: Int = 0o644) throws {
        let place = data + "/" + name
        try FileManager.default.createDirectory(
            atPath: (place as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: URL(fileURLWithPath: place))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place)
    }

    private static let detector = Result { try Detector() }
    private static let lists = Result { try Minimization.SurrogateLists.bundled() }

    func scan(in home: Home) throws -> DataMap.Scan {
        DataMap.Scan(
            home: home,
            reader: DocumentReader(workers: ReaderPool()),
            detector: try Self.detector.get(),
            lists: try Self.lists.get(),
            faults: striker.faults
        )
    }

    /// Puts a place on the map and returns it as it is listed.
    @discardableResult
    func add(
        _ place: String? = nil,
        named name: String = "share",
        credential: String? = nil,
        sample: Int? = nil,
        endpoint: String? = nil,
        authority: String? = nil,
        in home: Home
    ) async throws -> DataMap.Listed {
        let address = try #require(
            DataMap.Address(
                place ?? data,
                from: "/",
                endpoint: endpoint,
                sample: sample,
                authority: authority
            )
        )
        try await DataMap.add(
            ID(),
            name: name,
            address,
            credential: credential.map { Array($0.utf8) },
            DataMap.Particulars(purpose: "run the office", owner: Personal("Zoe Zqxcanary")),
            in: home,
            as: .owner
        )
        return try #require(
            try await home.ledger.store.read { try DataMap.source(named: name, in: $0) }
        )
    }

    func chart(_ asof: DataMap.Asof = .now, in home: Home) async throws -> DataMap.Chart {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        return try await home.ledger.store.read { try DataMap.chart(asof, now: now, in: $0) }
    }
}
