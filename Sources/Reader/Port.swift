import Documents
import Glibc

/// The worker's end of the pipe. A broken pipe ends the program: there is nobody left to tell.
struct Port {
    /// Replies are gathered up to this many bytes before they are written.
    private static let batchSize = 128 * 1024

    private var decoder = FrameDecoder()
    private var outgoing: [UInt8] = []

    /// The next frame from the parent, or nil when the parent is gone.
    mutating func receive() -> Frame? {
        var chunk = [UInt8](repeating: 0, count: 128 * 1024)
        while true {
            do {
                if let frame = try decoder.next() { return frame }
            } catch {
                exit(2)
            }
            // Waiting for more is the moment to say what was found so far.
            flush()
            let got = chunk.withUnsafeMutableBytes { read(0, $0.baseAddress, $0.count) }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { return nil }
            decoder.feed(chunk.span.extracting(0..<got))
        }
    }

    /// Sends a reply; several may travel together.
    mutating func send(_ reply: Reply) {
        reply.frame.append(to: &outgoing)
        if outgoing.count >= Self.batchSize { flush() }
    }

    mutating func flush() {
        var sent = 0
        while sent < outgoing.count {
            let count = outgoing.withUnsafeBytes { bytes in
                write(1, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { exit(3) }
            sent += count
        }
        outgoing.removeAll(keepingCapacity: true)
    }
}
