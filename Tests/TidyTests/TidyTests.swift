import Foundation
import Testing

/// Reads the house's sources and says where they leave its habits. Each failure names file, line
/// and rule; the remedy is to mend the place, not the rule.
@Suite("The house is tidy")
struct TidyTests {
    private let house: House

    init() throws {
        house = try House.ours.get()
    }

    private func report(_ violations: [Violation]) {
        for violation in violations { Issue.record("\(violation)") }
    }

    @Test("no line is over 100 columns, no file over 400 lines, no function over 70")
    func sizes() {
        report(house.sources.flatMap(LayoutRules.columns))
        report(house.sources.flatMap(LayoutRules.fileLength))
        report(house.sources.flatMap(LayoutRules.functionLength))
    }

    @Test("every file imports only what its target declares")
    func imports() {
        let rules = ImportRules(manifest: house.manifest)
        report(house.sources.flatMap(rules.undeclared))
        #expect(rules.upward() == [])
    }

    @Test("materials have no clock, no disk, no network and no state")
    func purity() {
        report(house.sources.flatMap(ImportRules.impure))
    }

    @Test("nothing is forced, and what the compiler cannot check is proven beside it")
    func force() {
        report(house.sources.filter(\.isHouse).flatMap(WordRules.force))
        report(house.sources.flatMap(WordRules.unproven))
    }

    @Test("nothing is unfinished by its own words, nor names a particular machine")
    func words() {
        let all = house.sources + house.documents
        report(all.flatMap(WordRules.unfinished))
        report(all.flatMap(WordRules.privatePaths))
    }

    @Test("types are named after ideas")
    func names() {
        report(house.sources.flatMap(WordRules.typeNames))
    }

    @Test("what materials offer is documented")
    func documentation() {
        report(house.sources.flatMap(DocumentationRules.undocumented))
    }

    @Test("no room writes another room's table")
    func tables() {
        let rooms = Set(house.sources.compactMap { TableRules.room(of: $0.path) })
        report(house.sources.flatMap { TableRules.foreignWrites($0, rooms: rooms) })
    }

    @Test("every supplier is known, with its version, licence and reason")
    func suppliers() throws {
        let listed = SupplierRules.debianPackages(try House.read("script/packages"))
        #expect(Set(house.manifest.debianPackages).isSubset(of: listed))
        let faults = SupplierRules.faults(
            try House.read("Dependencies.md"),
            suppliers: house.manifest.suppliers,
            debian: listed
        )
        #expect(faults == [])
    }

    @Test("the manifest was understood")
    func manifest() {
        #expect(house.manifest.targets.count > 20)
        #expect(house.manifest.suppliers.count > 5)
        #expect(house.manifest.debianPackages.contains("libvectorscan-dev"))
        let sieve = house.manifest.target(of: "Sources/Materials/Sieve/Label.swift")
        #expect(sieve?.name == "Sieve")
        #expect(sieve?.dependencies.contains("CVectorscan") == true)
        let kernel = house.manifest.targets.first { $0.name == "Kernel" }
        #expect(kernel?.dependencies.contains("GRDB") == true)
    }
}
