import AsyncHTTPClient
import Credentials
import Custody
import Defence
import Foundation
import Kernel
import Logging
import NIOCore
import NIOHTTP1
import People
import Support
import Testing
import UnixSignals

@testable import Server

/// A house on a free port of this machine, in a folder of its own.
struct ServedHouse: Sendable {
    let home: Home
    let origin: String
    let invitation: String

    static let rooms = Access.house(of: [
        DataMap.room, Vault.room, Release.room, Workroom.room, Dependencies.room,
    ])

    /// Serves a fresh house while `body` runs; then it is stopped by `signal`, where there is one,
    /// as an operator would stop it.
    static func serving(
        on dialect: Dialect = .sqlite,
        stoppedBy signal: UnixSignal? = nil,
        demo: Demo? = nil,
        traces: TraceOptions? = nil,
        _ body: @escaping @Sendable (ServedHouse) async throws -> Void
    ) async throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("cordon-house-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let policy = try HousePolicy(of: rooms)
        let home = try await Home.create(
            at: path,
            database: dialect == .postgresql
                ? try PostgreSQLCluster.shared.get().makeDatabase() : nil,
            options: Home.Options(rooms: rooms, policy: policy)
        )
        var options = HouseServer.Options(port: 0)
        options.signals = signal.map { [$0] } ?? []
        options.demo = demo
        options.traces = traces
        let server = HouseServer(
            home: home,
            policy: policy,
            options: options,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let (starts, start) = AsyncStream.makeStream(of: (String, String?).self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run { start.yield(($0, $1)) } }
            var iterator = starts.makeAsyncIterator()
            let (origin, invitation) = try #require(await iterator.next())
            defer { group.cancelAll() }
            try await body(
                ServedHouse(
                    home: home,
                    origin: origin,
                    invitation: demo == nil ? try #require(invitation) : ""
                )
            )
            guard let signal else { return }
            kill(getpid(), signal.rawValue)
            try await group.next()
        }
    }
}

/// An answer as it came.
struct Page: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: String

    var location: String? { headers.first(name: "location") }

    /// What stands in the page between `start` and `end`, the first time.
    func between(_ start: String, _ end: String) -> String? {
        guard let from = body.range(of: start)?.upperBound,
            let to = body.range(of: end, range: from..<body.endIndex)?.lowerBound
        else { return nil }
        return String(body[from..<to])
    }

    var challenge: String { between("data-challenge=\"", "\"") ?? "" }
    var mark: String { between("name=\"form\" value=\"", "\"") ?? "" }
}

/// A browser: keeps cookies, says where it comes from, and has a passkey.
final class Browser {
    let origin: String
    /// Where it connects to, if elsewhere: a replica.
    var address: String?
    var cookies: [String: String] = [:]
    var agent = "test browser"
    /// What it says of where a form comes from; nil leaves it out.
    var saysOrigin: String?
    let passkey: SamplePasskey

    init(_ house: ServedHouse, passkey: SamplePasskey = SamplePasskey()) {
        origin = house.origin
        saysOrigin = house.origin
        self.passkey = passkey
    }

    func get(_ path: String, _ headers: [(String, String)] = []) async throws -> Page {
        try await send(.GET, path, headers: headers)
    }

    /// Sends a form as a page of the house would.
    func post(_ path: String, _ fields: [String: String]) async throws -> Page {
        let allowed = CharacterSet.alphanumerics
        let body = fields.map { name, value in
            let text = value.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
            return name + "=" + text
        }
        return try await send(
            .POST,
            path,
            headers: [("content-type", "application/x-www-form-urlencoded")],
            body: body.joined(separator: "&")
        )
    }

    func send(
        _ method: HTTPMethod,
        _ path: String,
        headers: [(String, String)] = [],
        body: String? = nil
    ) async throws -> Page {
        let whole = path.hasPrefix("http") ? path : (address ?? origin) + path
        var request = HTTPClientRequest(url: whole)
        addHost(to: &request)
        request.method = method
        request.headers.add(name: "user-agent", value: agent)
        let kept = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !kept.isEmpty { request.headers.add(name: "cookie", value: kept) }
        if method == .POST, let saysOrigin {
            request.headers.add(name: "origin", value: saysOrigin)
        }
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await Self.client.execute(request, timeout: .seconds(120))
        for cookie in response.headers["set-cookie"] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            guard let name = pair.first else { continue }
            cookies[String(name)] = pair.count > 1 ? String(pair[1]) : nil
        }
        let content = try await response.body.collect(upTo: 4 << 20)
        return Page(
            status: Int(response.status.code),
            headers: response.headers,
            body: String(buffer: content)
        )
    }

    /// What a page goes on saying.
    func stream(_ path: String) async throws -> HTTPClientResponse.Body {
        var request = HTTPClientRequest(url: (address ?? origin) + path)
        addHost(to: &request)
        let kept = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        request.headers.add(name: "user-agent", value: agent)
        request.headers.add(name: "cookie", value: kept)
        let response = try await Self.client.execute(request, timeout: .seconds(120))
        try #require(response.status == .ok)
        return response.body
    }

    /// Whoever is led elsewhere still asks for the address that they typed.
    private func addHost(to request: inout HTTPClientRequest) {
        guard address != nil else { return }
        request.headers.add(name: "host", value: String(origin.dropFirst("http://".count)))
    }

    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: .init(redirectConfiguration: .disallow)
    )

    // MARK: As somebody would

    /// Takes up an invitation and signs in.
    func join(_ invitation: String, as name: String, handle: String) async throws {
        let page = try await get(invitation)
        var fields = passkey.make(page.challenge, origin: origin, host: "localhost")
        fields["display"] = name
        fields["handle"] = handle
        let joined = try await post(invitation, fields)
        try #require(joined.status == 303, "\(joined.body)")
        try await signIn()
    }

    @discardableResult
    func signIn() async throws -> Page {
        let page = try await get("/sign-in")
        let fields = try passkey.answer(page.challenge, origin: origin, host: "localhost")
        let answer = try await post("/sign-in", fields)
        try #require(answer.status == 303, "\(answer.body)")
        return answer
    }

    /// A form of one's own page, with the session's mark.
    func act(_ path: String, _ fields: [String: String] = [:]) async throws -> Page {
        var fields = fields
        fields["form"] = try await get("/").mark
        return try await post(path, fields)
    }

    /// Has somebody invited with a role, and gives them a browser of their own.
    func invite(_ role: String, _ house: ServedHouse, name: String) async throws -> Browser {
        let page = try await act("/people/invite", ["role": role])
        let link = try #require(page.between("<pre>", "</pre>"))
        let other = Browser(house)
        try await other.join(link, as: name, handle: name.lowercased() + "-here")
        return other
    }
}
