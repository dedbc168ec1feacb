extension Search {
    /// Numbers of files, cases and applications: `no. 36110/97`, `nos. 1520/06`; standing free.
    mutating func readReference(_ groups: borrowing Groups) -> Int? {
        guard text[groups.start - 1] != byte("/") else { return nil }
        let isApplication =
            groups.mark == byte("/") && (groups[1].count == 2 || groups[1].count == 4)
            && (1...7).contains(groups[0].count) && groups[2].separator != byte("/")
        if isApplication, context(before: groups.start).contains(.reference) {
            add(groups.start..<groups[1].end, .code, 0.85, "code.application")
            return groups[1].end
        }
        if isApplication, groups[0].count >= 4, groups[1].count == 2 {
            add(groups.start..<groups[1].end, .code, 0.6, "code.application")
            return groups[1].end
        }
        return readCode(groups.start..<groups[0].end)
    }

    /// Marks over which a code goes on as long as letters or digits follow.
    static func joinsCode(_ mark: UInt8) -> Bool { ("-/_." as StaticString).contains(mark) }

    /// Identifiers that only the words before them explain: employee numbers, files, orders.
    mutating func readCode(_ token: Range<Int>) -> Int? {
        var end = token.upperBound
        var digits = 0
        for index in token where isDigit(text[index]) { digits += 1 }
        while end - token.lowerBound < 40, Self.joinsCode(text[end]),
            isAlphanumeric(text[end + 1])
        {
            end += 1
            while isAlphanumeric(text[end]), end - token.lowerBound < 40 {
                if isDigit(text[end]) { digits += 1 }
                end += 1
            }
        }
        guard digits >= 3, digits * 3 >= end - token.lowerBound || digits >= 6 else { return nil }
        var start = token.lowerBound
        while start > 0, token.lowerBound - start < 12,
            isUpper(text[start - 1]) || ("-/" as StaticString).contains(text[start - 1]),
            isUpper(text[start - 1]) || isUpper(text[start - 2])
        {
            start -= 1
        }
        let near = near(start, words: 3).union(context)
        // `Officier de port, badge HL-010429`: what stands nearest says what it is.
        let isBadge = self.near(start, words: 1).contains(.employee)
        guard isBadge || !near.contains(.technical) else { return nil }
        let range = start..<end
        if near.contains(.employee) || near.isSuperset(of: [.staff, .number]), end - start >= 4 {
            add(range, .employeeID, 0.8, "employee-id.context")
        } else if addDocument(range, digits) {
            return end
        } else if near.contains(.device), digits >= 10 {
            add(range, .code, 0.7, "device.context")
        } else if !near.isDisjoint(with: [.identity, .tax, .socialSecurity, .health]), digits >= 6 {
            add(range, .nationalID, 0.6, "national-id.context")
        } else if near.contains(.account), digits >= 6 {
            add(range, .code, 0.6, "account.context")
        } else if near.contains(.company), digits >= 6 {
            add(range, .code, 0.5, "company.context")
        } else if near.contains(.reference), digits >= 4 {
            add(range, .code, digits >= 5 ? 0.55 : 0.4, "code.context")
        } else {
            return nil
        }
        return end
    }

    /// Words before the number among which one for its document counts: `driver license no. is`.
    private static let documentWords = 5

    /// Passports and driving licences, which only words give away.
    private mutating func addDocument(_ range: Range<Int>, _ digits: Int) -> Bool {
        let words = near(range.lowerBound, words: Self.documentWords).union(context)
        if words.contains(.passport), (6...10).contains(range.count), digits >= 4 {
            add(range, .nationalID, 0.8, "passport.context")
            return true
        }
        guard DrivingLicences.areNamed(by: words), (5...18).contains(range.count), digits >= 3
        else { return false }
        if DrivingLicences.states(of: text, range).isEmpty {
            add(range, .nationalID, 0.75, "driving-licence.context")
        } else {
            add(range, .nationalID, 0.85, "driving-licence.us")
        }
        return true
    }
}
