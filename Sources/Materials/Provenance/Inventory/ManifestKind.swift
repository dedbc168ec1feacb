/// The files that say what software is made of, told by their names.
public enum ManifestKind: String, Sendable, Hashable, CaseIterable {
    case requirements, poetry, uv, pipenv, pdm, pylock, pyproject, pipfile
    case condaEnvironment, condaLock, condaList, pixi
    case npm, yarn, pnpm, bun, bunBinary, packageJSON
    case goModule, goSum, cargo, cargoManifest, pom, gradle, nugetLock, nugetConfig, nugetProject
    case composer, composerManifest, bundler, swift, pub, pubspec
    case workflow, dockerfile, compose, notebook
    case wheelMetadata, dpkg, apk
    case gradleScript, gradleCatalog, gemfile, gemspec, gemInstalled, setupScript, setupConfig
    case swiftManifest
    case goVendored, pipVendored, composerInstalled, crateVendored
    case cyclonedxJSON, cyclonedxXML, spdxJSON

    /// The kind of a file; nil when it says nothing about dependencies.
    ///
    /// - Parameter path: its path with `/`, of which the last parts are looked at.
    public static func of(path: some StringProtocol) -> ManifestKind? {
        let parts = Substring(path).split(separator: "/").map(String.init)
        guard let last = parts.last else { return nil }
        let name = last.lowercased()
        let folder = parts.dropLast().last?.lowercased() ?? ""
        if let kind = copied(name, folder) ?? exact[name] { return kind }
        if name.hasPrefix("requirements") || name.hasSuffix("requirements.txt")
            || folder == "requirements",
            name.hasSuffix(".txt") || name.hasSuffix(".in")
        {
            return .requirements
        }
        if let kind = locked(name, folder) { return kind }
        if name.hasSuffix(".ipynb") { return .notebook }
        if name.hasSuffix(".gemspec") { return .gemspec }
        if name.hasSuffix(".gradle") || name.hasSuffix(".gradle.kts") { return .gradleScript }
        if name.hasSuffix(".versions.toml") { return .gradleCatalog }
        if name.hasPrefix("package@swift-"), name.hasSuffix(".swift") { return .swiftManifest }
        if name.hasPrefix("pylock."), name.hasSuffix(".toml") { return .pylock }
        if name.hasPrefix("dockerfile") || name.hasSuffix(".dockerfile")
            || name.hasPrefix("containerfile")
        {
            return .dockerfile
        }
        let isYAML = name.hasSuffix(".yml") || name.hasSuffix(".yaml")
        if isYAML, folder == "workflows" { return .workflow }
        if isYAML, name.hasPrefix("docker-compose") || name.hasPrefix("compose.") {
            return .compose
        }
        if name == "metadata", folder.hasSuffix(".dist-info") { return .wheelMetadata }
        if name == "pkg-info", folder.hasSuffix(".egg-info") { return .wheelMetadata }
        if name == "status", folder == "dpkg" { return .dpkg }
        if folder == "status.d", parts.contains("dpkg") { return .dpkg }
        if name == "installed", folder == "db", parts.contains("apk") { return .apk }
        if name.hasSuffix(".cdx.json") || name == "bom.json" { return .cyclonedxJSON }
        if name.hasSuffix(".cdx.xml") || name == "bom.xml" { return .cyclonedxXML }
        if name.hasSuffix(".spdx.json") { return .spdxJSON }
        return nil
    }

    /// What tools write of the copies that they lay into a tree.
    private static func copied(_ name: String, _ folder: String) -> ManifestKind? {
        switch (folder, name) {
        case ("vendor", "modules.txt"): .goVendored
        case ("_vendor", "vendor.txt"), ("vendor", "vendor.txt"): .pipVendored
        case ("_vendor", "requirements.txt"): .pipVendored
        case ("composer", "installed.json"): .composerInstalled
        case ("specifications", _) where name.hasSuffix(".gemspec"): .gemInstalled
        default: nil
        }
    }

    /// Lock files that are named after what they are for.
    private static func locked(_ name: String, _ folder: String) -> ManifestKind? {
        if name.hasSuffix("conda-lock.yml") || name.hasSuffix("conda-lock.yaml") {
            return .condaLock
        }
        if name.hasPrefix("conda-"), name.hasSuffix(".lock") { return .condaList }
        let isGradle = name.hasSuffix("gradle.lockfile") || folder == "dependency-locks"
        if isGradle, name.hasSuffix(".lockfile") { return .gradle }
        if name.hasPrefix("packages."), name.hasSuffix(".lock.json") { return .nugetLock }
        for ending in [".csproj", ".fsproj", ".vbproj"] where name.hasSuffix(ending) {
            return .nugetProject
        }
        let isEnvironment = name.hasPrefix("environment") || name.hasSuffix("environment.yml")
        if isEnvironment, name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
            return .condaEnvironment
        }
        return nil
    }

    private static let exact: [String: ManifestKind] = [
        "poetry.lock": .poetry, "uv.lock": .uv, "pipfile.lock": .pipenv, "pdm.lock": .pdm,
        "pylock.toml": .pylock, "pyproject.toml": .pyproject, "pipfile": .pipfile,
        "pixi.lock": .pixi,
        "package-lock.json": .npm, "npm-shrinkwrap.json": .npm, "yarn.lock": .yarn,
        "pnpm-lock.yaml": .pnpm, "bun.lock": .bun, "bun.lockb": .bunBinary,
        "package.json": .packageJSON,
        "go.mod": .goModule, "go.sum": .goSum, "cargo.lock": .cargo,
        "cargo.toml": .cargoManifest, "pom.xml": .pom, "directory.packages.props": .nugetProject,
        "packages.lock.json": .nugetLock, "packages.config": .nugetConfig,
        "composer.lock": .composer, "composer.json": .composerManifest,
        "gemfile.lock": .bundler, "gems.locked": .bundler,
        "package.resolved": .swift, "package.swift": .swiftManifest, "pubspec.lock": .pub,
        "gemfile": .gemfile, "gems.rb": .gemfile,
        "setup.py": .setupScript, "setup.cfg": .setupConfig,
        "pubspec.yaml": .pubspec, "action.yml": .workflow,
        "action.yaml": .workflow,
    ]

    /// Whether such a file says what is wanted rather than what is used.
    public var isWish: Bool {
        switch self {
        case .pyproject, .pipfile, .packageJSON, .cargoManifest, .composerManifest, .pubspec: true
        case .nugetProject, .gradleScript, .gradleCatalog, .gemfile, .gemspec: true
        case .setupScript, .setupConfig, .swiftManifest: true
        default: false
        }
    }

    /// Kinds beside which this one has nothing to add.
    public var betters: Set<ManifestKind> {
        switch self {
        case .pyproject, .setupScript, .setupConfig:
            [.poetry, .uv, .pipenv, .pdm, .pylock, .requirements]
        case .packageJSON: [.npm, .yarn, .pnpm, .bun, .bunBinary]
        case .bunBinary: [.bun, .npm, .yarn, .pnpm]
        case .pipfile: [.pipenv]
        case .cargoManifest: [.cargo]
        case .composerManifest: [.composer]
        case .pubspec: [.pub]
        case .nugetProject: [.nugetLock]
        case .goSum: [.goModule]
        case .gradleScript, .gradleCatalog: [.gradle]
        case .gemfile, .gemspec: [.bundler]
        case .swiftManifest: [.swift]
        default: []
        }
    }

    /// Reads such a file.
    ///
    /// - Returns: what it names; a file that cannot be read is a remark, never nothing.
    public func read(_ bytes: [UInt8], path: String) -> Inventory {
        var inventory = Inventory()
        do throws(Unreadable) {
            inventory = try components(bytes)
        } catch {
            inventory.remarks.append(
                Inventory.Remark(.unreadable, error.reason, line: error.line)
            )
        }
        for index in inventory.components.indices { inventory.components[index].file = path }
        for index in inventory.remarks.indices { inventory.remarks[index].file = path }
        return inventory
    }

    private static let bunWords = """
        this lock file is in bun's old binary form, which only bun reads; `bun install \
        --save-text-lockfile --lockfile-only` writes bun.lock, which is read
        """

    private func components(_ bytes: [UInt8]) throws(Unreadable) -> Inventory {
        switch self {
        case .requirements where CondaFiles.isList(bytes): CondaFiles.list(bytes)
        case .requirements: Requirements.read(bytes)
        case .poetry: try PythonLocks.poetry(.toml(bytes))
        case .uv: try PythonLocks.uv(.toml(bytes))
        case .pipenv: try PythonLocks.pipenv(.json(bytes))
        case .pdm: try PythonLocks.poetry(.toml(bytes))
        case .pylock: try PythonLocks.pylock(.toml(bytes))
        case .pyproject: try Manifests.pyproject(.toml(bytes))
        case .condaEnvironment: try CondaFiles.environment(Tree.yaml(bytes).first ?? .null)
        case .condaLock: try CondaFiles.lock(Tree.yaml(bytes).first ?? .null)
        case .pipfile: try Manifests.pipfile(.toml(bytes))
        case .condaList: CondaFiles.list(bytes)
        case .pixi: try CondaFiles.pixi(Tree.yaml(bytes).first ?? .null)
        case .npm: try NodeLocks.npm(.json(bytes))
        case .yarn: try NodeLocks.yarn(bytes)
        case .pnpm: try NodeLocks.pnpm(Tree.yaml(bytes))
        case .bun: try BunLock.read(bytes)
        case .bunBinary: throw Unreadable(Self.bunWords)
        case .packageJSON: try NodeLocks.manifest(.json(bytes))
        case .goModule: GoFiles.module(bytes)
        case .goSum: GoFiles.sums(bytes)
        case .cargo: try OtherLocks.cargo(.toml(bytes))
        case .cargoManifest: try Manifests.cargo(.toml(bytes))
        case .pom: try OtherLocks.pom(XMLNode.read(bytes))
        case .gradle: OtherLocks.gradle(bytes)
        case .nugetLock: try OtherLocks.nuget(.json(bytes))
        case .nugetConfig: try OtherLocks.nugetConfig(XMLNode.read(bytes))
        case .nugetProject: try Manifests.project(XMLNode.read(bytes))
        case .composer: try OtherLocks.composer(.json(bytes))
        case .composerManifest: try Manifests.composer(.json(bytes))
        case .bundler: BundlerLock.read(bytes)
        case .gradleScript: GradleFiles.script(bytes)
        case .gradleCatalog: try GradleFiles.catalog(.toml(bytes))
        case .gemfile: RubyFiles.gemfile(bytes)
        case .gemspec: RubyFiles.gemspec(bytes, isInstalled: false)
        case .gemInstalled: RubyFiles.gemspec(bytes, isInstalled: true)
        case .setupScript: SetupFiles.script(bytes)
        case .setupConfig: SetupFiles.config(bytes)
        case .swiftManifest: SwiftFiles.manifest(bytes)
        case .goVendored: VendoredFiles.go(bytes)
        case .pipVendored: VendoredFiles.pip(bytes)
        case .composerInstalled: try VendoredFiles.composer(.json(bytes))
        case .crateVendored: try VendoredFiles.crate(.toml(bytes))
        case .swift: try OtherLocks.swift(.json(bytes))
        case .pub: try OtherLocks.pub(Tree.yaml(bytes).first ?? .null)
        case .pubspec: try Manifests.pubspec(Tree.yaml(bytes).first ?? .null)
        case .workflow: try PipelineFiles.workflow(Tree.yaml(bytes).first ?? .null)
        case .dockerfile: PipelineFiles.dockerfile(bytes)
        case .compose: try PipelineFiles.compose(Tree.yaml(bytes).first ?? .null)
        case .notebook: try PipelineFiles.notebook(.json(bytes))
        case .wheelMetadata: InstalledFiles.wheel(bytes)
        case .dpkg: InstalledFiles.dpkg(bytes, release: nil)
        case .apk: InstalledFiles.apk(bytes, release: nil)
        case .cyclonedxJSON: try Bill.cycloneDX(.json(bytes)).inventory
        case .cyclonedxXML: try Bill.cycloneDX(xml: XMLNode.read(bytes)).inventory
        case .spdxJSON: try Bill.spdx(.json(bytes)).inventory
        }
    }
}
