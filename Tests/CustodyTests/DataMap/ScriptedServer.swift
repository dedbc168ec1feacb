import Foundation
import Synchronization
import Testing

/// A server on this machine that says what it is told to say, however little sense that makes.
final class ScriptedServer: Sendable {
    /// What is said to one line: pieces, each repeated so often.
    struct Reply: Sendable {
        var text: String
        var times = 1
        /// Bytes behind the text that need be none of UTF-8.
        var bytes: [UInt8] = []
        /// Seconds of silence before each.
        var pause = 0.0
        /// Whether the line ends here instead.
        var endsLine = false

        static let hangUp = Reply(text: "", endsLine: true)
    }

    let port: Int
    private let socket: Int32
    private let heard = Mutex<[String]>([])

    /// What was said to it, line by line.
    var lines: [String] { heard.withLock { $0 } }

    /// - Parameter answer: what is said to a line, its tag in front; the first line is empty, for
    ///   the greeting. Nil hangs up.
    init(_ answer: @escaping @Sendable (_ tag: String, _ words: String) -> [Reply]?) throws {
        signal(SIGPIPE, SIG_IGN)
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { [socket] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(socket, pointer, size) == 0 && getsockname(socket, pointer, &size) == 0
            }
        }
        try #require(isBound && listen(socket, 4) == 0)
        port = Int(UInt16(bigEndian: address.sin_port))
        let thread = Thread { [self] in serve(answer) }
        thread.start()
    }

    func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

    private func serve(_ answer: (String, String) -> [Reply]?) {
        defer { close(socket) }
        while true {
            let line = accept(socket, nil, nil)
            guard line >= 0 else { return }
            converse(line, answer)
            close(line)
        }
    }

    private func converse(_ line: Int32, _ answer: (String, String) -> [Reply]?) {
        guard say(answer("", ""), on: line) else { return }
        var buffer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = read(line, &chunk, chunk.count)
            guard count > 0 else { return }
            buffer += chunk.prefix(count)
            while let end = buffer.firstIndex(of: 0x0A) {
                let text = String(decoding: buffer[..<end], as: UTF8.self)
                    .trimmingCharacters(in: .newlines)
                buffer.removeFirst(end + 1)
                heard.withLock { $0.append(text) }
                let parts = text.split(separator: " ", maxSplits: 1).map { String($0) }
                let words = parts.count > 1 ? parts[1] : ""
                guard say(answer(parts.first ?? "", words), on: line) else { return }
            }
        }
    }

    private func say(_ replies: [Reply]?, on line: Int32) -> Bool {
        guard let replies else { return false }
        for reply in replies {
            if reply.endsLine { return false }
            let bytes = Array(reply.text.utf8) + reply.bytes
            for _ in 0..<reply.times {
                if reply.pause > 0 { Thread.sleep(forTimeInterval: reply.pause) }
                var rest = bytes[...]
                while !rest.isEmpty {
                    let sent = rest.withUnsafeBytes {
                        send(line, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                    }
                    guard sent > 0 else { return false }
                    rest = rest.dropFirst(sent)
                }
            }
        }
        return true
    }
}
