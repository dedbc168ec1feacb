import Foundation
import Glibc
import Testing

/// A real mail server of one account, on this machine alone, in a folder of its own.
final class Dovecot {
    private static let program = "/usr/sbin/dovecot"

    /// Whether there is one; it gives its processes rights of their own, and so starts as root.
    static var isThere: Bool { access(program, X_OK) == 0 && getuid() == 0 }

    static let user = "anna@harbour.example"
    static let password = "zqxcanary \"quoted\\ secret"

    /// Whose the mail is: a server reads none of its master's.
    private static let nobody: uid_t = 65_534

    let folder: String
    let port: Int
    let securePort: Int
    private var process: pid_t = 0

    var mail: String { folder + "/mail" }
    var certificate: String { folder + "/certificate.pem" }

    init() throws {
        folder = "/tmp/cordon-dovecot-" + UUID().uuidString.prefix(8)
        (port, securePort) = (try Self.freePort(), try Self.freePort())
        for name in ["mail/cur", "mail/new", "mail/tmp", "run"] {
            try FileManager.default.createDirectory(
                atPath: folder + "/" + name,
                withIntermediateDirectories: true
            )
        }
        for name in ["mail", "mail/cur", "mail/new", "mail/tmp"] {
            chown(folder + "/" + name, Self.nobody, Self.nobody)
        }
        let made = system(
            """
            openssl req -x509 -newkey rsa:2048 -nodes -keyout '\(folder)/key.pem' \
            -out '\(certificate)' -days 2 -subj /CN=localhost \
            -addext subjectAltName=DNS:localhost </dev/null >/dev/null 2>&1
            """
        )
        try #require(made == 0)
        try write("\(Self.user):{PLAIN}\(Self.password)\n", "users")
        try write(configuration, "dovecot.conf")
        try start()
        // It listens before it writes down who it is.
        for _ in 0..<500 where access(folder + "/run/master.pid", F_OK) != 0 { usleep(10_000) }
        usleep(100_000)
    }

    /// Starts it with no descriptor of ours: it lives long, and would keep open the pipes of other
    /// tests, which then wait for their end.
    private func start() throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // It ends when it is told to, whatever signals this thread has blocked.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let script = """
            for file in /proc/self/fd/*; do number=${file##*/}
            [ "$number" -gt 2 ] && eval "exec $number>&-"; done
            exec \(Self.program) -F -c '\(folder)/dovecot.conf'
            """
        let words = ["/bin/bash", "-c", script]
        let copies = words.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        let status = posix_spawn(
            &process,
            "/bin/bash",
            &actions,
            &attributes,
            copies + [nil],
            environ
        )
        try #require(status == 0)
    }

    func stop() {
        kill(process, SIGTERM)
        for _ in 0..<300 {
            if waitpid(process, nil, WNOHANG) != 0 { break }
            usleep(10_000)
        }
        kill(process, SIGKILL)
        try? FileManager.default.removeItem(atPath: folder)
    }

    func write(_ text: String, _ name: String) throws {
        let place = URL(filePath: folder + "/" + name)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: place)
    }

    /// Puts a message into a mailbox, as its file.
    func deliver(_ text: String, as name: String) throws {
        let mail = "From: office@harbour.example\r\nTo: anna@harbour.example\r\nSubject: News\r\n"
            + "Message-ID: <\(UUID().uuidString)@harbour.example>\r\n\r\n\(text)\r\n"
        try write(mail, "mail/" + name)
        let parts = ("mail/" + name).split(separator: "/")
        for count in 1...parts.count {
            let path = folder + "/" + parts.prefix(count).joined(separator: "/")
            chown(path, Self.nobody, Self.nobody)
        }
    }

    private static func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(socket, pointer, size) == 0 && getsockname(socket, pointer, &size) == 0
            }
        }
        try #require(status)
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private var configuration: String {
        """
        protocols = imap
        base_dir = \(folder)/run
        state_dir = \(folder)/run
        listen = 127.0.0.1
        log_path = \(folder)/log
        ssl = yes
        ssl_cert = <\(certificate)
        ssl_key = <\(folder)/key.pem
        disable_plaintext_auth = no
        mail_location = maildir:\(mail)
        first_valid_uid = 1
        first_valid_gid = 1
        passdb {
          driver = passwd-file
          args = \(folder)/users
        }
        userdb {
          driver = static
          args = uid=\(Self.nobody) gid=\(Self.nobody) home=\(folder)
        }
        service imap-login {
          chroot =
          inet_listener imap {
            port = \(port)
          }
          inet_listener imaps {
            port = \(securePort)
            ssl = yes
          }
        }
        service anvil {
          chroot =
        }

        """
    }
}
