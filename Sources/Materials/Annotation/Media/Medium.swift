/// What stands in a task's field in place of a picture or a sound: where it lies, what it is, and
/// how the file named it that the task came from.
///
/// Anybody can write such a value into a file of tasks. So it bears a mark of whoever keeps the
/// media, and one without the right mark leads to nothing.
public struct Medium: Sendable, Hashable {
    /// The name under which it is kept.
    public var place: String
    /// What it is.
    public var kind: MediaFile.Kind
    /// What stood in the field, so that an export says it again.
    public var reference: String
    /// What only whoever keeps it can write.
    public var mark: String

    /// A picture or a sound that is kept under `place`.
    public init(_ place: String, _ kind: MediaFile.Kind, reference: String, mark: String) {
        self.place = place
        self.kind = kind
        self.reference = reference
        self.mark = mark
    }

    /// Reads what ``value`` writes; nil for any other value.
    public init?(_ value: JSONValue) {
        guard let members = value.members, members.count == 4,
            let place = value["medium"]?.text, let reference = value["reference"]?.text,
            let mark = value["mark"]?.text,
            let kind = value["kind"]?.text.flatMap(MediaFile.Kind.init(rawValue:))
        else { return nil }
        self.init(place, kind, reference: reference, mark: mark)
    }

    /// As it stands in a field.
    public var value: JSONValue {
        .object([
            .init("medium", .string(place)), .init("kind", .string(kind.rawValue)),
            .init("reference", .string(reference)), .init("mark", .string(mark)),
        ])
    }

    /// Names of files in a folder that a field may mean, the likeliest first; none for a text that
    /// names no file. Label Studio writes `/data/upload/1/9c2f-face.png` and
    /// `/data/local-files/?d=faces/face.png`; others write a path or an address.
    public static func names(meant text: String) -> [String] {
        guard text.utf8.count <= 1_000, text.contains("."), !text.contains("\n") else { return [] }
        var path = text[...]
        if let query = path.firstRange(of: "?d=") {
            path = path[query.upperBound...]
        } else if let end = path.firstIndex(where: { $0 == "?" || $0 == "#" }) {
            path = path[..<end]
        }
        if let scheme = path.firstRange(of: "://") {
            path = path[scheme.upperBound...].drop { $0 != "/" }
        }
        let parts = path.split(separator: "/").filter { $0 != "." }
        guard !parts.isEmpty, !parts.contains("..") else { return [] }
        // From the whole path to the last name alone.
        var names = parts.indices.map { parts[$0...].joined(separator: "/") }
        // An upload is stored as `12345678-name`.
        if let last = parts.last, let dash = last.firstIndex(of: "-"),
            last[..<dash].count == 8, last[..<dash].allSatisfy(\.isHexDigit)
        {
            names.append(String(last[last.index(after: dash)...]))
        }
        return names
    }
}
