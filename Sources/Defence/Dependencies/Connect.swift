package import Kernel
import Provenance

extension Dependencies {
    /// Records that harm to one thing is harm to another: a tool runs a component, a supplier uses
    /// a tool, a dataset is open to a worker.
    package struct Connect: Command {
        package static let name = "dependencies.connect"

        /// `component:pkg:pypi/litellm@1.82.8`, `tool:label-gateway`, `supplier:harbour`.
        package var from: String
        package var to: String
        /// Since when, in milliseconds since 1970.
        package var since: Int64

        package init(from: String, to: String, since: Int64) {
            self.from = from
            self.to = to
            self.since = since
        }

        package func decide(_ db: Database) throws -> Connected {
            guard since >= 0 else { throw Failure.badTime }
            return Connected(
                from: try Thing(from).text,
                to: try Thing(to).text,
                since: since
            )
        }
    }

    /// Two things were connected.
    package struct Connected: Event, Hashable {
        package static let name = "dependencies.connected.v1"

        package let from: String
        package let to: String
        package let since: Int64
    }

    /// Records that a connection has ended that was recorded by `Connect`: what was observed ends
    /// by what is observed.
    package struct Disconnect: Command {
        package static let name = "dependencies.disconnect"

        package var from: String
        package var to: String
        /// When it ended, in milliseconds since 1970.
        package var until: Int64

        package init(from: String, to: String, until: Int64) {
            self.from = from
            self.to = to
            self.until = until
        }

        package func decide(_ db: Database) throws -> Disconnected {
            let from = try Thing(from).text
            let to = try Thing(to).text
            let open = try db.row(
                """
                SELECT since FROM dependencies_edge
                WHERE origin = \(from) AND target = \(to) AND until IS NULL
                    AND basis = \(Connected.name)
                """
            )
            guard let open else { throw Failure.notConnected }
            guard until >= Int64(open.int(0)) else { throw Failure.badTime }
            return Disconnected(from: from, to: to, until: until)
        }
    }

    /// A connection ended.
    package struct Disconnected: Event, Hashable {
        package static let name = "dependencies.disconnected.v1"

        package let from: String
        package let to: String
        package let until: Int64
    }

    /// Something that can be reached, written as `kind:name`.
    struct Thing {
        let text: String
        let node: Reach.Node

        init(_ text: String) throws(Failure) {
            guard let colon = text.firstIndex(of: ":"),
                let kind = Reach.Kind(word: text[..<colon])
            else { throw .badKind }
            var name = String(text[text.index(after: colon)...])
            try check(text: name)
            if kind == .component {
                guard let purl = try? Purl(name) else { throw .badPackage }
                name = purl.description
            }
            node = Reach.Node(kind, name)
            self.text = kind.word + ":" + name
        }
    }
}
