import Documents
import Glibc

/// Reads pictures: what the camera wrote into them, and the words that can be seen.
///
/// What else a picture shows, a face for one, nobody here can tell; so a picture with hardly any
/// words is read for its words, and still not called clean.
struct PictureReader {
    /// Sides below which a picture holds no words that anybody could read. Pixels.
    private static let sideMin = 40
    /// Largest picture that is unpacked. Pixels.
    private static let pixelsMax = 120_000_000
    /// Words from which a picture is taken for a document.
    private static let wordsMin = 5

    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    func read(_ part: Part) throws(NotAssessed) {
        let outlet = outlet
        let picture = try PictureMetadata.read(part.bytes) { bytes throws(NotAssessed) in
            try Deflate.inflate(bytes, outlet)
        }
        var fields = picture.fields
        if !picture.isWhole {
            outlet.note(.notAssessed, in: part.container, "a picture that breaks off")
        }
        defer { unlink(Self.path) }
        if let size = picture.size {
            guard size.width <= Self.pixelsMax / max(size.height, 1) else {
                try outlet.put(Record(index: 0, kind: .text, fields: fields), in: part.container)
                throw NotAssessed(.limit, reason: "a picture larger than is unpacked")
            }
            if size.width < Self.sideMin || size.height < Self.sideMin {
                return try outlet.put(
                    Record(index: 0, kind: .text, fields: fields),
                    in: part.container
                )
            }
        }
        var pages: [Recognition.Page] = []
        do throws(NotAssessed) {
            guard picture.isDecodable else {
                throw NotAssessed(.format, reason: "a picture of a kind that is not unpacked")
            }
            try Scratch.write(part.bytes, to: Self.path)
            pages = try part.container.isEmpty
                ? Recognition.pagesAndLook(of: Self.path, outlet)
                : Recognition.pages(of: Self.path, outlet)
        } catch  where error.cause == .limit {
            throw error
        } catch {
            outlet.note(.notAssessed, in: part.container, error.reason)
        }
        for (index, page) in pages.enumerated() {
            var contents = Contents()
            let number = pages.count > 1 ? index + 1 : nil
            contents.add(page.passage, at: Place(page: number), with: fields)
            fields = []
            try outlet.put(contents, in: part.container)
            judge(page, in: part.container)
        }
        try outlet.put(Record(index: 0, kind: .text, fields: fields), in: part.container)
    }

    private func judge(_ page: Recognition.Page, in container: [String]) {
        if page.words < Self.wordsMin {
            outlet.note(
                .notAssessed,
                in: container,
                "a picture with few words or none, which may show people"
            )
        } else if page.guesses * 4 > page.words {
            outlet.note(.notAssessed, in: container, "a picture whose words are hardly legible")
        }
    }

    private static let path = "/tmp/picture"
}
