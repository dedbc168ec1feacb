import Foundation

/// Where traces go: lines in a file, or a collector on this machine that speaks OTLP over HTTP.
package enum TraceTarget: Sendable, Hashable {
    case file(String)
    /// An address on the loopback: what leaves this machine is for the collector to encrypt.
    case collector(String)

    /// A path, or an address such as `http://127.0.0.1:4318/v1/traces`; nil where it is an address
    /// of another machine, or none.
    package init?(_ text: String) {
        guard text.contains("://") else {
            guard !text.isEmpty else { return nil }
            self = .file(text)
            return
        }
        let hosts = ["127.0.0.1", "localhost", "::1", "[::1]"]
        guard let parts = URLComponents(string: text), parts.scheme == "http",
            let host = parts.host, hosts.contains(host), parts.user == nil,
            parts.password == nil, parts.fragment == nil
        else { return nil }
        self = .collector(text)
    }
}
