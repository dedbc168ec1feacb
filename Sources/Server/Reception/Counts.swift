import Synchronization

/// What the server has done so far, for whoever watches it (Prometheus text format 0.0.4).
final class Counts: Sendable {
    private struct State {
        var answered: [Int: Int] = [:]
        var underWay = 0
        var streams = 0
        /// Requests by how long they took: at most so many milliseconds, and the rest.
        var within = [Int](repeating: 0, count: Counts.bounds.count + 1)
        var milliseconds = 0
    }

    fileprivate static let bounds = [5, 10, 20, 50, 100, 250, 1000, 5000]
    private let state = Mutex(State())

    func begin() { state.withLock { $0.underWay += 1 } }

    func end(status: Int, milliseconds: Int) {
        state.withLock { state in
            state.underWay -= 1
            state.answered[status, default: 0] += 1
            let place = Self.bounds.firstIndex { milliseconds <= $0 } ?? Self.bounds.count
            state.within[place] += 1
            state.milliseconds += max(0, milliseconds)
        }
    }

    func stream(_ change: Int) { state.withLock { $0.streams += change } }

    /// How many streams are open.
    var streams: Int { state.withLock { $0.streams } }

    /// The figures as text.
    func text(_ more: [(name: String, help: String, value: Int)]) -> String {
        let state = state.withLock { $0 }
        var lines = ["# TYPE cordon_http_requests_total counter"]
        lines += state.answered.sorted { $0.key < $1.key }.map {
            "cordon_http_requests_total{status=\"\($0.key)\"} \($0.value)"
        }
        lines += [
            "# TYPE cordon_http_requests_open gauge", "cordon_http_requests_open \(state.underWay)",
            "# TYPE cordon_http_streams_open gauge", "cordon_http_streams_open \(state.streams)",
            "# TYPE cordon_http_request_duration_seconds histogram",
        ]
        var sum = 0
        for (bound, count) in zip(Self.bounds, state.within) {
            sum += count
            let seconds = Double(bound) / 1000
            lines.append("cordon_http_request_duration_seconds_bucket{le=\"\(seconds)\"} \(sum)")
        }
        let all = state.within.reduce(0, +)
        lines += [
            "cordon_http_request_duration_seconds_bucket{le=\"+Inf\"} \(all)",
            "cordon_http_request_duration_seconds_sum \(Double(state.milliseconds) / 1000)",
            "cordon_http_request_duration_seconds_count \(all)",
        ]
        for (name, help, value) in more {
            // As Prometheus wants counters to be called.
            let kind = name.hasSuffix("_total") ? "counter" : "gauge"
            lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(kind)", "\(name) \(value)"]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
