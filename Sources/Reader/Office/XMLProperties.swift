import Documents

/// Small XML files that hold one value an element: document properties and custom data.
enum XMLProperties {
    /// One field for each element with text, named `property.` and the element.
    static func fields(
        of bytes: [UInt8],
        in entry: String,
        fault: inout NotAssessed?
    ) -> [Field] {
        var fields: [Field] = []
        var names: [String] = []
        do throws(NotAssessed) {
            var reader = try XMLReader(bytes)
            while let node = try reader.next() {
                switch node {
                case .begin(let name, let isEmpty):
                    // Custom properties are named by an attribute, in one element for all.
                    let custom = name == "property" ? reader.attribute("name") : nil
                    if !isEmpty { names.append(custom ?? name) }
                case .end: _ = names.popLast()
                case .text(let text):
                    guard text.contains(where: { !$0.isWhitespace }) else { continue }
                    let types = ["lpwstr", "lpstr", "bool", "i4", "filetime", "r8"]
                    let name = names.last { !types.contains($0) } ?? "value"
                    let place = Place(container: [entry])
                    fields.append(
                        Field(name: "property." + name.prefix(128), text: text, place: place)
                    )
                }
            }
        } catch {
            fault = error
        }
        return fields
    }

    /// All the words of a part whose kind nobody knows, and the attributes that hold words too.
    ///
    /// Charts keep the values they draw, pivot tables the rows they were made from, connections
    /// the address of a database: none of it is seen on the page, and all of it travels along.
    static func gist(
        of bytes: [UInt8],
        named name: String,
        in entry: String,
        fault: inout NotAssessed?
    ) -> [Field] {
        var words = Passage()
        var line = ""
        do throws(NotAssessed) {
            var reader = try XMLReader(bytes)
            while let node = try reader.next() {
                switch node {
                case .begin:
                    for (name, value) in reader.attributes() where wordy.contains(name) {
                        words.add(value)
                    }
                case .text(let text): line += text
                case .end(let element):
                    // Runs are parts of one line; every other element ends what it holds.
                    guard element != "r" && element != "t" else { continue }
                    if !line.isEmpty { words.add(line.trimmedLines()) }
                    line = ""
                }
            }
        } catch {
            fault = error
        }
        if !line.isEmpty { words.add(line) }
        guard !words.isEmpty else { return [] }
        return words.fields(named: name, at: Place(container: [entry]))
    }

    /// Attributes that hold what people wrote, in all the vocabularies of office documents.
    private static let wordy: Set<String> = [
        "v", "descr", "title", "displayName", "userId", "author", "initials", "alt", "email",
        "connection", "command", "sourceFile", "tooltip", "caption", "string", "href",
        "prompt", "promptTitle", "error", "text", "uniqueName", "refreshedBy",
    ]

    /// One field for each relationship that leads out of the document.
    static func links(
        of bytes: [UInt8],
        in entry: String,
        fault: inout NotAssessed?
    ) -> [Field] {
        var fields: [Field] = []
        do throws(NotAssessed) {
            var reader = try XMLReader(bytes)
            while let node = try reader.next() {
                guard case .begin("Relationship", _) = node,
                    reader.attribute("TargetMode") == "External",
                    let target = reader.attribute("Target")
                else { continue }
                let place = Place(container: [entry])
                fields.append(Field(name: "link", text: target.percentDecoded(), place: place))
            }
        } catch {
            fault = error
        }
        return fields
    }
}
