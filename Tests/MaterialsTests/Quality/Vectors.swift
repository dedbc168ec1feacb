import Foundation

/// The known answers, read from the test's own folder.
enum Vectors {
    enum Failure: Error { case missing(String) }

    static func read<T: Decodable>(_ key: String, as type: T.Type = T.self) throws -> T {
        guard
            let url = Bundle.module.url(
                forResource: "quality-vectors",
                withExtension: "json",
                subdirectory: "Fixtures"
            ),
            let all = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
                as? [String: Any],
            let value = all[key]
        else { throw Failure.missing(key) }
        let data = try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
        return try JSONDecoder().decode(type, from: data)
    }
}

/// Equal to 1e-9, relative or absolute.
func near(_ a: Double, _ b: Double, within tolerance: Double = 1e-9) -> Bool {
    abs(a - b) <= max(tolerance * abs(b), tolerance * 1e-3) || a == b
}
