import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import People
import Synchronization

/// What a request knows of its connection.
struct HouseContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}

/// Between the wire and the reception: reads bodies within their bounds of size and time.
final class Door: Sendable {
    private let reception = Mutex<Reception?>(nil)

    /// Bytes of a form or a program's request.
    static let bodyByteCountMax = 262_144
    /// Bytes of an upload, all its files together.
    static let uploadByteCountMax = 67_108_864
    /// A body comes within this time, however slowly; uploads have longer.
    private static let bodyTime = Duration.seconds(10)
    private static let uploadTime = Duration.seconds(300)

    func open(_ reception: Reception) { self.reception.withLock { $0 = reception } }

    func answer(
        _ route: Route,
        _ request: Request,
        _ context: HouseContext
    ) async throws -> Response {
        guard let reception = reception.withLock({ $0 }) else {
            return Reply.text("starting\n", .serviceUnavailable).response(isSecure: false)
        }
        let isSecure = reception.isSecure
        let isUpload = route.content == .file
        let limit = isUpload ? Self.uploadByteCountMax : Self.bodyByteCountMax
        let body: [UInt8]
        do {
            let time = isUpload ? Self.uploadTime : Self.bodyTime
            body = try await Self.body(of: request, limit: limit, within: time)
        } catch let failure as BodyFailure {
            let status: HTTPResponse.Status =
                failure == .tooLong ? .contentTooLarge : .requestTimeout
            var reply = Reply.problem(
                Problem(title: "The request is too long or too slow.", status: status.code)
            ).response(isSecure: isSecure)
            // What is still to come would be taken for another request.
            reply.headers[.connection] = "close"
            return reply
        }
        var places: [String: String] = [:]
        for (name, value) in context.parameters { places[String(name)] = String(value) }
        let reply = await reception.answer(
            route,
            Reception.Arrival(
                method: request.method,
                path: request.uri.path,
                query: request.uri.query ?? "",
                authority: request.head.authority ?? "",
                headers: request.headers,
                address: context.remoteAddress?.ipAddress ?? "unknown",
                body: body,
                places: places
            )
        )
        return reply.response(isSecure: isSecure)
    }

    /// Nothing stands at this path, or not by this method (RFC 9110 §15.5.6): in our own words, to
    /// programs in theirs.
    func answerNothing(_ request: Request, _ context: HouseContext) async throws -> Response {
        let methods = Set(Route.methods(at: request.uri.path).map(\.rawValue))
        let isProgram = request.uri.path.hasPrefix("/api/")
        let nothing = Route(
            method: .get,
            path: "",
            admission: isProgram ? .programs : .anybody
        ) { _, _ in
            throw Reception.Turned.away(methods.isEmpty ? .notFound : .methodNotAllowed)
        }
        var response = try await answer(nothing, request, context)
        if !methods.isEmpty {
            let allowed = methods.contains("GET") ? methods.union(["HEAD"]) : methods
            response.headers[.allow] = allowed.sorted().joined(separator: ", ")
        }
        return response
    }

    private enum BodyFailure: Error { case tooLong, tooSlow }

    private static func body(
        of request: Request,
        limit: Int,
        within time: Duration
    ) async throws -> [UInt8] {
        guard request.method != .get, request.method != .head else { return [] }
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                var bytes: [UInt8] = []
                for try await buffer in request.body {
                    bytes.append(contentsOf: buffer.readableBytesView)
                    guard bytes.count <= limit else { throw BodyFailure.tooLong }
                }
                return bytes
            }
            group.addTask {
                try await Task.sleep(for: time)
                throw BodyFailure.tooSlow
            }
            defer { group.cancelAll() }
            guard let bytes = try await group.next() else { throw BodyFailure.tooSlow }
            return bytes
        }
    }
}
