/// Words that are mixed with a key of several bytes.
extension HiddenWords {
    /// Bytes of such keys, and words that are looked for: each must be longer than the key by some
    /// letters, or anything would spell it.
    private static let keys = 2...6
    private static let plain = [
        "https://", "http://", "child_process", "/bin/bash", "subprocess", "powershell",
        "curl -", "/bin/sh", "wget -", "urllib.request",
    ].map { Array($0.utf8) }
    private static let sureMin = 4

    /// The word that numbers spell, mixed with a key that comes again and again.
    static func spelledByKey(_ list: [UInt8]) -> String? {
        guard list.count >= 16, list.count <= 1_024 else { return nil }
        for word in plain where word.count <= list.count {
            for start in 0...(list.count - word.count) {
                for size in keys where word.count - size >= sureMin {
                    guard repeats(list, word, start, size) else { continue }
                    let key = (0..<size).map { list[start + $0] ^ word[$0] }
                    let whole = list.indices.map { place in
                        list[place] ^ key[((place - start) % size + size) % size]
                    }
                    guard whole.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }) else {
                        continue
                    }
                    return String(decoding: word, as: UTF8.self)
                }
            }
        }
        return nil
    }

    private static func repeats(_ list: [UInt8], _ word: [UInt8], _ start: Int, _ size: Int) -> Bool
    {
        for offset in size..<word.count
        where list[start + offset] ^ word[offset] != list[start + offset - size]
            ^ word[offset - size]
        {
            return false
        }
        return true
    }
}
