import Documents
import Glibc

/// The confined reader: takes documents as bytes on descriptor 0 and answers records on 1.
///
/// It links the parsers that have a history of faults, libxml2 and libarchive, and only ever runs
/// in the box that `Custody` makes for it. It opens no file but those it writes to its own `/tmp`,
/// keeps nothing from one document to the next, and ends when the pipe closes.
@main
struct Program {
    static func main() {
        // One thread a picture: two pictures at once gain more than two threads do.
        setenv("OMP_THREAD_LIMIT", "1", 1)
        var port = Port()
        if CommandLine.arguments.count > 1 {
            DatabaseVisit(on: port).run(Array(CommandLine.arguments.dropFirst()))
            return
        }
        port.send(.ready)
        while let frame = port.receive() {
            guard frame.kind == .begin, let request = try? Request(frame) else {
                // The parent does not speak our language; whatever comes next would be guesswork.
                exit(2)
            }
            limitProcessorTime(request.limits.processorTimeMax)
            var session = Session(request, on: port)
            port = session.run()
        }
    }

    /// Lets the kernel end us when this document takes more than `seconds` of processor time.
    private static func limitProcessorTime(_ seconds: Int) {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let resource = __rlimit_resource_t(RLIMIT_CPU.rawValue)
        var limit = rlimit()
        getrlimit(resource, &limit)
        let used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        limit.rlim_cur = min(rlim_t(used + seconds + 1), limit.rlim_max)
        setrlimit(resource, &limit)
    }
}
