// Modules: Provenance
import Provenance

/// Package files: archives of every kind, and scripts in them read as words.
func fuzz(_ bytes: [UInt8]) {
    let inspector = PackageInspector(
        limits: ArchiveLimits(),
        popular: [.pypi: ["requests"], .npm: ["lodash"]],
        sha256: { _ in [UInt8](repeating: 0, count: 32) },
        sha512: { _ in [UInt8](repeating: 0, count: 64) }
    )
    for name in ["x-1-py3-none-any.whl", "x-1.tar.gz", "x-1.tgz", "x-1.crate", "x-1.gem"] {
        let found = inspector.inspect(bytes, name: name)
        precondition((0...100).contains(found.score), "a score lies outside its scale")
    }
    // As it is, it is seldom an archive: so it is put into one, under names of each language.
    for name in ["setup.py", "i.js", "x.pth", "go.sh", "m.pkl", "package.json"] {
        let found = inspector.inspect(archive(name, bytes), name: "x-1.tgz")
        precondition(found.marks.allSatisfy { $0.line >= 0 }, "a mark stands before its file")
    }
}

/// A tar of one file (POSIX ustar).
private func archive(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
        for (offset, byte) in text.utf8.enumerated() { header[place + offset] = byte }
    }
    put("x-1/" + name, at: 0)
    put("0000644", at: 100)
    let size = String(bytes.count, radix: 8)
    put(String(repeating: "0", count: 11 - size.count) + size, at: 124)
    put("ustar", at: 257)
    put("        ", at: 148)
    let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
    put(String(repeating: "0", count: 6 - sum.count) + sum + "\0", at: 148)
    header[156] = 0x30
    let rest = (512 - bytes.count % 512) % 512
    return header + bytes + [UInt8](repeating: 0, count: rest + 1_024)
}
