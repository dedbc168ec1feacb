extension Search {
    /// IPv4 addresses, with a port or prefix length left outside: four groups or more, standing
    /// free.
    mutating func readIPv4(_ groups: borrowing Groups) -> Int? {
        for index in 0..<4 {
            guard groups[index].count <= 3, groups.value(in: text, index) <= 255 else { return nil }
            guard index == 0 || groups[index].separator == byte("."),
                index == 0 || groups[index].start == groups[index - 1].end + 1
            else { return nil }
        }
        guard groups[4].separator != byte(".") else { return nil }
        let end = groups[3].end
        guard !isWord(text[end]) || isPunctuation(startingAt: end) else { return nil }
        let isVersion = near(groups.start, words: 1).contains(.technical)
        add(groups.start..<end, .ipAddress, isVersion ? 0.4 : 0.9, "ip.v4")
        return end
    }

    /// MAC and IPv6 addresses around the colon at `index`.
    mutating func readColons(at index: Int) -> Int? {
        guard isHex(text[index - 1]) || text[index - 1] == byte(":") || text[index + 1] == byte(":")
        else { return nil }
        guard isHex(text[index + 1]) || text[index + 1] == byte(":") else { return nil }
        var start = index
        while start > 0, index - start <= 45, isHex(text[start - 1]) || text[start - 1] == byte(":")
        {
            start -= 1
        }
        var end = index
        while end - start <= 46,
            isHex(text[end]) || text[end] == byte(":") || text[end] == byte(".")
        {
            end += 1
        }
        while end > index, text[end - 1] == byte(".") { end -= 1 }
        steps += end - start
        guard !isWord(text[start - 1]), !isWord(text[end]), end - start <= 45 else { return nil }
        if isMAC(start..<end) {
            add(start..<end, .macAddress, 0.95, "mac")
            return end
        }
        guard isIPv6(start..<end) else { return nil }
        add(start..<end, .ipAddress, 0.9, "ip.v6")
        return end
    }

    private func isMAC(_ range: Range<Int>) -> Bool {
        guard range.count == 17 || range.count == 23 else { return false }
        for (offset, index) in range.enumerated() {
            let isMark = offset % 3 == 2
            guard isMark ? text[index] == byte(":") : isHex(text[index]) else { return false }
        }
        return true
    }

    /// RFC 4291 §2.2: eight groups of at most four digits, or fewer with one `::`.
    private func isIPv6(_ range: Range<Int>) -> Bool {
        var groups = 0
        var length = 0
        var hasGap = false
        var digits = 0
        var index = range.lowerBound
        while index < range.upperBound {
            if text[index] == byte(":") {
                if text[index + 1] == byte(":") {
                    guard !hasGap else { return false }
                    hasGap = true
                    index += 1
                }
                length = 0
            } else if isHex(text[index]) {
                if length == 0 { groups += 1 }
                length += 1
                digits += 1
                guard length <= 4 else { return false }
            } else {
                return false
            }
            index += 1
        }
        return hasGap ? groups <= 7 && digits >= 3 && groups >= 2 : groups == 8
    }

    /// Decimal degrees, latitude first: `48.8566, 2.3522`.
    mutating func readCoordinates(_ groups: borrowing Groups) -> Int? {
        guard groups.count >= 2, groups[1].separator == byte("."), groups[0].count <= 3,
            groups[1].count >= 3, groups[1].start == groups[0].end + 1
        else { return nil }
        let isNegative = text[groups.start - 1] == byte("-")
        let start = groups.start - (isNegative ? 1 : 0)
        guard standsFree(before: start), groups.value(in: text, 0) <= 180 else { return nil }
        let firstEnd = groups[1].end
        var index = firstEnd
        if text[index] == byte(",") { index += 1 }
        while isSpace(text[index]), index - firstEnd < 4 { index += 1 }
        let second = text[index] == byte("-") ? index + 1 : index
        var pair = Groups()
        pair.read(text, at: second)
        if index > firstEnd, pair.count >= 2, pair[1].separator == byte("."), pair[0].count <= 3,
            pair[1].count >= 3, groups.value(in: text, 0) <= 90,
            groups[1].count >= 4 && pair[1].count >= 4
                || context(before: start).contains(.coordinates)
        {
            add(start..<pair[1].end, .coordinates, 0.9, "coordinates.pair")
            return pair[1].end
        }
        guard groups[1].count >= 4,
            near(start, words: 2).union(context).contains(.coordinates)
        else { return nil }
        add(start..<firstEnd, .coordinates, 0.8, "coordinates.context")
        return firstEnd
    }
}
