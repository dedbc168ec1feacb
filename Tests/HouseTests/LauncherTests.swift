import Foundation
import Testing

/// The launcher, in a house of one file, with a build tool and a Debian that only pretend.
@Suite("The launcher")
struct LauncherTests {
    @Test("builds once, then only runs")
    func buildsOnce() throws {
        try PretendHouse.use { house in
            let first = try house.launch(["status", "a b"])
            #expect(first.status == 0)
            #expect(first.output == "ran in \(house.elsewhere.path) with status|a b|\n")
            #expect(first.messages.contains("building cordon"))
            #expect(try house.builds() == ["cordon", "cordon-reader"])
            let second = try house.launch(["status"])
            #expect(second.messages == "")
            #expect(try house.builds().count == 2)
        }
    }

    @Test("builds again when a source changed, and when one was taken away")
    func rebuilds() throws {
        try PretendHouse.use { house in
            _ = try house.launch([])
            try house.touch("Sources/Main/Cordon.swift")
            _ = try house.launch([])
            #expect(try house.builds().count == 4)
            try house.remove("Sources/Main/Other.swift")
            _ = try house.launch([])
            #expect(try house.builds().count == 6)
        }
    }

    @Test("runs through links, from any folder, and gives back what the program gives")
    func links() throws {
        try PretendHouse.use { house in
            let link = try house.link(to: "cordon", through: "../\(house.name)/cordon")
            let run = try house.launch(["exit", "7"], as: link)
            #expect(run.status == 7)
            #expect(run.output == "ran in \(house.elsewhere.path) with exit|7|\n")
        }
    }

    @Test("builds once when two are launched at once")
    func together() async throws {
        try await PretendHouse.use { house in
            async let one = house.launchLater(["1"])
            async let two = house.launchLater(["2"])
            let runs = try await [one, two]
            #expect(runs.allSatisfy { $0.status == 0 })
            #expect(try house.builds() == ["cordon", "cordon-reader"])
        }
    }

    @Test("shows the end of the log when the build fails, and tries again next time")
    func failure() throws {
        try PretendHouse.use { house in
            try house.write("broken", "")
            let run = try house.launch([])
            #expect(run.status == 3)
            #expect(run.output == "")
            #expect(run.messages.contains("error: no such idea"))
            #expect(run.messages.contains("cordon-build.log"))
            try house.remove("broken")
            #expect(try house.launch([]).status == 0)
        }
    }

    @Test("installs what is missing, and says what and why")
    func installs() throws {
        try PretendHouse.use { house in
            try house.lack("bubblewrap")
            let run = try house.launch([])
            #expect(run.status == 0)
            #expect(run.messages.contains("not installed: bubblewrap"))
            #expect(try house.read("apt-calls").contains("install"))
            #expect(try house.read("apt-calls").contains("bubblewrap"))
        }
    }

    @Test("says what to do when it may not install and nobody can be asked")
    func refused() throws {
        try PretendHouse.use { house in
            try house.lack("libargon2-dev")
            try house.write("tools/id", "#!/bin/sh\necho 1000\n")
            try house.write("tools/sudo", "#!/bin/sh\nexit 1\n")
            let run = try house.launch([])
            #expect(run.status == 3)
            #expect(run.messages.contains("as root, run: apt-get install libargon2-dev"))
            #expect(try house.builds() == [])
        }
    }
}

@Suite("The scripts")
struct ScriptTests {
    @Test(
        "have nothing that shellcheck objects to",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/shellcheck"))
    )
    func shellcheck() throws {
        let run = try Run.of(
            "/usr/bin/shellcheck",
            ["-x", "cordon", "script/build", "script/test", "script/format", ".ci/run"],
            in: PretendHouse.original
        )
        #expect(run.output == "")
        #expect(run.status == 0)
    }
}
