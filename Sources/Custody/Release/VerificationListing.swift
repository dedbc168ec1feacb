import Glibc
import Kernel

/// What lies in a folder that somebody handed over: no link is followed, and nothing is opened.
struct FolderListing {
    /// Entries looked at before giving up: a release has one file a table and a dozen besides.
    static let entriesMax = 1_000_000
    /// Folders within folders: a release has one level, and a stack has an end.
    static let depthMax = 16

    /// Lengths of the regular files, by their paths from the folder.
    private(set) var files: [String: Int] = [:]
    /// Folders below the folder, by their paths from it.
    private(set) var folders: [String] = []
    /// Links, devices, sockets, pipes, and names that are not plain ASCII.
    private(set) var oddities: [String] = []
    private var count = 0

    init(of folder: String) throws {
        try walk(folder, below: "", depth: 0)
    }

    private mutating func walk(_ folder: String, below place: String, depth: Int) throws {
        guard depth < Self.depthMax else { throw Unfounded("folders lie too deep in each other") }
        guard let handle = opendir(folder) else { throw Disk.failed("list", folder) }
        defer { closedir(handle) }
        while let entry = readdir(handle) {
            let name = Array(entry.entryName.utf8)
            if name == [0x2E] || name == [0x2E, 0x2E] { continue }
            count += 1
            guard count <= Self.entriesMax else { throw Unfounded("there are too many files") }
            let path = place + String(decoding: name, as: UTF8.self)
            // Two spellings of one text are equal strings and different files: only ASCII has one.
            guard name.allSatisfy({ (0x20...0x7E).contains($0) }) else {
                oddities.append(path)
                continue
            }
            try note(folder + "/" + String(decoding: name, as: UTF8.self), as: path, depth)
        }
    }

    private mutating func note(_ full: String, as path: String, _ depth: Int) throws {
        var status = stat()
        guard lstat(full, &status) == 0 else { throw Disk.failed("look at", full) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: files[path] = Int(status.st_size)
        case S_IFDIR:
            folders.append(path)
            try walk(full, below: path + "/", depth: depth + 1)
        default: oddities.append(path)
        }
    }
}
