import Documents
import Glibc

/// Words in the pictures of a PDF: scanned pages whole, and pictures on pages with text.
struct PDFPictures {
    /// Dots to an inch at which a scanned page is drawn.
    private static let resolution = 300
    /// Largest side of a page that is drawn at that resolution. Points.
    private static let sideMax = 2_400.0
    /// Smallest picture on a page with text that is looked into. Pixels.
    private static let sideMin = 120
    private static let patience = 120

    private let outlet: Outlet
    private let path: String
    private let password: String?
    private let container: [String]

    init(_ outlet: Outlet, _ path: String, _ password: String?, in container: [String]) {
        self.outlet = outlet
        self.path = path
        self.password = password
        self.container = container
    }

    private var key: [String] { password.map { ["-upw", $0] } ?? [] }

    /// Recognises a page without text of its own.
    func readPage(_ number: Int, width: Double, height: Double) throws(NotAssessed) {
        guard outlet.hasPictureLeft else {
            return outlet.note(.notAssessed, in: container, "pages without text")
        }
        // A poster is drawn no larger than a page of A3: words on it are large enough.
        let side = max(width, height, 1)
        let dots = Int(Double(Self.resolution) * min(1, Self.sideMax / side))
        let picture = "/tmp/page"
        defer { unlink(picture + ".pgm") }
        let drawn = try Tool.run(
            [
                "/usr/bin/pdftoppm", "-q", "-gray", "-r", String(max(dots, 20)), "-singlefile",
                "-f", String(number), "-l", String(number),
            ] + key + [path, picture],
            outputMax: 1_024,
            patience: Self.patience,
            outlet
        )
        guard drawn.status == 0 else {
            return outlet.note(.notAssessed, in: container, "pages that could not be drawn")
        }
        let scale = 72 / Double(max(dots, 20))
        do throws(NotAssessed) {
            let pages = try Recognition.pages(of: picture + ".pgm", scale: scale, outlet)
            for page in pages {
                if page.words == 0 {
                    outlet.note(.notAssessed, in: container, "pages without text")
                }
                var contents = Contents()
                contents.add(page.passage, at: Place(page: number))
                try outlet.put(contents, in: container)
            }
            outlet.sayAlive()
        } catch  where error.cause == .limit {
            throw error
        } catch {
            outlet.note(.notAssessed, in: container, "pages without text")
        }
    }

    /// Looks into the pictures on pages that have text as well, each picture once.
    func readPictures(onPages pages: Set<Int>) throws(NotAssessed) {
        let list = try Tool.run(
            ["/usr/bin/pdfimages", "-list"] + key + [path],
            outputMax: 16 * 1024 * 1024,
            patience: Self.patience,
            outlet
        )
        var seen: Set<Substring> = []
        var counts: [Int: Int] = [:]
        var wanted: [Int: Set<Int>] = [:]
        // page num type width height color comp bpc enc interp object ID …
        let rows = String(decoding: list.output, as: UTF8.self).split(separator: "\n").dropFirst(2)
        for row in rows {
            let cells = row.split(separator: " ")
            guard cells.count >= 12, let page = Int(cells[0]) else { continue }
            let index = counts[page, default: 0]
            counts[page] = index + 1
            guard pages.contains(page), cells[2] == "image", let width = Int(cells[3]),
                let height = Int(cells[4]), width >= Self.sideMin, height >= Self.sideMin,
                seen.insert(cells[10]).inserted
            else { continue }
            wanted[page, default: []].insert(index)
        }
        for (page, indices) in wanted.sorted(by: { $0.key < $1.key }) {
            try readPictures(indices, of: page)
        }
    }

    private func readPictures(_ indices: Set<Int>, of page: Int) throws(NotAssessed) {
        guard outlet.hasPictureLeft else {
            return outlet.note(.notAssessed, in: container, "pictures on pages with text")
        }
        let folder = "/tmp/pictures"
        mkdir(folder, 0o700)
        defer { Scratch.empty(folder) }
        let number = String(page)
        let tool = try Tool.run(
            ["/usr/bin/pdfimages", "-q", "-png", "-f", number, "-l", number] + key
                + [path, folder + "/p"],
            outputMax: 1_024,
            patience: Self.patience,
            outlet
        )
        var found = 0
        for (index, name) in Scratch.names(in: folder).enumerated() where indices.contains(index) {
            guard let bytes = Scratch.read(folder + "/" + name, outlet.limits) else { continue }
            found += 1
            let place = container + ["page \(page)", "picture \(index + 1)"]
            try PartReader(outlet).readInner(Part(bytes: bytes, name: name, container: place))
        }
        if tool.status != 0 || found < indices.count {
            outlet.note(.notAssessed, in: container, "pictures that could not be taken out")
        }
    }
}
