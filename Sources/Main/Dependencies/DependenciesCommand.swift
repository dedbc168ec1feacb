import ArgumentParser

/// `cordon dependencies …`: what software is made of, whether it may be used, what it could reach.
struct DependenciesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dependencies",
        abstract: "See what software is made of, whether it may be used, and what it could reach.",
        discussion: """
            What only looks needs no home: check, inventory, sbom, compile, inspect, admit, proxy.
            The room's verbs are recorded in the ledger of a home: import, record, connect,
            disconnect, allow; see `cordon help`.
            """,
        subcommands: [
            DependenciesCheck.self, DependenciesInventory.self, DependenciesBill.self,
            DependenciesCompile.self, DependenciesInspect.self, DependenciesAdmit.self,
            DependenciesProxy.self,
            DependenciesSnapshot.self, DependenciesBlast.self, DependenciesReplay.self,
            DependenciesContain.self, DependenciesCanary.self,
        ]
    )
}
