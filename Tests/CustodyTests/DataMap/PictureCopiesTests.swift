import Foundation
import Testing

@testable import Custody
@testable import Kernel

@Suite("Copies of pictures", .enabled(if: canConfine, "bubblewrap is missing"))
struct PictureCopiesTests {
    /// A drawing of coloured boxes, as a PDF: from it come pictures as people save them.
    private func drawing(_ seed: UInt64) -> Data {
        var dice = SplitMix(seed: seed)
        func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &dice) }
        var strokes = "0.\(number(1..<9)) 0.\(number(1..<9)) 0.\(number(1..<9)) rg "
        strokes += "0 0 400 300 re f\n"
        for _ in 0..<12 {
            strokes += "0.\(number(0..<10)) 0.\(number(0..<10)) 0.\(number(0..<10)) rg "
            strokes += "\(number(0..<350)) \(number(0..<250)) \(number(30..<200)) "
            strokes += "\(number(30..<150)) re f\n"
        }
        return Data(
            """
            %PDF-1.4
            1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
            2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
            3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R >> endobj
            4 0 obj << /Length \(strokes.utf8.count) >>
            stream
            \(strokes)
            endstream endobj
            trailer << /Root 1 0 R >>
            """.utf8
        )
    }

    /// Saves a drawing as `name`, whose ending says how.
    private func save(_ drawing: Data, as name: String, dots: Int, in folder: String) throws {
        let file = folder + "/drawing.pdf"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        try drawing.write(to: URL(filePath: file))
        let ending = (name as NSString).pathExtension
        let program = Child()
        program.executableURL = URL(filePath: "/usr/bin/pdftoppm")
        program.arguments =
            ["-q", "-singlefile", "-r", String(dots), ending == "png" ? "-png" : "-jpeg"]
            + [file, folder + "/" + (name as NSString).deletingPathExtension]
        try program.run()
        program.waitUntilExit()
        try FileManager.default.removeItem(atPath: file)
    }

    @Test("are found across sources: saved smaller, and as a file of another kind")
    func families() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let (one, other) = (drawing(1), drawing(2))
        let places = [(fixture.data + "/a", "a"), (fixture.data + "/b", "b")]
        try save(one, as: "portrait.jpg", dots: 144, in: places[0].0)
        try save(other, as: "office.jpg", dots: 144, in: places[0].0)
        try save(one, as: "smaller.jpg", dots: 60, in: places[1].0)
        try save(one, as: "same.png", dots: 144, in: places[1].0)
        let home = try await fixture.home()
        for (place, name) in places {
            let source = try await fixture.add(place, named: name, in: home)
            try await _ = fixture.scan(in: home).run(source, as: .owner)
        }
        let families = try await DataMap.copies(in: home.ledger)
        #expect(families.map(\.kind) == [.picture])
        let family = try #require(families.first)
        let names = family.members.map { $0.path?.reveal(for: Occasion("a test")) { $0 } ?? "?" }
        #expect(Set(names) == ["portrait.jpg", "smaller.jpg", "same.png"])
        #expect(family.sources == 2)
        try await home.close()
    }
}
