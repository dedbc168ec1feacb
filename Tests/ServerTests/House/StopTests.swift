import AsyncHTTPClient
import Foundation
import NIOCore
import Testing
import UnixSignals

@testable import Server

@Suite("A house that is told to stop")
struct StopTests {
    @Test("stops, whoever still watches", .timeLimit(.minutes(10)))
    func stops() async throws {
        let (ends, end) = AsyncStream.makeStream(of: Int.self)
        try await ServedHouse.serving(stoppedBy: .sigusr2) { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let stream = try await owner.stream("/live")
            let (begins, begin) = AsyncStream.makeStream(of: Void.self)
            Task {
                var bytes = 0
                for try await part in stream {
                    bytes += part.readableBytes
                    begin.yield()
                }
                end.yield(bytes)
            }
            for await _ in begins { break }
        }
        // The stream ended whole: nobody's connection was cut.
        for await bytes in ends {
            #expect(bytes > 0)
            break
        }
    }
}
