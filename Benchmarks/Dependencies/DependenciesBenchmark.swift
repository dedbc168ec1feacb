import Crypto
import Foundation
import Provenance

/// Measures what the room of dependencies promises; see README.md for the bars.
@main
enum DependenciesBenchmark {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "reach":
            reach()
            try await ReachBenchmark.run()
        case "advisories": try advisories(arguments.dropFirst())
        case "image": try image(arguments.dropFirst().first ?? "")
        case "marks": try marks(arguments.dropFirst().first ?? ".")
        case "locks": try locks(arguments.dropFirst().first ?? ".")
        case "inspect": try inspect(arguments.dropFirst().first ?? ".")
        default:
            print("reach | advisories FILE… | image FILE.tar")
            print("inspect FOLDER | marks FOLDER | locks FOLDER")
        }
    }

    private static func timed<T>(_ what: String, _ body: () throws -> T) rethrows -> T {
        let clock = ContinuousClock()
        let start = clock.now
        let value = try body()
        print("\(what): \(clock.now - start)")
        return value
    }

    private static func reach() {
        let edgeCount = 1_000_000
        let kinds = Reach.Kind.allCases
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return Int(state >> 33) % bound
        }
        var edges: [Reach.Edge] = []
        for _ in 0..<edgeCount {
            let kind = next(kinds.count - 1)
            let from = Reach.Node(kinds[kind], "n\(next(40_000))")
            let to = Reach.Node(kinds[kind + 1], "n\(next(40_000))")
            let since = Int64(next(1_000_000))
            let until = next(3) == 0 ? Instant(seconds: since + Int64(next(500_000))) : nil
            edges.append(.init(from, to, since: Instant(seconds: since), until: until))
        }
        let reach = timed("laid out \(edgeCount) edges") { Reach(edges) }
        let reached = timed("blast") {
            reach.blast(
                from: Reach.Node(.component, "n7"),
                between: Instant(seconds: 0),
                and: Instant(seconds: 2_000_000)
            )
        }
        print("reached \(reached.count)")
    }

    private static func advisories(_ paths: ArraySlice<String>) throws {
        let files = try paths.map { [UInt8](try Data(contentsOf: URL(filePath: $0))) }
        var set = AdvisorySet()
        let bytes = timed("imported") {
            for file in files { set.read(file, named: "records.jsonl") }
            return AdvisoryIndex.compile(set, at: Instant(seconds: 0))
        }
        let index = try timed("loaded \(bytes.count) bytes") { try AdvisoryIndex(bytes) }
        print("\(index.advisoryCount) advisories on \(index.packageCount) packages")
        var names: [PackageName] = []
        var known: Set<PackageName> = []
        for file in files {
            for line in file.split(separator: 0x0A) where names.count < 5_000 {
                guard let advisory = try? Advisory(Array(line)),
                    let affected = advisory.affected.first,
                    let place = Ecosystem.parse(osv: affected.ecosystem)
                else { continue }
                let name = PackageName(place.ecosystem, affected.name)
                if known.insert(name).inserted { names.append(name) }
            }
        }
        for _ in 0..<3 {
            let hits = timed("matched \(names.count) packages") {
                names.reduce(0) { count, name in
                    guard case .affected(let matches) = index.assess(name, version: "1.0.0") else {
                        return count
                    }
                    return count + matches.count
                }
            }
            print("\(hits) matches")
        }
    }

    private static func image(_ path: String) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        let size = Int(try file.seekToEnd())
        let inventory = try timed("inventoried \(size) bytes") {
            let source = try ImageSource(tar: size) { (offset, count) throws(ArchiveFault) in
                do {
                    try file.seek(toOffset: UInt64(offset))
                    return [UInt8](try file.read(upToCount: count) ?? Data())
                } catch { throw .truncated }
            }
            return try ImageArchive(source).inventory()
        }
        print("\(inventory.components.count) components, \(inventory.remarks.count) remarks")
    }

    /// What every lock file below a folder names, a line each; for `lockfiles.py`.
    private static func locks(_ folder: String) throws {
        let files = FileManager.default.enumerator(atPath: folder)
        let paths = files?.compactMap { $0 as? String } ?? []
        for path in paths.sorted() {
            let whole = folder + "/" + path
            guard let kind = ManifestKind.of(path: path),
                let data = try? Data(contentsOf: URL(filePath: whole))
            else { continue }
            let inventory = kind.read([UInt8](data), path: whole)
            for component in inventory.components {
                let name = component.package.name
                let world = component.package.ecosystem.rawValue
                let digests = component.digests.filter { $0.algorithm.hasPrefix("sha") }
                    .map(\.value).sorted().joined(separator: " ")
                print(whole, world, name, component.version ?? "", digests, separator: "\t")
            }
            for remark in inventory.remarks where remark.kind == .unreadable {
                FileHandle.standardError.write(Data("\(whole): \(remark.words)\n".utf8))
            }
        }
    }

    /// All that is seen in the packages of a folder, for comparing before and after.
    private static func marks(_ folder: String) throws {
        let inspector = PackageInspector(
            sha256: { Array(SHA256.hash(data: $0)) },
            sha512: { Array(SHA512.hash(data: $0)) }
        )
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name)))
            let found = inspector.inspect(bytes, name: name)
            print("\(name) \(found.answer.rawValue) \(found.score)")
            let marks = found.marks.sorted {
                ($0.file, $0.line, $0.rule, $0.why) < ($1.file, $1.line, $1.rule, $1.why)
            }
            for mark in marks {
                let place = "\(mark.trigger) \(mark.file):\(mark.line)"
                print("    \(mark.rule) +\(mark.points) \(place) \(mark.why)")
            }
        }
    }

    /// Looks into every package of a folder, one core first and then all of them.
    private static func inspect(_ folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let files = try names.map { name in
            [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name)))
        }
        let clock = ContinuousClock()
        let start = clock.now
        let found = names.indices.map { look(into: files[$0], names[$0]) }
        tell("one core", found, clock.now - start)
        let again = clock.now
        DispatchQueue.concurrentPerform(iterations: names.count) { number in
            _ = look(into: files[number], names[number])
        }
        tell("all cores", found, clock.now - again)
        for (name, found) in zip(names, found) where found.answer != .pass {
            print("\(found.answer.rawValue) \(found.score) \(name)")
            for mark in found.marks.prefix(4) where mark.points >= 15 {
                print("    \(mark.rule) +\(mark.points) \(mark.file):\(mark.line) \(mark.why)")
            }
        }
        let answers = Dictionary(grouping: found, by: \.answer.rawValue).mapValues(\.count)
        print("\(answers)")
    }

    private static func look(into bytes: [UInt8], _ name: String) -> PackageInspection {
        PackageInspector(
            sha256: { Array(SHA256.hash(data: $0)) },
            sha512: { Array(SHA512.hash(data: $0)) }
        ).inspect(bytes, name: name)
    }

    private static func tell(_ what: String, _ found: [PackageInspection], _ spent: Duration) {
        let byteCount = found.reduce(0) { $0 + $1.byteCount }
        let seconds =
            Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18
        print("\(what): \(byteCount) bytes, \(Int(Double(byteCount) / seconds / 1e6)) MB/s")
    }
}
