import Console
import Foundation
import Hummingbird
import Kernel
import Merkle

extension Route {
    /// What anybody may fetch: style and script, how the server is, and the log itself.
    static let publicWays: [Route] = [
        .get(Assets.stylesheet, .anybody) { _, _ in
            Reply(type: "text/css; charset=utf-8", body: Stylesheet.bytes, isImmutable: true)
        },
        .get(Assets.script, .anybody) { _, _ in
            Reply(
                type: "text/javascript; charset=utf-8",
                body: Assets.scriptBytes,
                isImmutable: true
            )
        },
        .get(Assets.task, .anybody) { _, _ in
            Reply(
                type: "text/javascript; charset=utf-8",
                body: Assets.taskBytes,
                isImmutable: true
            )
        },
        .get("/health", .anybody) { _, reception in
            // The store answers, or whoever asks is told so.
            _ = try await reception.home.ledger.size()
            return .text("ok\n")
        },
        .get("/metrics", .anybody) { visit, reception in
            guard ["127.0.0.1", "::1"].contains(visit.address) else {
                throw Reception.Turned.away(.notFound)
            }
            let size = try await reception.home.ledger.size()
            var more = [
                ("cordon_ledger_events", "Events that happened.", size.events),
                ("cordon_ledger_leaves", "Events under the signed head.", size.numbered),
            ]
            if let totals = reception.traced?.traces.totals {
                more += [
                    ("cordon_traces_spans_total", "Spans handed on.", totals.handedOn),
                    ("cordon_traces_dropped_total", "Spans dropped.", totals.dropped),
                ]
            }
            return Reply(
                type: "text/plain; version=0.0.4",
                body: Array(reception.counts.text(more).utf8)
            )
        },
        .get("/robots.txt", .anybody) { _, _ in .text("User-agent: *\nDisallow: /\n") },
        .get("/log/checkpoint", .anybody) { _, reception in
            try log("checkpoint", reception)
        },
        .get("/log/verifier-key", .anybody) { _, reception in
            .text(reception.home.ledger.identity.verifier.description + "\n")
        },
        .get("/log/tile/**", .anybody) { visit, reception in
            try log(String(visit.path.dropFirst("/log/".count)), reception)
        },
    ]

    /// A file of the log (C2SP tlog-tiles): what its path may be is for `LogPath` to say.
    private static func log(_ path: String, _ reception: Reception) throws -> Reply {
        guard let place = try? LogPath(path),
            let bytes = try reception.home.publication.folder.read(place)
        else { throw Reception.Turned.away(.notFound) }
        let isText = place == .checkpoint
        return Reply(
            type: isText ? "text/plain; charset=utf-8" : "application/octet-stream",
            body: bytes,
            isImmutable: !isText
        )
    }
}
