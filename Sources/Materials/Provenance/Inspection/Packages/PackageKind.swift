/// What a file claims to be, by its name.
public enum PackageKind: String, Sendable, Hashable {
    case wheel, sdist, npm, crate, gem, composer, goModule, conda, notebook

    /// The kind that a file's name says.
    public static func of(_ name: String) -> PackageKind {
        if name.hasSuffix(".whl") { return .wheel }
        if name.hasSuffix(".crate") { return .crate }
        if name.hasSuffix(".gem") { return .gem }
        if name.hasSuffix(".conda") || name.hasSuffix(".tar.bz2") { return .conda }
        if name.hasSuffix(".ipynb") { return .notebook }
        return name.hasSuffix(".tgz") ? .npm : .sdist
    }

    /// The kind that its content says where its name may mean several: a plain ZIP.
    func refined(by members: [PackageInspector.Member]) -> PackageKind {
        guard self == .sdist else { return self }
        // The proxies of Go name every member by module and version.
        let isModule =
            !members.isEmpty
            && members.allSatisfy { member in
                member.entry.name.utf8.contains(0x40) && member.entry.name.holds("@v")
            }
        if isModule { return .goModule }
        let isComposer = members.contains { member in
            let name = member.entry.name.utf8
            return name.ends(with: "composer.json") && name.count { $0 == .slash } <= 1
        }
        let isPython = members.contains { member in
            let name = member.entry.name.utf8
            return (name.ends(with: "PKG-INFO") || name.ends(with: "setup.py"))
                && name.count { $0 == .slash } <= 1
        }
        return isComposer && !isPython ? .composer : .sdist
    }
}
