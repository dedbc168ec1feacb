/// What is installed on a disk or in an image: Python's metadata, dpkg's and apk's lists.
public enum InstalledFiles {
    /// METADATA of a wheel or PKG-INFO of an sdist: headers, then a description.
    static func wheel(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        let fields = headers(bytes)
        guard let name = fields["name"], let version = fields["version"] else { return inventory }
        var component = Component(.pypi, name, version, source: .installed)
        component.licence =
            fields["license-expression"]
            ?? fields["license"].flatMap {
                $0.utf8.count < 60 ? $0 : nil
            }
        inventory.components.append(component)
        return inventory
    }

    /// A package in `node_modules`, by its own manifest.
    public static func node(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        guard let tree = try? Tree.json(bytes), let name = tree["name"]?.string,
            let version = tree["version"]?.string
        else { return inventory }
        var component = Component(.npm, name, version, source: .installed)
        component.licence = tree["license"]?.string
        let hooks = ["preinstall", "install", "postinstall"]
        component.hasInstallScript = hooks.contains { tree.at("scripts", $0) != nil }
        inventory.components.append(component)
        return inventory
    }

    /// Headers up to the first empty line, by lower-case name; the first of each.
    static func headers(_ bytes: [UInt8]) -> [String: String] {
        var fields: [String: String] = [:]
        for line in OtherLocks.lines(bytes) {
            if line.isEmpty { break }
            guard let colon = line.firstIndex(of: ":"), line.first != " " else { continue }
            let key = line[..<colon].lowercased()
            if fields[key] == nil { fields[key] = line[line.index(after: colon)...].trimmed }
        }
        return fields
    }

    /// dpkg's status: one stanza a package. Advisories go by the *source* package.
    ///
    /// - Parameter release: the distribution's release, from its os-release file.
    public static func dpkg(_ bytes: [UInt8], release: OperatingSystem?) -> Inventory {
        var inventory = Inventory()
        var line = 1
        for stanza in String(decoding: bytes, as: UTF8.self).split(separator: "\n\n") {
            defer { line += stanza.count { $0 == "\n" } + 2 }
            let fields = headers(Array(stanza.utf8))
            guard let name = fields["package"], let version = fields["version"],
                fields["status"]?.hasSuffix("installed") ?? true,
                fields["status"]?.holds("not-installed") != true
            else { continue }
            var source = name
            var sourceVersion = version
            if let text = fields["source"] {
                source = String(text.prefix { $0 != " " })
                if let open = text.firstIndex(of: "("), let close = text.firstIndex(of: ")") {
                    sourceVersion = String(text[text.index(after: open)..<close])
                }
            }
            var component = Component(
                release?.ecosystem ?? .debian,
                source,
                sourceVersion,
                source: .installed,
                line: line,
                release: release?.release
            )
            component.name = name
            inventory.components.append(component)
        }
        return inventory
    }

    /// apk's list: `P:` name, `V:` version, `o:` origin, between empty lines.
    public static func apk(_ bytes: [UInt8], release: OperatingSystem?) -> Inventory {
        var inventory = Inventory()
        for stanza in String(decoding: bytes, as: UTF8.self).split(separator: "\n\n") {
            var fields: [Substring: String] = [:]
            for line in stanza.split(separator: "\n") where line.utf8.dropFirst().first == 0x3A {
                fields[line.prefix(1)] = String(line.dropFirst(2))
            }
            guard let name = fields["P"], let version = fields["V"] else { continue }
            var component = Component(
                .alpine,
                fields["o"] ?? name,
                version,
                source: .installed,
                release: release?.release
            )
            component.name = name
            component.licence = fields["L"]
            inventory.components.append(component)
        }
        return inventory
    }
}

/// Which distribution a disk or an image is of (os-release).
public struct OperatingSystem: Sendable, Hashable {
    /// Where its packages' advisories are.
    public let ecosystem: Ecosystem
    /// The release as advisories name it.
    public let release: String

    /// Reads an os-release file; nil for a distribution that is not known here.
    public init?(_ bytes: [UInt8]) {
        var fields: [String: String] = [:]
        for line in OtherLocks.lines(bytes) {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { fields[String(parts[0])] = parts[1].filter { $0 != "\"" } }
        }
        let version = fields["VERSION_ID"] ?? ""
        switch fields["ID"] {
        case "debian":
            ecosystem = .debian
            release = version
        case "ubuntu":
            ecosystem = .ubuntu
            release = version
        case "alpine":
            ecosystem = .alpine
            release = "v" + version.split(separator: ".").prefix(2).joined(separator: ".")
        default: return nil
        }
    }
}
