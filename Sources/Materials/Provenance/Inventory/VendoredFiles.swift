/// Copies of packages that lie in a tree, by what tools and authors write beside or into them.
///
/// A copy is held by nothing but the tree: it is told as installed, in the group `vendored`, and
/// assessed like anything else.
public enum VendoredFiles {
    /// What copies are told apart by.
    public static let group = "vendored"

    /// vendor/modules.txt, as `go mod vendor` writes it: `# module version [=> module version]`.
    static func go(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        for (index, line) in OtherLocks.lines(bytes).enumerated() where line.hasPrefix("# ") {
            var words = line.dropFirst(2).split(separator: " ").map(String.init)
            // What it was replaced with is what lies here; a folder beside it is one's own.
            if let arrow = words.firstIndex(of: "=>") { words = Array(words[(arrow + 1)...]) }
            guard words.count == 2, words[1].hasPrefix("v") else { continue }
            inventory.components.append(copy(.go, words[0], words[1], index + 1))
        }
        return inventory
    }

    /// _vendor/vendor.txt, as pip and others write it: requirements.
    static func pip(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        for component in Requirements.read(bytes).components {
            inventory.components.append(
                copy(.pypi, component.name, component.version, component.line)
            )
        }
        return inventory
    }

    /// vendor/composer/installed.json, of both forms.
    static func composer(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for package in tree["packages"]?.items ?? tree.items {
            guard let name = package["name"]?.string else { continue }
            var component = copy(
                .packagist,
                name,
                package["version"]?.string,
                PythonLocks.line(of: package)
            )
            component.licence = package["license"]?.items.compactMap(\.string)
                .joined(separator: " OR ")
            inventory.components.append(component)
        }
        return inventory
    }

    /// The manifest of a crate that `cargo vendor` laid there.
    static func crate(_ tree: Tree) -> Inventory {
        own(.crates, tree["package"])
    }

    private static func own(_ ecosystem: Ecosystem, _ tree: Tree?) -> Inventory {
        var inventory = Inventory()
        guard let name = tree?["name"]?.string, let version = tree?["version"]?.string else {
            return inventory
        }
        var component = copy(ecosystem, name, version, 0)
        component.licence = tree?["license"]?.string
        inventory.components.append(component)
        return inventory
    }

    private static func copy(
        _ ecosystem: Ecosystem,
        _ name: String,
        _ version: String?,
        _ line: Int
    ) -> Component {
        Component(ecosystem, name, version, source: .installed, group: group, line: line)
    }

    /// Folders that hold copies of what others wrote.
    private static let folders: Set = [
        "vendor", "_vendor", "vendored", "third_party", "third-party", "thirdparty", "3rdparty",
        "external", "extern", "bundled",
    ]

    /// Whether a file lies in a folder of copies.
    public static func isVendored(path: some StringProtocol) -> Bool {
        path.split(separator: "/").dropLast().contains { folders.contains($0.lowercased()) }
    }

    /// Bytes at the beginning of a script that may say what it is.
    public static let headMax = 1_024

    /// Whether a script may be a copy of a package: minified, with a version in its name, or in a
    /// folder of copies.
    public static func isScript(path: some StringProtocol) -> Bool {
        guard let name = path.split(separator: "/").last?.lowercased(),
            name.hasSuffix(".js") || name.hasSuffix(".css")
        else { return false }
        return name.hasSuffix(".min.js") || name.hasSuffix(".min.css")
            || name.utf8.contains(where: \.isDigit) || isVendored(path: path)
    }

    /// Names that banners bear, and the package for Node whose banner that is. A banner by another
    /// name is not guessed at.
    private static let banners: [(words: String, package: String)] = [
        ("jquery ui", "jquery-ui"), ("jquery migrate", "jquery-migrate"), ("jquery", "jquery"),
        ("bootstrap", "bootstrap"), ("angularjs", "angular"), ("vue.js", "vue"), ("vue", "vue"),
        ("react", "react"), ("moment.js", "moment"), ("lodash", "lodash"),
        ("underscore.js", "underscore"), ("backbone.js", "backbone"), ("handlebars", "handlebars"),
        ("d3.js", "d3"), ("chart.js", "chart.js"), ("knockout", "knockout"),
        ("mustache.js", "mustache"), ("axios", "axios"), ("select2", "select2"),
        ("datatables", "datatables.net"), ("dompurify", "dompurify"),
        ("highlight.js", "highlight.js"),
        ("three.js", "three"), ("socket.io", "socket.io-client"), ("sweetalert2", "sweetalert2"),
        ("marked", "marked"), ("ember", "ember-source"), ("requirejs", "requirejs"),
        ("modernizr", "modernizr"), ("popper", "popper.js"),
    ]

    /// What a script's banner says it is: `/*! jQuery v3.6.0 | …`.
    public static func banner(_ head: some Sequence<UInt8>) -> Component? {
        let text = String(decoding: Array(head.prefix(headMax)), as: UTF8.self)
        guard let start = text.range(ofText: "/*") ?? text.range(ofText: "//!"),
            text[..<start.lowerBound].allSatisfy({ $0.isWhitespace || ";\u{FEFF}".contains($0) })
        else { return nil }
        let words = text[start.upperBound...].lowercased().split { character in
            !(character.isLetter || character.isNumber || ".-_@".contains(character))
        }.prefix(40)
        for (place, word) in words.enumerated() {
            guard let version = version(word), place > 0 else { continue }
            let before = words[..<place].drop { $0 == "license" || $0 == "preserve" }
                .filter { $0 != "version" && $0 != "@license" && $0 != "library" }
            let named = before.suffix(3).joined(separator: " ")
            guard
                let known = banners.first(where: { banner in
                    named == banner.words || named.hasSuffix(" " + banner.words)
                        || named.hasPrefix(banner.words + " ")
                })
            else { return nil }
            return copy(.npm, known.package, version, 1)
        }
        return nil
    }

    /// `v3.6.0`, `3.6.0`: at least two numbers.
    private static func version(_ word: Substring) -> String? {
        let plain = word.hasPrefix("v") ? word.dropFirst() : word
        guard plain.utf8.first?.isDigit == true, plain.utf8.contains(UInt8(ascii: ".")),
            plain.utf8.last?.isDigit == true || plain.contains("-")
        else { return nil }
        return String(plain)
    }
}
