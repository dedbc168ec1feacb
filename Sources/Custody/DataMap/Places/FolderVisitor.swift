import Documents
import Glibc

/// Walks through the files below a folder, without following links, and reads from their modes who
/// can see them.
///
/// One folder at a time is held in memory, so that a million files need no more than the largest
/// of their folders.
struct FolderVisitor: DataMap.Visitor {
    let root: String
    /// Folders that are not data of this source: the home itself, above all.
    let spared: [String]

    /// Names in one folder: bounds the list that is sorted.
    static let namesMax = 4_000_000
    /// Folders in folders.
    static let depthMax = 256

    /// A folder that is being walked through.
    private struct Level {
        let path: String
        /// How far its own rights and those above it open what lies in it.
        let opening: Opening
        var names: [String]
        /// The messages in it, where it is a Maildir.
        var mails: [Maildir.Mail] = []
    }

    func walk(_ each: (DataMap.Sighting) async throws -> Void) async throws {
        var status = stat()
        guard stat(root, &status) == 0 else {
            throw DataMap.Unreachable(message: "The folder is not there, or may not be entered.")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            let name = String(root.split(separator: "/").last ?? "")
            return try await each(sighting(root, name, status, within: .all))
        }
        let hidden = spared.compactMap(Identity.init)
        // Whoever may not pass the folders above sees nothing below them.
        var levels = [Level(path: "", opening: opening(above: root), names: [])]
        levels[0].names = try names(in: "").reversed()
        gather(&levels[0])
        while var level = levels.popLast() {
            if let mail = level.mails.popLast() {
                levels.append(level)
                if let sighting = sighting(of: mail, in: level.path, within: level.opening) {
                    try await each(sighting)
                }
                continue
            }
            guard let name = level.names.popLast() else { continue }
            levels.append(level)
            let path = level.path.isEmpty ? name : level.path + "/" + name
            let full = root + "/" + path
            guard lstat(full, &status) == 0 else { continue }
            guard status.st_mode & S_IFMT == S_IFDIR else {
                try await each(sighting(full, path, status, within: level.opening))
                continue
            }
            guard !hidden.contains(Identity(status)), levels.count < Self.depthMax else { continue }
            guard let inner = try? names(in: path) else {
                try await each(blocked(path, status, within: level.opening))
                continue
            }
            let opening = level.opening.narrowed(by: status.st_mode)
            var next = Level(path: path, opening: opening, names: inner.reversed())
            gather(&next)
            levels.append(next)
        }
    }

    func hold(_ sighting: DataMap.Sighting) -> DataMap.Handout {
        if let location = sighting.location, access(location, F_OK) == 0 { return .file(location) }
        var status = stat()
        let isFolder = stat(root, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        guard isFolder else { return .file(root) }
        let path = root + "/" + sighting.path
        return .file(access(path, F_OK) == 0 ? path : Maildir.location(of: path) ?? path)
    }

    // MARK: Messages

    /// Takes the messages of a Maildir out of its folders, so that each goes by its own name.
    private func gather(_ level: inout Level) {
        guard let maildir = Maildir(names: level.names) else { return }
        let path = level.path.isEmpty ? "" : level.path + "/"
        // Where one of them is a link, this is a folder like any other, and the link is told.
        guard let new = try? names(in: path + "new"), let seen = try? names(in: path + "cur")
        else { return }
        level.names = maildir.others
        level.mails = Maildir.mails(new: new, seen: seen, beside: maildir.others).reversed()
    }

    private func sighting(
        of mail: Maildir.Mail,
        in folder: String,
        within opening: Opening
    ) -> DataMap.Sighting? {
        let path = folder.isEmpty ? "" : folder + "/"
        let full = root + "/" + path + mail.place
        var status = stat()
        // One that was moved or deleted since it was listed is met next time.
        guard lstat(full, &status) == 0 else { return nil }
        var above = stat()
        let subfolder = root + "/" + path + mail.place.prefix(3)
        guard lstat(subfolder, &above) == 0, above.st_mode & S_IFMT == S_IFDIR else { return nil }
        let opening = opening.narrowed(by: above.st_mode)
        var sighting = sighting(full, path + mail.name, status, within: opening)
        sighting.location = full
        return sighting
    }

    // MARK: What is there

    private struct Identity: Equatable {
        let device: UInt64
        let node: UInt64

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            self.init(status)
        }

        init(_ status: stat) {
            (device, node) = (UInt64(status.st_dev), UInt64(status.st_ino))
        }
    }

    /// Names of one folder in the order of their bytes.
    private func names(in path: String) throws -> [String] {
        guard var folder = FolderNames(root + "/" + path) else {
            throw DataMap.Unreachable(message: "A folder may not be looked into.")
        }
        var names: [String] = []
        while let name = folder.next() {
            names.append(name)
            guard names.count <= Self.namesMax else {
                throw DataMap.Unreachable(message: "A folder holds more files than are listed.")
            }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func blocked(
        _ path: String,
        _ status: stat,
        within opening: Opening
    ) -> DataMap.Sighting {
        var sighting = sighting(root + "/" + path, path, status, within: opening)
        sighting.obstacle = "the rights of this folder do not allow looking into it"
        return sighting
    }

    private func sighting(
        _ full: String,
        _ path: String,
        _ status: stat,
        within opening: Opening
    ) -> DataMap.Sighting {
        let list = AccessList(of: full)
        let exposure = opening.exposure(of: status.st_mode, list)
        let kind = status.st_mode & S_IFMT
        let obstacle: String? =
            switch kind {
            case S_IFREG: access(full, R_OK) == 0 ? nil : "its rights do not allow reading it"
            case S_IFLNK: "it is a link; what it points to is read where it lies"
            default: "it is not a regular file"
            }
        let time = status.st_mtim
        let changed = Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
        let mode = String(status.st_mode & 0o7777, radix: 8)
        let rights = "uid=\(status.st_uid) gid=\(status.st_gid) mode=\(mode)" + list.words
        return DataMap.Sighting(
            path: path,
            hint: "\(status.st_size):\(time.tv_sec).\(time.tv_nsec)"
                + ":\(status.st_ino):\(exposure.rawValue):\(rights)",
            exposure: exposure,
            rights: rights,
            bytes: kind == S_IFREG ? Int(status.st_size) : 0,
            changed: changed,
            obstacle: obstacle
        )
    }

    /// How far the folders above `path` let others in.
    func opening(above path: String) -> Opening {
        var opening = Opening.all
        var status = stat()
        var place = ""
        for step in path.split(separator: "/") {
            place += "/" + step
            if stat(place, &status) == 0 { opening = opening.narrowed(by: status.st_mode) }
        }
        return path.hasPrefix("/") ? opening : .all
    }
}
