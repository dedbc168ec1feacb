package import Annotation
import Provenance

/// What a Label Studio project's settings of its screen ask, as questions.
///
/// Its controls keep their names, so that the answers of an import and of an export are to them.
/// What only shows (headers, styles, filters) is left out; a control that asks something that no
/// question here can is refused by name, since leaving it out would lose answers.
package enum LabelStudioScreen {
    /// Why settings cannot be read.
    package struct Fault: Error, Hashable, Sendable {
        package let words: String
    }

    /// Whether a text looks like such settings rather than like our own way to write questions.
    package static func isOne(_ text: String) -> Bool {
        text.drop { $0.isWhitespace }.first == "<"
    }

    /// The questions, in the order in which they are asked.
    package static func questions(_ text: String) throws(Fault) -> [Prompt] {
        let root: XMLNode
        do {
            root = try XMLNode.read(Array(text.utf8))
        } catch {
            throw Fault(words: "The settings are no XML that ends.")
        }
        var nodes: [XMLNode] = []
        collect(root, into: &nodes)
        // What is shown comes by `$field`, under a name that controls call it by.
        var fields: [String: String] = [:]
        for node in nodes {
            guard let name = node.attributes["name"],
                let value = node.attributes["value"] ?? node.attributes["valueList"],
                value.hasPrefix("$"), node.attributes["toName"] == nil
            else { continue }
            fields[name] = String(value.dropFirst())
        }
        let relations = nodes.filter { $0.name == "Relation" }.compactMap { $0.attributes["value"] }
        var questions: [Prompt] = []
        for node in nodes where node.attributes["toName"] != nil {
            questions.append(try question(node, fields, relations))
        }
        guard !questions.isEmpty else { throw Fault(words: "The settings ask nothing.") }
        return questions
    }

    private static func collect(_ node: XMLNode, into nodes: inout [XMLNode]) {
        nodes.append(node)
        for child in node.children { collect(child, into: &nodes) }
    }

    private static func question(
        _ node: XMLNode,
        _ fields: [String: String],
        _ relations: [String]
    ) throws(Fault) -> Prompt {
        let name = node.attributes["name"] ?? ""
        let shown = node.attributes["toName"]?.split(separator: ",").first.map(String.init) ?? ""
        guard let field = fields[shown] else {
            throw Fault(words: "The control “\(name)” is about “\(shown)”, which is not shown.")
        }
        guard let kind = kind(node, relations) else {
            throw Fault(words: "The control “\(name)” is a \(node.name), which is not asked here.")
        }
        let prompt = Prompt(
            name,
            about: field,
            kind,
            isOptional: node.attributes["required"] != "true"
        )
        do {
            try prompt.validate()
        } catch {
            throw Fault(words: "The control “\(name)” lacks its classes, or has one twice.")
        }
        return prompt
    }

    private static func kind(_ node: XMLNode, _ relations: [String]) -> Prompt.Kind? {
        switch node.name {
        case "Choices":
            .classes(classes(node, "Choice"), several: node.attributes["choice"] == "multiple")
        case "Taxonomy": .classes(classes(node, "Choice"), several: true)
        case "Labels", "HyperTextLabels":
            .spans(kinds: classes(node, "Label"), relations: relations)
        case "RectangleLabels", "PolygonLabels", "KeyPointLabels":
            .regions(kinds: classes(node, "Label"))
        case "Rating":
            .scores([
                Prompt.Axis("rating", worst: 1, best: number(node, "maxRating") ?? 5)
            ])
        case "Number":
            .scores([
                Prompt.Axis(
                    "number",
                    worst: number(node, "min") ?? 0,
                    best: number(node, "max") ?? 1_000_000
                )
            ])
        case "TextArea": .text
        case "Pairwise": .preference
        case "Ranker": .ranking
        default: nil
        }
    }

    private static func number(_ node: XMLNode, _ name: String) -> Int? {
        node.attributes[name].flatMap { Int($0) }
    }

    /// Classes by `alias`, which is what an export says, else by `value`; within others
    /// `outer/inner`.
    private static func classes(
        _ node: XMLNode,
        _ element: String,
        below outer: String = ""
    ) -> [String] {
        node.children.flatMap { child -> [String] in
            guard child.name == element,
                let name = child.attributes["alias"] ?? child.attributes["value"]
            else { return classes(child, element, below: outer) }
            let inner = classes(child, element, below: outer + name + "/")
            return inner.isEmpty ? [outer + name] : inner
        }
    }
}
