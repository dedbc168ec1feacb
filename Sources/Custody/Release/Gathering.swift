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
    }

    /// Finds the files below the given paths, without following links and in a fixed order.
    package struct Gathering: Sendable {
        /// Files in one run: bounds the list that is held in memory.
        package static let filesMax = 2_000_000

        package enum Failure: Kernel.Failure, Equatable {
            case nothingThere(Int)
            case tooMany

            package var message: String {
                switch self {
                case .nothingThere(let position):
                    "Path \(position) does not exist or cannot be read. Check its spelling and rights."
                case .tooMany:
                    "There are more than \(filesMax) files. Protect them in several runs."
                }
            }
        }

        /// Everything below `paths`, sorted by path.
        package static func files(below paths: [String]) throws -> [SourceFile] {
            var found: [(path: String, name: String, source: Int)] = []
            for (position, path) in paths.enumerated() {
                var status = stat()
                guard lstat(path, &status) == 0 else { throw Failure.nothingThere(position + 1) }
                guard status.st_mode & S_IFMT == S_IFDIR else {
                    found.append((path, (path as NSString).lastPathComponent, position + 1))
                    continue
                }
                for name in try names(below: path) {
                    found.append((path + "/" + name, name, position + 1))
                    guard found.count <= filesMax else { throw Failure.tooMany }
                }
            }
            return found.enumerated().map { offset, file in
                describe(file.path, file.name, file.source, number: offset + 1)
            }
        }

        /// Names of everything but folders below `folder`, in the order of their bytes.
        private static func names(below folder: String) throws -> [String] {
            guard let walk = FileManager.default.enumerator(atPath: folder) else {
                throw Failure.nothingThere(1)
            }
            var names: [String] = []
            while let name = walk.nextObject() as? String {
                var status = stat()
                let isThere = lstat(folder + "/" + name, &status) == 0
                if isThere, status.st_mode & S_IFMT == S_IFDIR { continue }
                names.append(name)
                guard names.count <= filesMax else { throw Failure.tooMany }
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
                } else if kind != S_IFREG {
                    "it is not a regular file"
                } else if access(path, R_OK) != 0 {
                    "its rights do not allow reading it"
                } else {
                    nil
                }
            let time = status.st_mtim
            return SourceFile(
                number: number,
                path: path,
                name: Personal(name),
                source: source,
                bytes: obstacle == nil ? Int(status.st_size) : 0,
                changed: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec),
                obstacle: obstacle
            )
        }
    }
}
