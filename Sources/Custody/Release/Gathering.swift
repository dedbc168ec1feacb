import Foundation
import Glibc
package import Kernel

extension Release {
    /// A file that was given to be protected.
    package struct SourceFile: Sendable, Codable, Hashable {
        /// From 1, in the order of the paths; the same number in every list of the release.
        package let number: Int
        package let path: String
        /// Path below what was given; personal.
        package let name: Personal<String>
        /// Which of the given paths it came from, from 1.
        package let source: Int
        package let bytes: Int
        /// Last change in nanoseconds since 1970: a file that changes is read anew.
        package let changed: Int64
        /// Why it cannot be read at all, or nil.
        package let obstacle: String?

        /// Nanoseconds since 1970 at which a file last changed.
        static func changed(_ status: stat) -> Int64 {
            Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        }
    }

    /// Finds the files below the given paths, without following links and in a fixed order.
    package struct Gathering: Sendable {
        /// Files in one run: bounds the list that is held in memory.
        package static let filesMax = 2_000_000

        package enum Failure: Kernel.Failure, Equatable {
            case nothingThere(Int)
            case nothingInside
            case tooMany

            package var message: String {
                switch self {
                case .nothingThere(let position):
                    "Path \(position) does not exist or cannot be read. "
                        + "Check its spelling and rights."
                case .nothingInside:
                    "There is no file in what was given, so there is nothing to protect."
                case .tooMany:
                    "There are more than \(filesMax) files. Protect them in several runs."
                }
            }
        }

        /// Everything below `paths`, sorted by path, but for what lies in the folders `sparing`:
        /// the home and the release would otherwise be read as data.
        ///
        /// A folder that may not be looked into is in the list, with its obstacle.
        package static func files(
            below paths: [String],
            sparing: [String] = []
        ) throws -> [SourceFile] {
            let spared = sparing.compactMap(Identity.init)
            var found: [(path: String, name: String, source: Int)] = []
            for (position, path) in paths.enumerated() {
                var status = stat()
                guard lstat(path, &status) == 0 else { throw Failure.nothingThere(position + 1) }
                guard status.st_mode & S_IFMT == S_IFDIR else {
                    found.append((path, (path as NSString).lastPathComponent, position + 1))
                    continue
                }
                for name in try names(below: path, sparing: spared) {
                    found.append((name.isEmpty ? path : path + "/" + name, name, position + 1))
                }
                guard found.count <= filesMax else { throw Failure.tooMany }
            }
            guard !found.isEmpty else { throw Failure.nothingInside }
            return found.enumerated().map { offset, file in
                describe(file.path, file.name, file.source, number: offset + 1)
            }
        }

        /// What a folder is, whatever path leads to it.
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

        /// Names of everything but folders below `folder`, and of folders that do not open, in the
        /// order of their bytes.
        private static func names(
            below folder: String,
            sparing spared: [Identity]
        ) throws -> [String] {
            var names: [String] = []
            var folders = [""]
            while let place = folders.popLast() {
                let prefix = place.isEmpty ? "" : place + "/"
                guard let stream = opendir(folder + "/" + place) else {
                    names.append(place)
                    continue
                }
                defer { closedir(stream) }
                while let entry = readdir(stream) {
                    // A name that is no UTF-8 is mended, hence not found, hence told of.
                    let name = entry.entryName
                    guard name != ".", name != ".." else { continue }
                    var status = stat()
                    let isThere = lstat(folder + "/" + prefix + name, &status) == 0
                    if isThere, status.st_mode & S_IFMT == S_IFDIR {
                        if !spared.contains(Identity(status)) { folders.append(prefix + name) }
                        continue
                    }
                    names.append(prefix + name)
                    guard names.count <= filesMax else { throw Failure.tooMany }
                }
            }
            return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }

        private static func describe(
            _ path: String,
            _ name: String,
            _ source: Int,
            number: Int
        ) -> SourceFile {
            var status = stat()
            let isThere = lstat(path, &status) == 0
            let kind = status.st_mode & S_IFMT
            let obstacle: String? =
                if !isThere {
                    "it went away or cannot be read"
                } else if kind == S_IFLNK {
                    "it is a link; what it points to is read where it lies"
                } else if kind == S_IFDIR {
                    "the rights of this folder do not allow looking into it"
                } else if kind != S_IFREG {
                    "it is not a regular file"
                } else if access(path, R_OK) != 0 {
                    "its rights do not allow reading it"
                } else {
                    nil
                }
            return SourceFile(
                number: number,
                path: path,
                name: Personal(name),
                source: source,
                bytes: obstacle == nil ? Int(status.st_size) : 0,
                changed: SourceFile.changed(status),
                obstacle: obstacle
            )
        }
    }
}
