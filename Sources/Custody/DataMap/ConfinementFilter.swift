import CSeccomp
import Glibc

/// The system calls that a confined reader may make; every other fails as if it did not exist.
///
/// A list of what is allowed, because what a parser needs is short and known, and what a kernel
/// offers is long and grows. Refused calls answer ENOSYS, on which the C library falls back to
/// older calls where it can. Not allowed, on purpose: sockets, tracing, mounting, namespaces,
/// keys, modules, other processes' memory, io_uring, and handing over descriptors.
enum ConfinementFilter {
    private static let allowed = [
        // Reading and writing what is open.
        "read", "write", "readv", "writev", "pread64", "pwrite64", "lseek", "close", "close_range",
        "fstat", "newfstatat", "stat", "lstat", "statx", "fstatfs", "statfs", "access",
        "faccessat", "faccessat2", "readlink", "readlinkat", "getcwd", "getdents64", "fadvise64",
        "dup", "dup2", "dup3", "pipe", "pipe2", "fcntl", "poll", "ppoll", "select", "pselect6",
        "eventfd2", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait",
        // Opening: the box holds nothing but libraries and an empty /tmp.
        "open", "openat", "creat", "unlink", "unlinkat", "ftruncate", "fallocate", "mkdir",
        "rmdir", "rename", "chdir", "fchdir", "chmod", "fchmod", "fchmodat", "utimensat", "utime",
        "utimes", "futimesat",
        // Memory.
        "mmap", "munmap", "mprotect", "mremap", "madvise", "brk", "membarrier", "rseq",
        // Starting and ending: prlimit starts the reader, the reader starts pdftotext.
        "execve", "vfork", "wait4", "waitid", "exit", "exit_group", "kill", "tgkill",
        "set_tid_address", "set_robust_list", "get_robust_list", "arch_prctl", "prctl",
        // Signals, time, limits, and questions about oneself.
        "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigtimedwait", "sigaltstack",
        "futex", "futex_time64", "sched_yield", "sched_getaffinity", "nanosleep",
        "clock_nanosleep", "clock_gettime", "clock_getres", "gettimeofday", "time", "times",
        "getrusage", "getrlimit", "setrlimit", "prlimit64", "getpid", "getppid", "gettid",
        "getuid", "geteuid", "getgid", "getegid", "getpgrp", "getpgid", "getsid", "setsid",
        "getrandom", "uname", "sysinfo", "umask", "restart_syscall", "setpgid",
    ]

    // seccomp.h defines these as macros with arguments, which do not cross into Swift.
    private static let refuse: UInt32 = 0x0005_0000 | UInt32(ENOSYS)
    private static let allow: UInt32 = 0x7FFF_0000

    /// Flags of `clone` that would make a new namespace (clone(2)).
    private static let namespaceFlags: UInt64 = 0x7E02_0080

    /// The filter as a program for the kernel, in a pipe whose reading end is returned.
    ///
    /// The program is some two kilobytes, far below what a pipe holds, so writing cannot block.
    static func exported() throws(ConfinementFault) -> Int32 {
        guard let context = seccomp_init(refuse) else {
            throw ConfinementFault(reason: "the system call filter could not be made")
        }
        defer { seccomp_release(context) }
        for name in allowed {
            let number = seccomp_syscall_resolve_name(name)
            // Not every call exists on every processor.
            guard number >= 0 else { continue }
            guard seccomp_rule_add_array(context, allow, number, 0, nil) == 0 else {
                throw ConfinementFault(reason: "the system call filter could not be made")
            }
        }
        try allowThreads(in: context)
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else {
            throw ConfinementFault(reason: "the system call filter could not be handed over")
        }
        defer { close(ends[1]) }
        guard seccomp_export_bpf(context, ends[1]) == 0 else {
            close(ends[0])
            throw ConfinementFault(reason: "the system call filter could not be handed over")
        }
        return ends[0]
    }

    /// Allows `clone` for threads and children, but not for namespaces.
    private static func allowThreads(in context: scmp_filter_ctx) throws(ConfinementFault) {
        var plain = scmp_arg_cmp()
        plain.arg = 0
        plain.op = SCMP_CMP_MASKED_EQ
        plain.datum_a = namespaceFlags
        plain.datum_b = 0
        let number = seccomp_syscall_resolve_name("clone")
        guard seccomp_rule_add_array(context, allow, number, 1, &plain) == 0 else {
            throw ConfinementFault(reason: "the system call filter could not be made")
        }
    }
}

/// Why a reader cannot be confined on this machine, and so is not started.
package struct ConfinementFault: Error, Equatable, Sendable {
    /// One sentence for the operator, with what to do about it where something can be done.
    package var reason: String
}
