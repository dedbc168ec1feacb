extension Search {
    /// Recognises dates with the name of a month; the first group has at most four digits.
    mutating func readWrittenDate(_ groups: borrowing Groups, _ isFree: Bool) -> Int? {
        if isFree, groups.firstCount <= 2, let end = readDayAndMonth(groups) { return end }
        return groups.firstCount == 3 ? nil : readMonthBefore(groups)
    }

    /// Words before a date among which one for birth counts: `born in Paris on`.
    private static let birthWords = 5

    /// Adds a date, as a date of birth where the words before it or the caller say so.
    private mutating func addDate(_ range: Range<Int>, _ score: Double, _ rule: String) -> Int {
        let context = context.union(near(range.lowerBound, words: Self.birthWords))
        if context.contains(.birth) {
            add(range, .dateOfBirth, max(score, 0.85), "date-of-birth.context")
        } else {
            add(range, .date, score, rule)
        }
        return range.upperBound
    }

    /// `11.02.1966`, `2024-02-29T10:00`, `03/2019`: numbers that stand free.
    mutating func readNumericDate(_ groups: borrowing Groups) -> Int? {
        let start = groups.start
        guard text[start - 1] != byte("/") else { return nil }
        let (first, second, third) = (groups[0], groups[1], groups[2])
        let mark = second.separator
        guard mark == byte("-") || mark == byte("/") || mark == byte(".") else { return nil }
        if third.count > 0, third.separator == mark, second.count <= 2 {
            let values = (
                groups.value(in: text, 0), groups.value(in: text, 1), groups.value(in: text, 2)
            )
            guard standsFree(after: third.end) || text[third.end] == byte("T") else { return nil }
            if first.count == 4, third.count <= 2 {
                guard isDate(year: values.0, month: values.1, day: values.2) else { return nil }
                return addDate(start..<clockEnd(after: third.end), 0.9, "date.iso")
            }
            guard first.count <= 2, third.count == 4 || third.count == 2 else { return nil }
            let year = third.count == 4 ? values.2 : 2000 + values.2
            let isDayFirst = isDate(year: year, month: values.1, day: values.0)
            let isMonthFirst = isDate(year: year, month: values.0, day: values.1)
            guard isDayFirst || isMonthFirst else { return nil }
            if third.count == 2 {
                // 10.12.14 may be a version or a section: two digits need words around them.
                let context = context(before: start)
                guard context.contains(.birth) || context.contains(.time) || mark == byte("/")
                else { return nil }
                return addDate(start..<third.end, 0.6, "date.numeric-short")
            }
            return addDate(start..<clockEnd(after: third.end), 0.85, "date.numeric")
        }
        if first.count <= 2, second.count == 4, mark != byte("-"), groups.count == 2 {
            guard isDate(year: groups.value(in: text, 1), month: groups.value(in: text, 0), day: 1),
                standsFree(after: second.end)
            else { return nil }
            return addDate(start..<second.end, 0.7, "date.month-year")
        }
        return nil
    }

    /// Includes a time of day right after a date: `T11:34:35.123Z`, ` 11:34`.
    private func clockEnd(after date: Int) -> Int {
        guard text[date] == byte("T") || text[date] == 0x20, isDigit(text[date + 1]),
            isDigit(text[date + 2]), text[date + 3] == byte(":"), isDigit(text[date + 4]),
            isDigit(text[date + 5])
        else { return date }
        var end = date + 6
        if text[end] == byte(":"), isDigit(text[end + 1]), isDigit(text[end + 2]) { end += 3 }
        if text[end] == byte("."), isDigit(text[end + 1]) {
            end += 1
            while isDigit(text[end]), end < date + 20 { end += 1 }
        }
        if text[end] == byte("Z") { return end + 1 }
        let hasZone =
            (text[end] == byte("+") || text[end] == byte("-")) && isDigit(text[end + 1])
            && isDigit(text[end + 2]) && text[end + 3] == byte(":") && isDigit(text[end + 4])
            && isDigit(text[end + 5])
        return hasZone ? end + 6 : end
    }

    /// `16 October 2025`, `1er mars 2019`, `25 de noviembre de 1985`, `21. Mai`.
    private mutating func readDayAndMonth(_ groups: borrowing Groups) -> Int? {
        let day = groups.value(in: text, 0)
        guard (1...31).contains(day) else { return nil }
        var index = groups[0].end
        if !isSpace(text[index]) {
            for suffix in ["st", "nd", "rd", "th", "er", "º", "ª", "."] as [StaticString]
            where text.has(suffix, at: index) {
                index += suffix.utf8CodeUnitCount
                break
            }
        }
        guard let monthStart = skipLink(at: index),
            let month = MonthNames.match(in: text, at: monthStart)
        else { return nil }
        var end = month.end
        if text[end] == byte("."), month.isShort { end += 1 }
        guard let yearEnd = yearAfter(end) else {
            // Without a year, a short month name may be another word: `3 mar`, `2 set`.
            guard !month.isShort || month.isCapital else { return nil }
            return addDate(groups.start..<month.end, 0.75, "date.day-month")
        }
        return addDate(groups.start..<clockEnd(after: yearEnd), 0.95, "date.named-month")
    }

    /// Skips what stands between a day and a month: a space, a dash, `de`, `of`.
    private func skipLink(at index: Int) -> Int? {
        var next = index
        while isSpace(text[next]) || text[next] == byte("-"), next - index < 3 { next += 1 }
        guard isLetter(text[next]) else { return nil }
        if ("do" as StaticString).contains(lowered(text[next])) {
            for link in ["de ", "of ", "d'", "d’"] as [StaticString]
            where text.has(link, at: next) {
                next += link.utf8CodeUnitCount
                break
            }
        }
        return isLetter(text[next]) ? next : nil
    }

    /// The end of a year that follows a month: `, 2025`, ` de 2025`, ` '98`.
    private func yearAfter(_ month: Int) -> Int? {
        var index = month
        if text[index] == byte(",") { index += 1 }
        while isSpace(text[index]) || text[index] == byte("-"), index - month < 4 { index += 1 }
        for link in ["de ", "del ", "of "] as [StaticString] where text.has(link, at: index) {
            index += link.utf8CodeUnitCount
            break
        }
        var end = index
        while isDigit(text[end]), end - index < 5 { end += 1 }
        guard end - index == 4, text[index] == byte("1") || text[index] == byte("2"),
            standsFree(after: end)
        else { return nil }
        return end
    }

    /// `October 16, 2025`, `Oct. 2025`, `mars 2019`: the month stands before the digits.
    private mutating func readMonthBefore(_ groups: borrowing Groups) -> Int? {
        guard let month = MonthNames.match(in: text, endingBefore: groups.start) else { return nil }
        let value = groups.value(in: text, 0)
        if groups[0].count == 4, (1800...2199).contains(value) {
            return addDate(month.start..<groups[0].end, 0.9, "date.named-month")
        }
        guard groups[0].count <= 2, (1...31).contains(value) else { return nil }
        var end = groups[0].end
        for suffix in ["st", "nd", "rd", "th"] as [StaticString] where text.has(suffix, at: end) {
            end += 2
            break
        }
        if let yearEnd = yearAfter(end) {
            return addDate(month.start..<yearEnd, 0.95, "date.named-month")
        }
        guard standsFree(after: end), month.isCapital else { return nil }
        return addDate(month.start..<end, 0.75, "date.day-month")
    }

    /// Four digits that stand free, where the words or marks around it say that it is one.
    mutating func readYear(_ groups: borrowing Groups) -> Int? {
        let group = groups[0]
        let value = groups.value(in: text, 0)
        guard (1900...2099).contains(value), standsFree(after: group.end) else { return nil }
        let nearby = near(group.start, words: 2)
        if context.union(near(group.start, words: Self.birthWords)).contains(.birth) {
            add(group.start..<group.end, .dateOfBirth, 0.7, "date-of-birth.context")
        } else if nearby.contains(.time) {
            add(group.start..<group.end, .date, 0.7, "date.year-context")
        } else if isYearRange(group) {
            add(group.start..<group.end, .date, 0.75, "date.year-range")
        } else if opensLine(group.start) && text[group.end] != byte("-") || isParenthesised(group) {
            add(group.start..<group.end, .date, 0.6, "date.year-alone")
        } else {
            return nil
        }
        return group.end
    }

    /// Whether a dash of any length joins the year to another year, or to *present*.
    private func isYearRange(_ group: Groups.Group) -> Bool {
        var after = group.end
        while isSpace(text[after]), after - group.end < 3 { after += 1 }
        if let end = dashEnd(at: after) {
            var next = end
            while isSpace(text[next]), next - end < 3 { next += 1 }
            if isLetter(text[next]) { return true }
            let digits = (next..<next + 5).prefix { isDigit(text[$0]) }.count
            if digits == 4
                || digits == 2 && standsFree(after: next + 2) && text[next + 2] != byte("-")
            {
                return true
            }
        }
        var before = group.start
        while before > 0, isSpace(text[before - 1]), group.start - before < 3 { before -= 1 }
        let isDash = text[before - 1] == byte("-") || isEnDash(before - 3)
        guard isDash else { return false }
        before -= text[before - 1] == byte("-") ? 1 : 3
        while before > 0, isSpace(text[before - 1]), group.start - before < 9 { before -= 1 }
        return isDigit(text[before - 1])
    }

    private func isEnDash(_ index: Int) -> Bool {
        text[index] == 0xE2 && text[index + 1] == 0x80 && (0x90...0x95).contains(text[index + 2])
    }

    private func dashEnd(at index: Int) -> Int? {
        if text[index] == byte("-") { return index + 1 }
        return isEnDash(index) ? index + 3 : nil
    }

    private func opensLine(_ index: Int) -> Bool {
        var before = index
        while before > 0, isSpace(text[before - 1]) || text[before - 1] == byte("*") {
            guard index - before < 8 else { return false }
            before -= 1
        }
        return before == 0 || isBreak(text[before - 1])
    }

    private func isParenthesised(_ group: Groups.Group) -> Bool {
        text[group.start - 1] == byte("(") && text[group.end] == byte(")")
    }
}

/// Whether a day exists, in the years that documents speak of.
func isDate(year: Int, month: Int, day: Int) -> Bool {
    guard (1800...2199).contains(year), (1...12).contains(month), day >= 1 else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    if month == 2 { return day <= (isLeap ? 29 : 28) }
    return day <= (month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31)
}
