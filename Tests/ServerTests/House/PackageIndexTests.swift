import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import Testing

@testable import Server

@Suite("The index of packages")
struct PackageIndexTests {
    @Test("answers whoever asks for the head alone what it would answer, with its length")
    func head() async throws {
        let server = PackageIndexServer(
            port: 0,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { question in
            question.path == "/simple/x" ? .init(200, "all of it") : .init(404, "nothing")
        }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run(until: []) { port.yield($0) } }
            var iterator = ports.makeAsyncIterator()
            let number = try #require(await iterator.next())
            defer { group.cancelAll() }
            for path in ["/simple/x", "/simple/y"] {
                var answers: [String] = []
                for method in [HTTPMethod.GET, .HEAD] {
                    var request = HTTPClientRequest(url: "http://127.0.0.1:\(number)\(path)")
                    request.method = method
                    let answer = try await HTTPClient.shared.execute(request, timeout: .minutes(3))
                    let body = try await answer.body.collect(upTo: 1_000)
                    #expect((body.readableBytes == 0) == (method == .HEAD))
                    let length = answer.headers.first(name: "content-length") ?? ""
                    let type = answer.headers.first(name: "content-type") ?? ""
                    answers.append("\(answer.status.code) \(type) \(length)")
                }
                #expect(answers[0] == answers[1])
            }
        }
    }
}
