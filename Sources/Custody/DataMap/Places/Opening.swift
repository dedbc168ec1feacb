import CLinux
import Glibc

/// How far a row of folders lets others through: to read a file, one must pass all of them.
struct Opening: Hashable, Sendable {
    var group: Bool
    var others: Bool

    static let all = Opening(group: true, others: true)

    /// The same, behind a folder of this mode: passing one takes its `x`.
    func narrowed(by mode: mode_t) -> Opening {
        Opening(
            // Groups differ from folder to folder: only what shuts every group out narrows them.
            group: group && mode & (S_IXGRP | S_IXOTH) != 0,
            others: others && mode & S_IXOTH != 0
        )
    }

    /// Who can read a file of this mode behind these folders.
    func exposure(of mode: mode_t, _ list: AccessList) -> DataMap.Exposure {
        if others, mode & S_IROTH != 0 { return .everyone }
        if group, mode & S_IRGRP != 0 { return .group }
        return list.isShared ? .group : .owner
    }
}

/// Who else may read a file by its POSIX access control list (acl(5)).
struct AccessList: Sendable {
    private static let attribute = "system.posix_acl_access"
    /// Tags of one entry in the attribute's binary form (linux/posix_acl_xattr.h).
    private enum Tag {
        static let user: UInt16 = 0x02
        static let group: UInt16 = 0x08
    }
    /// A list of this many entries is longer than any real one. Bytes.
    private static let sizeMax = 4 + 8 * 512

    private(set) var users: [UInt32] = []
    private(set) var groups: [UInt32] = []

    var isShared: Bool { !users.isEmpty || !groups.isEmpty }

    /// In numbers, behind owner and mode.
    var words: String {
        (users.map { " u:\($0)" } + groups.map { " g:\($0)" }).joined()
    }

    init(of path: String) {
        // Most files have none: asked first for its size alone.
        let size = lgetxattr(path, Self.attribute, nil, 0)
        guard (4...Self.sizeMax).contains(size) else { return }
        var bytes = [UInt8](repeating: 0, count: size)
        let count = lgetxattr(path, Self.attribute, &bytes, size)
        guard count == size else { return }
        for start in stride(from: 4, to: count - 7, by: 8) {
            let tag = UInt16(bytes[start]) | UInt16(bytes[start + 1]) << 8
            let mayRead = bytes[start + 2] & 4 != 0
            let id = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + 4 + $1]) << (8 * $1) }
            guard mayRead else { continue }
            if tag == Tag.user { users.append(id) }
            if tag == Tag.group { groups.append(id) }
        }
    }
}
