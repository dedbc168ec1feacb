import Console
import Documents
import Foundation
import Markup
import Merkle
import Privacy
import Sieve
import Support
import Testing

@testable import Custody
@testable import Kernel

/// A home, a folder of people's data, and a place for what comes out of it.
struct ProtectionHome: Sendable {
    let folder: String
    let database: String?
    let striker = Striker()

    var path: String { folder + "/home" }
    var data: String { folder + "/data" }
    var out: String { folder + "/out" }

    init(_ dialect: Dialect) throws {
        folder = NSTemporaryDirectory() + "/cordon-protect-" + UUID().uuidString
        database = dialect == .postgresql ? try PostgreSQLCluster.shared.get().makeDatabase() : nil
        try FileManager.default.createDirectory(
            atPath: folder + "/data",
            withIntermediateDirectories: true
        )
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    private var options: Home.Options {
        var options = Home.Options(
            rooms: [DataMap.room, Vault.room, Release.room],
            policy: OwnerPolicy()
        )
        options.faults = striker.faults
        return options
    }

    /// Opens the home, or makes it where there is none.
    func home(at place: String? = nil) async throws -> Home {
        let place = place ?? path
        guard Home.exists(at: place) else {
            return try await Home.create(at: place, database: database, options: options)
        }
        return try await Home.open(at: place, passphrase: { "" }, options: options)
    }

    func put(_ text: String, as name: String) throws { try put(Array(text.utf8), as: name) }

    func put(_ bytes: [UInt8], as name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: data + "/" + name))
    }

    // MARK: Running

    /// Tables and patterns are the same for every run, and take a while to load.
    private static let detector = Result { try Detector() }
    private static let lists = Result { try Minimization.SurrogateLists.bundled() }

    func protection(
        in home: Home,
        report: @escaping @Sendable (Release.Protection.Progress) -> Void = { _ in }
    ) throws -> Release.Protection {
        Release.Protection(
            home: home,
            reader: DocumentReader(workers: ReaderPool()),
            detector: try Self.detector.get(),
            lists: try Self.lists.get(),
            faults: striker.faults,
            report: report
        )
    }

    static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    /// Prose and grades are needed, people by an invented name, and nothing else.
    func request(until end: String = "2027-12-31") throws -> Release.Protection.Request {
        let purpose = Minimization.Purpose(
            name: "learn how reviews are graded",
            basis: .legitimateInterests,
            recipient: "a model team",
            until: try Self.day(end),
            fields: [.init("text", .keep), .init("comment", .keep), .init("grade", .keep)],
            categories: [.person: .surrogate, .email: .surrogate]
        )
        return Release.Protection.Request(
            paths: [data],
            wording: "a test until \(end)",
            purpose: { _ in purpose },
            out: out,
            today: try Self.day("2026-11-21"),
            tool: "0.1.0"
        )
    }

    /// Runs the job in a home that is opened for it and closed after it.
    @discardableResult
    func run(
        _ request: Release.Protection.Request? = nil,
        at place: String? = nil,
        report: @escaping @Sendable (Release.Protection.Progress) -> Void = { _ in }
    ) async throws -> Release.Protection.Outcome {
        let home = try await home(at: place)
        do {
            let outcome = try await protection(in: home, report: report).run(
                try request ?? self.request(),
                page: Self.page
            )
            try await home.close()
            return outcome
        } catch {
            try? home.abandon()
            throw error
        }
    }

    static func page(_ report: ReleaseReport) -> [UInt8] {
        let page = ReportPage(report)
        return Frame(.selfContained, bar: page.bar).document(page.page).bytes
    }
}

extension ProtectionHome {
    /// Every kind of file that a run must live with.
    func furnish() throws {
        let whole = Sample.docx(Sample.paragraph("Anna Schmidt"))
        try put(Array(whole.prefix(whole.count / 2)), as: "damaged.docx")
        try put("", as: "empty.txt")
        try put(Sample.zip([("cv.txt", [1, 2, 3])], flags: 1), as: "locked.zip")
        try put(Self.mail, as: "mail.eml")
        try put(
            """
            Anna Schmidt met Linda Nelson in Hamburg on 3 March 2024.
            Write to anna.schmidt@harbour.example, or call +49 40 1234567.
            """,
            as: "notes.txt"
        )
        try put(
            #"{"comment":"Linda Nelson leads well.","grade":4,"salary":61000}"# + "\n"
                + #"{"comment":"Anna Schmidt needs time.","grade":2,"salary":52000}"# + "\n",
            as: "reviews.jsonl"
        )
        try put(Self.table, as: "staff.csv")
        try put(Self.table, as: "staff-copy.csv")
    }

    private static let table = """
        name,email,grade,comment,salary
        Anna Schmidt,anna.schmidt@harbour.example,B,"Works fast, and well",52000
        Linda Nelson,linda.nelson@harbour.example,A,Leads the team,61000
        Marco Rossi,marco.rossi@harbour.example,C,New this year,47000

        """

    private static let mail = """
        From: Linda Nelson <linda.nelson@harbour.example>
        To: Anna Schmidt <anna.schmidt@harbour.example>
        Subject: Your review
        Message-ID: <one@harbour.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=cut

        --cut
        Content-Type: text/plain

        Dear Anna Schmidt, your review is attached. Linda Nelson
        --cut
        Content-Type: text/plain; name="review.txt"
        Content-Disposition: attachment; filename="review.txt"

        Anna Schmidt did well.
        --cut--

        """

    /// The lines of a file of the release.
    func lines(of name: String, in folder: String? = nil) throws -> [String] {
        let text = try String(contentsOfFile: (folder ?? out) + "/data/" + name, encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).map { String($0) }
    }

    /// Every file below a folder, by its path in it.
    static func files(below folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            var isFolder: ObjCBool = false
            let path = folder + "/" + name
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                !isFolder.boolValue
            else { continue }
            files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
        }
        return files
    }

    /// The data of a release, by name.
    func released(in folder: String? = nil) throws -> [String: Data] {
        try Self.files(below: (folder ?? out) + "/data")
    }
}
