import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// The line to a mail server: what came is kept until somebody asks for it, and no more is taken
/// from the line meanwhile, so that a server that never stops talking fills nobody's memory.
///
/// `@unchecked Sendable`: what changes is touched only while `condition` is locked.
final class MailServerInlet: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer

    private let condition = NSCondition()
    private var bytes: [UInt8] = []
    private var isOver = false
    /// Whether the line ended because its other end did not prove who it is.
    private var isUntrusted = false
    private var channel: (any Channel)?

    /// How long a server may take to accept a line.
    private static let connectTimeout: TimeAmount = .seconds(20)

    /// Opens the line. It blocks, and so is called on a thread of its own.
    static func opened(
        to place: MailServerPlace,
        authority: String?
    ) throws(DataMap.Unreachable) -> MailServerInlet {
        let inlet = MailServerInlet()
        do {
            let context = place.isEncrypted ? try Self.context(authority) : nil
            let channel = try ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(connectTimeout)
                .channelOption(.autoRead, value: false)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if let context {
                            // A number has no name to be shown; its certificate is still checked.
                            let number = try? SocketAddress(ipAddress: place.host, port: 0)
                            try channel.pipeline.syncOperations.addHandler(
                                NIOSSLClientHandler(
                                    context: context,
                                    serverHostname: number == nil ? place.host : nil
                                )
                            )
                        }
                        try channel.pipeline.syncOperations.addHandler(inlet)
                    }
                }
                .connect(host: place.host, port: place.port)
                .wait()
            inlet.condition.withLock { inlet.channel = channel }
            return inlet
        } catch {
            throw DataMap.Unreachable(message: "The mail server could not be reached.")
        }
    }

    private static func context(_ authority: String?) throws -> NIOSSLContext {
        var settings = TLSConfiguration.makeClientConfiguration()
        settings.minimumTLSVersion = .tlsv12
        if let authority { settings.trustRoots = .file(authority) }
        return try NIOSSLContext(configuration: settings)
    }

    /// What came since the last time, at least one byte.
    ///
    /// - Throws: `DataMap.Unreachable` when the line ended, or nothing came before `deadline`.
    func take(before deadline: Date) throws(DataMap.Unreachable) -> [UInt8] {
        condition.lock()
        defer { condition.unlock() }
        if bytes.isEmpty, !isOver { channel?.read() }
        while bytes.isEmpty {
            if isOver {
                throw DataMap.Unreachable(
                    message: isUntrusted
                        ? "The mail server did not prove who it is; see --authority."
                        : "The mail server hung up."
                )
            }
            guard condition.wait(until: deadline) else {
                throw DataMap.Unreachable(message: "The mail server fell silent.")
            }
        }
        defer { bytes = [] }
        return bytes
    }

    /// Sends `command`; whether it arrived, the answer tells.
    func send(_ command: [UInt8]) {
        let channel = condition.withLock { self.channel }
        channel?.writeAndFlush(ByteBuffer(bytes: command), promise: nil)
    }

    /// Hangs up, from any thread; whoever waits is told.
    func end() {
        let channel = condition.withLock {
            isOver = true
            condition.broadcast()
            return self.channel
        }
        channel?.close(promise: nil)
    }

    // MARK: The channel's side

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        condition.withLock {
            bytes += buffer.readableBytesView
            condition.broadcast()
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Bytes of TLS's own brought nothing to whoever waits: the line is asked again.
        let isHungry = condition.withLock { bytes.isEmpty && !isOver }
        if isHungry { context.read() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        condition.withLock {
            isOver = true
            condition.broadcast()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        condition.withLock {
            isUntrusted = isUntrusted || error is NIOSSLError || error is BoringSSLError
            isOver = true
            condition.broadcast()
        }
        context.close(promise: nil)
    }
}
