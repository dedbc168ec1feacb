import Foundation

/// What Package.swift declares, read from its text: a test cannot ask the build tool that runs it.
struct Manifest: Sendable {
    struct Target: Sendable {
        var name: String
        /// Folder below the root, such as `Sources/Materials/Sieve`.
        var path: String
        var dependencies: [String]
    }

    struct Supplier: Sendable, Hashable {
        var name: String
        var version: String
    }

    var targets: [Target] = []
    var suppliers: [Supplier] = []
    var debianPackages: [String] = []

    init(_ package: Source) {
        let text = zip(package.lines, package.code).map { line, code in
            // Comments go, literals stay.
            code.allSatisfy { $0 == " " } ? "" : line
        }.joined(separator: "\n")
        let products = Self.products(in: text)
        for (head, folder) in [("target(", "Sources/"), ("tests(", "Tests/")] {
            for call in Self.calls(of: "        " + head, in: text) {
                let strings = Self.strings(in: call)
                guard strings.count >= 2 else { continue }
                let list = Self.bracketed(in: call)
                targets.append(
                    Target(
                        name: strings[0],
                        path: folder + strings[1],
                        dependencies: Self.names(in: list, products)
                    )
                )
            }
        }
        for call in Self.calls(of: ".executableTarget(", in: text) {
            let strings = Self.strings(in: call)
            guard let name = strings.first,
                let path = strings.first(where: { $0.hasPrefix("Sources/") })
            else { continue }
            let list = Self.bracketed(in: call)
            targets.append(
                Target(name: name, path: path, dependencies: Self.names(in: list, products))
            )
        }
        for call in Self.calls(of: ".package(", in: text) {
            let strings = Self.strings(in: call)
            guard strings.count == 2 else { continue }
            let name = strings[0].split(separator: "/").last.map(String.init) ?? strings[0]
            suppliers.append(Supplier(name: name, version: strings[1]))
        }
        for call in Self.calls(of: "        library(", in: text) {
            if let debian = Self.strings(in: call).last { debianPackages.append(debian) }
        }
    }

    /// Names of modules behind the constants that stand for products of other packages.
    private static func products(in text: String) -> [String: String] {
        var products: [String: String] = [:]
        for piece in ("\n" + text).split(separator: "\nlet ") {
            guard let name = piece.words.first, piece.contains("Target.Dependency = .product"),
                let module = strings(in: String(piece)).first
            else { continue }
            products[name] = module
        }
        return products
    }

    /// The arguments of each call that begins with `head`, up to its closing parenthesis.
    private static func calls(of head: String, in text: String) -> [String] {
        text.components(separatedBy: head).dropFirst().map { rest in
            var depth = 1
            return String(
                rest.prefix { character in
                    if character == "(" { depth += 1 }
                    if character == ")" { depth -= 1 }
                    return depth > 0
                }
            )
        }
    }

    private static func strings(in text: String) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    }

    private static func bracketed(in call: String) -> String {
        guard let open = call.firstIndex(of: "[") else { return "" }
        return String(call[open...].dropFirst().prefix { $0 != "]" })
    }

    private static func names(in list: String, _ products: [String: String]) -> [String] {
        list.split(separator: ",").compactMap { item in
            let word = item.words.first
            return item.contains("\"") ? word : word.flatMap { products[$0] }
        }
    }

    /// The target that `path` belongs to.
    func target(of path: String) -> Target? {
        targets.filter { path.hasPrefix($0.path + "/") }.max { $0.path.count < $1.path.count }
    }
}
