/// RECORD: every member listed, every digest right, nothing listed that is not there.
enum WheelRecord {
    static func check(
        _ members: [PackageInspector.Member],
        sha256: ([UInt8]) -> [UInt8],
        sha512: ([UInt8]) -> [UInt8]
    ) -> [Mark] {
        var marks: [Mark] = []
        func add(_ file: String, _ why: String) {
            guard marks.count < 20 else { return }
            marks.append(
                Mark(rule: "REC-1", file: file, line: 0, trigger: .install, why: why, points: 80)
            )
        }
        let record = members.first {
            let parts = $0.entry.name.split(separator: "/")
            return parts.count == 2 && parts[0].hasSuffix(".dist-info") && parts[1] == "RECORD"
        }
        guard let record, let bytes = record.bytes else {
            add("RECORD", "a wheel without RECORD")
            return marks
        }
        let folder = record.entry.name.dropLast("RECORD".count)
        let exempt: Set = [record.entry.name, folder + "RECORD.jws", folder + "RECORD.p7s"]
        var listed: [String: String] = [:]
        for line in OtherLocks.lines(bytes) where !line.isEmpty {
            let fields = fields(line)
            guard fields.count >= 2 else { continue }
            if listed.updateValue(fields[1], forKey: fields[0]) != nil {
                add(fields[0], "is listed twice in RECORD")
            }
        }
        var present: Set<String> = []
        for member in members where member.entry.kind == .file {
            present.insert(member.entry.name)
            guard !exempt.contains(member.entry.name) else { continue }
            guard let claim = listed[member.entry.name] else {
                add(member.entry.name, "is not listed in RECORD")
                continue
            }
            guard let content = member.bytes, let equals = claim.firstIndex(of: "=") else {
                continue
            }
            let wanted = claim[claim.index(after: equals)...]
            let digest: [UInt8]
            switch claim[..<equals] {
            case "sha256": digest = sha256(content)
            case "sha512": digest = sha512(content)
            default: continue
            }
            if Base64.encodeURL(digest) != wanted {
                add(member.entry.name, "differs from what RECORD says of it")
            }
        }
        for path in listed.keys.sorted() where !present.contains(path) && !path.hasSuffix("/") {
            add(path, "is listed in RECORD and not there")
        }
        return marks
    }

    /// The fields of a line of CSV; quotes may hold commas.
    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for letter in line {
            if letter == "\"" {
                isQuoted.toggle()
            } else if letter == ",", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(letter)
            }
        }
        return fields
    }
}
