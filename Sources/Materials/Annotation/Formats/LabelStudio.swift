/// Label Studio's JSON export: a list of tasks with data, annotations and predictions.
///
/// The whole task is kept as it came. Writing it back changes nothing of it, and adds an annotation
/// for each response that was not in it: so an import and an export lose nothing, whatever a task
/// carries. Offsets there count UTF-16 units; here they count code points.
enum LabelStudio {
    static func read(_ bytes: [UInt8]) throws(FormatFault) -> [Item] {
        let value: JSONValue
        do { value = try JSONValue(bytes) } catch { throw .json(error, line: 1) }
        guard let tasks = value.elements else { throw .shape(item: 0) }
        guard tasks.count <= ItemFormat.itemsMax else { throw .tooMany }
        var items: [Item] = []
        for (place, task) in tasks.enumerated() {
            guard let data = task["data"]?.members else { throw .shape(item: place) }
            items.append(
                Item(
                    name: name(of: task) ?? String(place + 1),
                    fields: data,
                    responses: responses(in: task),
                    source: task
                )
            )
        }
        return items
    }

    static func write(_ items: [Item]) -> [UInt8] {
        JSONValue.array(items.map(task)).bytes
    }

    private static func name(of task: JSONValue) -> String? {
        switch task["id"] {
        case .string(let text): text
        case .number(let digits): digits
        default: nil
        }
    }

    private static func task(_ item: Item) -> JSONValue {
        let known: [Item.Response]
        var task: JSONValue
        if let source = item.source, source["data"] != nil {
            (task, known) = (source, responses(in: source))
        } else {
            let id = Int(item.name).map(JSONValue.integer) ?? .string(item.name)
            task = .object([.init("id", id), .init("data", .object(item.fields))])
            known = []
        }
        let added = item.responses.filter { !known.contains($0) }
        guard !added.isEmpty || task["annotations"] == nil else { return task }
        let annotations =
            (task["annotations"]?.elements ?? [])
            + added.map { response in
                annotation(response, of: item)
            }
        return task.setting("annotations", to: .array(annotations))
    }

    private static func annotation(_ response: Item.Response, of item: Item) -> JSONValue {
        let results = response.answers.sorted { $0.key < $1.key }.flatMap { name, answer in
            LabelStudioResult.write(answer, question: name, item)
        }
        return .object([
            .init("completed_by", .string(response.worker)), .init("result", .array(results)),
            .init("was_cancelled", .bool(false)),
        ])
    }

    private static func responses(in task: JSONValue) -> [Item.Response] {
        (task["annotations"]?.elements ?? []).compactMap { annotation in
            guard annotation["was_cancelled"]?.flag != true else { return nil }
            let worker: String =
                switch annotation["completed_by"] {
                case .string(let text): text
                case .number(let digits): digits
                case .some(let person): person["id"]?.integer.map(String.init) ?? "unknown"
                case nil: "unknown"
                }
            let results = annotation["result"]?.elements ?? []
            let answers = LabelStudioResult.read(results, data: task["data"] ?? .null)
            return answers.isEmpty ? nil : Item.Response(worker: worker, answers: answers)
        }
    }
}
