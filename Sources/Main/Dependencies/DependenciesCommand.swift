import ArgumentParser

/// `cordon dependencies …`: what software is made of, whether it may be used, what it could reach.
struct DependenciesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dependencies",
        abstract: "See what software is made of, whether it may be used, and what it could reach.",
        discussion: """
            What only looks needs no home: check, inventory, sbom, compile, inspect, admit, proxy \
            and replay. The rest is kept in the ledger of a home, and so are the room's own verbs: \
            import, record and allow.
            """,
        subcommands: [
            DependenciesCheck.self, DependenciesInventory.self, DependenciesBill.self,
            DependenciesCompile.self, DependenciesInspect.self, DependenciesAdmit.self,
            DependenciesProxy.self,
            DependenciesSnapshot.self, DependenciesConnect.self, DependenciesDisconnect.self,
            DependenciesBlast.self, DependenciesReplay.self,
            DependenciesContain.self, DependenciesCanary.self,
        ]
    )
}
