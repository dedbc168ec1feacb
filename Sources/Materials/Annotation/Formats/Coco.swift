/// COCO's pictures, categories and annotations. Places there are pixels; here they are shares of
/// the picture's size.
enum Coco {
    static func read(_ bytes: [UInt8]) throws(FormatFault) -> [Item] {
        let value: JSONValue
        do { value = try JSONValue(bytes) } catch { throw .json(error, line: 1) }
        guard let images = value["images"]?.elements else { throw .shape(item: 0) }
        guard images.count <= ItemFormat.itemsMax else { throw .tooMany }
        var kinds: [Int: String] = [:]
        for category in value["categories"]?.elements ?? [] {
            if let id = category["id"]?.integer { kinds[id] = category["name"]?.text ?? "" }
        }
        var byImage: [Int: [JSONValue]] = [:]
        for annotation in value["annotations"]?.elements ?? [] {
            if let image = annotation["image_id"]?.integer {
                byImage[image, default: []].append(annotation)
            }
        }
        var items: [Item] = []
        for (place, image) in images.enumerated() {
            guard let id = image["id"]?.integer, let fields = image.members else {
                throw .shape(item: place)
            }
            let own = byImage[id] ?? []
            let regions = own.compactMap { region($0, image, kinds) }
            items.append(
                Item(
                    name: String(id),
                    fields: fields,
                    responses: regions.isEmpty
                        ? [] : [.init(worker: "given", answers: ["regions": .regions(regions)])],
                    source: .object([.init("annotations", .array(own))])
                )
            )
        }
        return items
    }

    private static func region(
        _ annotation: JSONValue,
        _ image: JSONValue,
        _ kinds: [Int: String]
    ) -> Answer.Region? {
        guard let width = image["width"]?.double, let height = image["height"]?.double,
            width > 0, height > 0,
            let kind = annotation["category_id"]?.integer.flatMap({ kinds[$0] })
        else { return nil }
        func shares(_ pixels: [Double]) -> [Double] {
            pixels.enumerated().map { $1 / ($0.isMultiple(of: 2) ? width : height) }
        }
        let outline = annotation["segmentation"]?.elements?.first?.elements?.compactMap(\.double)
        if let outline, outline.count >= 6, outline.count.isMultiple(of: 2) {
            return .init(.polygon, shares(outline), kind: kind)
        }
        guard let box = annotation["bbox"]?.elements?.compactMap(\.double), box.count == 4 else {
            return nil
        }
        return .init(.box, shares([box[0], box[1], box[0] + box[2], box[1] + box[3]]), kind: kind)
    }

    /// Regions of the last response of each item.
    static func write(_ items: [Item]) -> [UInt8] {
        var names: [String] = []
        var annotations: [JSONValue] = []
        var images: [JSONValue] = []
        for (place, item) in items.enumerated() {
            let id = Int(item.name) ?? place + 1
            images.append(JSONValue.object(item.fields).setting("id", to: .integer(id)))
            let width = item["width"]?.double ?? 1
            let height = item["height"]?.double ?? 1
            let regions = item.responses.last?.answers.values.lazy.compactMap(\.regions).first ?? []
            for region in regions {
                if !names.contains(region.kind) { names.append(region.kind) }
                let category = (names.firstIndex(of: region.kind) ?? 0) + 1
                annotations.append(
                    record(region, annotations.count + 1, id, category, width, height)
                )
            }
        }
        let categories = names.enumerated().map { place, name in
            JSONValue.object([.init("id", .integer(place + 1)), .init("name", .string(name))])
        }
        return JSONValue.object([
            .init("images", .array(images)), .init("annotations", .array(annotations)),
            .init("categories", .array(categories)),
        ]).bytes
    }

    private static func record(
        _ region: Answer.Region,
        _ id: Int,
        _ image: Int,
        _ category: Int,
        _ width: Double,
        _ height: Double
    ) -> JSONValue {
        let pixels = region.points.enumerated().map {
            $1 * ($0.isMultiple(of: 2) ? width : height)
        }
        func extent(_ axis: Int) -> (low: Double, high: Double) {
            let values = pixels.indices.filter { $0 % 2 == axis }.map { pixels[$0] }
            return (values.min() ?? 0, values.max() ?? 0)
        }
        let (x, y) = (extent(0), extent(1))
        func numbers(_ values: [Double]) -> JSONValue {
            .array(values.map { .number(String($0)) })
        }
        let box = [x.low, y.low, x.high - x.low, y.high - y.low]
        let outline: [JSONValue] = region.shape == .polygon ? [numbers(pixels)] : []
        return .object([
            .init("id", .integer(id)), .init("image_id", .integer(image)),
            .init("category_id", .integer(category)), .init("bbox", numbers(box)),
            .init("area", .number(String(box[2] * box[3]))),
            .init("segmentation", .array(outline)), .init("iscrowd", .integer(0)),
        ])
    }
}
