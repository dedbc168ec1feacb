import Documents

/// The parts of an office document: a ZIP archive of XML files and of what they embed.
///
/// Markup is unpacked once and kept; pictures and embedded documents stay packed until their turn.
struct OfficePackage {
    /// One file of markup inside the package.
    struct Markup {
        let name: String
        let bytes: [UInt8]
    }

    /// Markup in the archive's order.
    private(set) var markup: [Markup] = []
    private var positions: [String: Int] = [:]
    /// Parts read so far; what nobody asked for is read by the general reader at the end.
    private var taken: Set<String> = []

    private let archive: Archive
    private let outlet: Outlet
    private let container: [String]

    /// Unpacks the markup of `archive`; a part that cannot be unpacked is noted.
    init(_ archive: Archive, _ outlet: Outlet, in container: [String]) throws(NotAssessed) {
        self.archive = archive
        self.outlet = outlet
        self.container = container
        var found: [Markup] = []
        try archive.visit(counts: false) { entry throws(NotAssessed) in
            guard Self.isMarkup(entry.name) else { return }
            do throws(NotAssessed) {
                found.append(Markup(name: entry.name, bytes: try archive.bytes(of: entry)))
            } catch  where error.cause == .limit {
                throw error
            } catch {
                outlet.note(.notAssessed, in: container + [entry.name], error.reason)
            }
        }
        markup = found
        for (index, part) in markup.enumerated() where positions[part.name] == nil {
            positions[part.name] = index
        }
    }

    static func isMarkup(_ name: String) -> Bool {
        [".xml", ".rels", ".vml", ".rdf"].contains { name.hasSuffix($0) }
    }

    /// Names of all markup.
    var names: [String] { markup.map(\.name) }

    /// A part by name, which is marked as read.
    mutating func take(_ name: String) -> [UInt8]? {
        guard let position = positions[name] else { return nil }
        taken.insert(name)
        return markup[position].bytes
    }

    /// Passes over parts that describe looks and machinery.
    mutating func pass(where isPassed: (String) -> Bool) {
        for part in markup where isPassed(part.name) { taken.insert(part.name) }
    }

    /// Pulls through a part's XML; what stands behind a fault is noted as not read.
    func pull(
        _ bytes: [UInt8],
        of name: String,
        _ visit: (XMLReader.Node, borrowing XMLReader) throws(NotAssessed) -> Void
    ) throws(NotAssessed) {
        do throws(NotAssessed) {
            var reader = try XMLReader(bytes)
            while let node = try reader.next() { try visit(node, reader) }
        } catch  where error.cause == .limit {
            throw error
        } catch {
            outlet.note(.notAssessed, in: container + [name], error.reason)
        }
    }

    /// The relationships of a part (ECMA-376-2 §9.3): identifier to target's name in the package.
    mutating func relations(of name: String) throws(NotAssessed) -> [String: Relation] {
        let folder = name.split(separator: "/").dropLast().joined(separator: "/")
        let file = name.split(separator: "/").last ?? ""
        let own = (folder.isEmpty ? "" : folder + "/") + "_rels/\(file).rels"
        guard let position = positions[own] else { return [:] }
        var relations: [String: Relation] = [:]
        try pull(markup[position].bytes, of: own) { node, reader in
            guard case .begin("Relationship", _) = node,
                let id = reader.attribute("Id"), let target = reader.attribute("Target")
            else { return }
            let isOutside = reader.attribute("TargetMode") == "External"
            let kind = (reader.attribute("Type") ?? "").split(separator: "/").last ?? ""
            relations[id] = Relation(
                target: isOutside ? target : Self.resolved(target, from: folder),
                kind: String(kind)
            )
        }
        return relations
    }

    struct Relation {
        let target: String
        /// The last word of its type: `worksheet`, `comments`, `notesSlide`.
        let kind: String
    }

    /// `../media/a.png` seen from `xl/worksheets` is `xl/media/a.png`.
    private static func resolved(_ target: String, from folder: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = folder.split(separator: "/").map(String.init)
        for part in target.split(separator: "/") {
            switch part {
            case ".": break
            case "..": _ = parts.popLast()
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }

    /// Reads what no reader of this format asked for: properties, links, and text anywhere else.
    func rest() throws(NotAssessed) -> [Field] {
        var fields: [Field] = []
        for part in markup where !taken.contains(part.name) {
            var fault: NotAssessed?
            if part.name.hasSuffix(".rels") {
                fields += XMLProperties.links(of: part.bytes, in: part.name, fault: &fault)
            } else if ["docProps/", "customXml/", "meta.xml"].contains(where: part.name.hasPrefix) {
                fields += XMLProperties.fields(of: part.bytes, in: part.name, fault: &fault)
            } else if part.name != "[Content_Types].xml" {
                let file = part.name.split(separator: "/").last ?? ""
                let role = file.prefix { $0.isLetter }
                fields += XMLProperties.gist(
                    of: part.bytes,
                    named: role.isEmpty ? "part" : String(role),
                    in: part.name,
                    fault: &fault
                )
            }
            if let fault { outlet.note(.notAssessed, in: container + [part.name], fault.reason) }
        }
        return fields
    }

    /// Reads pictures and embedded documents, which come after the text they stand in.
    ///
    /// Settings of a printer are passed over, and so is the small picture of the first page that
    /// file managers show: the page itself was read.
    func readEmbedded(passing isPassed: (String) -> Bool = { _ in false }) throws(NotAssessed) {
        try archive.visit(counts: false) { entry throws(NotAssessed) in
            guard !Self.isMarkup(entry.name), !isPassed(entry.name),
                entry.name.firstRange(of: "/printerSettings/") == nil
            else { return }
            let isPreview =
                entry.name.hasPrefix("docProps/thumbnail.")
                || entry.name.hasPrefix("Thumbnails/")
            if isPreview {
                return outlet.note(.withheld, in: container, "a small picture of the first page")
            }
            try ArchiveReader(outlet).readEntry(entry, of: archive, in: container)
        }
    }
}
