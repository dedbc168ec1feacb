import AsyncHTTPClient
import Foundation
import Glibc
import HTTPTypes
import Kernel
import NIOHTTP1
import People
import Testing

@testable import Server

@Suite("An attack on a house")
struct AttackTests {
    // MARK: Identifiers of somebody else's

    /// Identifiers of everything that is in a house for trying out, by the holes of paths.
    private func others(in house: ServedHouse, _ demo: Demo) async throws -> [String: String] {
        let member = try #require(demo.people.first { $0.role == .contractor }).member
        let (project, engagement) = try await house.home.ledger.store.read { db in
            let row = try db.row("SELECT project, id FROM workroom_engagement")
            return (row?.text(0) ?? "", row?.text(1) ?? "")
        }
        #expect(!project.isEmpty && !engagement.isEmpty)
        return [
            "whom": member.description, "project": project, "engagement": engagement,
            "document": ID<Int>().description, "release": ID<Int>().description,
            "run": ID<Int>().description, "lease": ID<Int>().description,
            "module": ID<Int>().description, "proposal": ID<Int>().description,
        ]
    }

    /// A way with its holes filled; nil where nothing there is anybody's.
    private func path(_ route: Route, _ others: [String: String]) -> String? {
        var isSomebodys = false
        let parts = route.path.split(separator: "/").map { part -> String in
            guard part.hasPrefix(":"), let id = others[String(part.dropFirst())] else {
                return String(part)
            }
            isSomebodys = true
            return id
        }
        return isSomebodys && !parts.contains { $0.hasPrefix(":") }
            ? "/" + parts.joined(separator: "/") : nil
    }

    @Test("does not reach what is somebody else's, on any way, by its identifier")
    func identifiers() async throws {
        let demo = Demo()
        try await ServedHouse.serving(demo: demo) { house in
            let others = try await others(in: house, demo)
            let owner = Browser(house)
            let links = demo.links(at: house.origin)
            _ = try await owner.get(try #require(links.first?.link))
            // Somebody whom a supplier sent for another project, and somebody who only looks.
            let strangers = [
                try await owner.invite("contractor", house, name: "Mallory"),
                try await owner.invite("auditor", house, name: "Otto"),
            ]
            let held = try await house.home.ledger.contents()
            var tried = 0
            for (stranger, isOutsider) in zip(strangers, [true, false]) {
                let mark = try await stranger.get("/").mark
                for route in Route.all {
                    guard let path = path(route, others) else { continue }
                    tried += 1
                    if route.method == .get {
                        let page = try await stranger.get(path)
                        let mayLook = !isOutsider && path.hasPrefix("/people/")
                        #expect(page.status == (mayLook ? 200 : 404), "\(path)")
                        if !mayLook { #expect(!page.body.contains("Connie"), "\(path)") }
                    } else {
                        let fields = ["form": mark, "reason": "a test", "text": "a", "answer": "a"]
                        let page = try await stranger.post(path, fields)
                        #expect((400..<500).contains(page.status), "\(path): \(page.status)")
                        #expect(!page.body.contains("Connie"), "\(path)")
                    }
                }
            }
            #expect(tried > 60)
            // Whatever they were told, nothing came of it.
            #expect(try await house.home.ledger.contents() == held)
        }
    }

    // MARK: Two requests in one

    @Test(
        "does not pass a second request off as the body of a first",
        arguments: [
            "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
            "Content-Length: 4\r\nContent-Length: 40\r\n",
            "Content-Length: 4, 40\r\n", "Content-Length: +4\r\n", "Content-Length: -4\r\n",
            "Content-Length : 4\r\n", "Content-Length: 0x4\r\n",
            "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding : chunked\r\n",
            "Transfer-Encoding: chunked, identity\r\n", "X: y\nTransfer-Encoding: chunked\r\n",
            "X: y\r\n Transfer-Encoding: chunked\r\n", "X: a\0b\r\nContent-Length: 4\r\n",
        ]
    )
    func smuggling(headers: String) async throws {
        try await ServedHouse.serving { house in
            let port = try #require(house.origin.split(separator: ":").last.flatMap { Int($0) })
            let request =
                "POST /sign-in HTTP/1.1\r\nHost: localhost:\(port)\r\n\(headers)\r\n"
                + "0\r\n\r\nGET /health HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n"
            let answer = try await RawSocket(port: port).exchange(request)
            // One answer, and not the one that was hidden behind it.
            #expect(answer.components(separatedBy: "HTTP/1.1 ").count <= 2, "\(answer)")
            #expect(!answer.contains(" 200 "), "\(answer)")
        }
    }

    // MARK: Patience

    /// It takes the ten seconds that a body may take.
    @Test("does not hold a connection by a body that never comes")
    func slow() async throws {
        try await ServedHouse.serving { house in
            let port = try #require(house.origin.split(separator: ":").last.flatMap { Int($0) })
            let request =
                "POST /sign-in HTTP/1.1\r\nHost: localhost:\(port)\r\nContent-Length: 100\r\n\r\na"
            let answer = try await RawSocket(port: port, seconds: 180)
                .exchange(request, isEnding: true)
            // Where the machine does much else, the end of a silent connection may come first.
            #expect(answer.hasPrefix("HTTP/1.1 408") || answer.isEmpty, "\(answer)")
        }
    }

    @Test(
        "does not keep others out by thousands of connections that say nothing",
        .enabled(if: RawSocket.canHold(RawSocket.manyCount * 2 + 1_000))
    )
    func idle() async throws {
        try await ServedHouse.serving { house in
            let port = try #require(house.origin.split(separator: ":").last.flatMap { Int($0) })
            var silent: [RawSocket] = []
            for _ in 0..<RawSocket.manyCount { silent.append(try RawSocket(port: port)) }
            #expect(silent.count == RawSocket.manyCount)
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            #expect(try await owner.get("/").status == 200)
            withExtendedLifetime(silent) {}
        }
    }
}

/// A connection that sends what no client of HTTP would.
final class RawSocket: Sendable {
    private let descriptor: Int32

    struct Failure: Error {}

    /// Connections that say nothing; each is two open files of this process.
    static let manyCount = 9_000

    init(port: Int, seconds: Int = 5) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var wait = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &wait,
            socklen_t(MemoryLayout<timeval>.size)
        )
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard descriptor >= 0, status == 0 else { throw Failure() }
    }

    deinit { close(descriptor) }

    /// Sends `text`, and reads until the other side has nothing more to say; on a thread of its
    /// own, since the house that answers needs those that tests run on.
    ///
    /// - Parameter isEnding: whether the other side has to end the connection, or it is a failure.
    func exchange(_ text: String, isEnding: Bool = false) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { [self] in
                continuation.resume(with: Result { try spoken(text, isEnding) })
            }
        }
    }

    private func spoken(_ text: String, _ isEnding: Bool) throws -> String {
        let bytes = Array(text.utf8)
        guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
        else { throw Failure() }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EAGAIN, isEnding { throw Failure() }
            guard count > 0 else { break }
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }

    /// Whether this process may have so many files open; it is allowed them where it may be.
    static func canHold(_ count: Int) -> Bool {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
            limit.rlim_max >= count
        else { return false }
        limit.rlim_cur = max(limit.rlim_cur, rlim_t(count))
        return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    }
}
