import Glibc

/// One publisher at a time in a folder, be it of this process or of another replica.
struct FolderTurn: ~Copyable {
    /// A turn is a few flushes and at most a few seconds of witnesses.
    private static let waitMax = Duration.seconds(60)

    private let file: Int32

    /// Waits for the turn without holding a thread.
    init(_ folder: String) async throws {
        let path = folder + "/.publishing"
        let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Disk.failed("open", path) }
        let start = ContinuousClock.now
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            guard start.duration(to: .now) < Self.waitMax, !Task.isCancelled else {
                Glibc.close(file)
                throw Broken(
                    .homeBusy,
                    "Another replica has been publishing for a minute. Look whether it hangs."
                )
            }
            try? await Task.sleep(for: .milliseconds(5))
        }
        self.file = file
    }

    /// Lets the next one in.
    func end() { Glibc.close(file) }
}
