#if DEBUG
    import Documents
    import Glibc

    /// Misfortunes that tests ask a worker to act out; not compiled into what people run.
    enum Rehearsal {
        static func act(_ misfortune: String, _ outlet: Outlet) throws(NotAssessed) {
            switch misfortune {
            case "sleep": while true { sleep(1_000) }
            case "spin": while true {}
            case "crash": abort()
            case "flood":
                let text = String(repeating: "x", count: 4_096)
                while true { try outlet.put(record("flood", text)) }
            case "memory":
                var blocks: [[UInt8]] = []
                while true {
                    // Asked for and never touched: the limit is on addresses.
                    blocks.append(
                        [UInt8](unsafeUninitializedCapacity: 64 << 20) { _, count in
                            count = 0
                        }
                    )
                }
            case "babble":
                _ = "nonsense, not a frame".withCString { write(1, $0, strlen($0)) }
            case "half":
                try outlet.put(record("text", "before the fall"))
                _ = outlet.close(with: .record(record("text", "and this")))
                abort()
            case "escape": try escape(outlet)
            default: break
            }
        }

        /// Tries what the box must not allow, and reports what came of each attempt.
        private static func escape(_ outlet: Outlet) throws(NotAssessed) {
            var outcomes: [(String, Bool)] = []
            outcomes.append(("socket", socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) >= 0))
            outcomes.append(("local socket", socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) >= 0))
            outcomes.append(("passwd", open("/etc/passwd", O_RDONLY) >= 0))
            outcomes.append(("home", open("/root", O_RDONLY) >= 0))
            outcomes.append(("write usr", open("/usr/x", O_WRONLY | O_CREAT, 0o600) >= 0))
            outcomes.append(("write reader", open("/reader/cordon-reader", O_WRONLY) >= 0))
            outcomes.append(("new root", chroot("/tmp") == 0))
            outcomes.append(("link", symlink("/usr", "/tmp/usr") == 0))
            outcomes.append(("scratch", open("/tmp/x", O_WRONLY | O_CREAT, 0o600) >= 0))
            outcomes.append(("root", getuid() == 0))
            for (name, succeeded) in outcomes {
                try outlet.put(record(name, succeeded ? "yes" : "no"))
            }
        }

        private static func record(_ name: String, _ text: String) -> Record {
            Record(index: 0, kind: .text, fields: [Field(name: name, text: text, place: Place())])
        }
    }
#endif
