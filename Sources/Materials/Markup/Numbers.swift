// Figures as they are read aloud: digits in threes, sizes in decimal units, shares in per cent.
// English throughout, without a locale: a page must be the same bytes on every machine.

/// `number` with a comma between thousands: 1234567 is `1,234,567`.
public func grouped(_ number: Int) -> String {
    var digits: [UInt8] = []
    for (index, digit) in String(number.magnitude).utf8.reversed().enumerated() {
        if index > 0 && index.isMultiple(of: 3) { digits.append(UInt8(ascii: ",")) }
        digits.append(digit)
    }
    if number < 0 { digits.append(UInt8(ascii: "-")) }
    return String(decoding: digits.reversed(), as: UTF8.self)
}

/// `number` with exactly `places` digits after the point; `not known` when it is not a number.
///
/// - Parameter places: 0…6.
public func decimal(_ number: Double, places: Int) -> String {
    precondition((0...6).contains(places), "A figure has at most six places.")
    // Beyond this a Double no longer holds every whole number, and a count is not what it is.
    guard number.isFinite, abs(number) < 1e9 else { return "not known" }
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((abs(number) * Double(scale)).rounded())
    let sign = number < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return sign + grouped(scaled) }
    let fraction = String(scaled % scale)
    let padding = String(repeating: "0", count: places - fraction.utf8.count)
    return sign + grouped(scaled / scale) + "." + padding + fraction
}

/// `part` of `whole` in per cent, never rounded up to all or down to nothing; kept on one line.
public func percent(_ part: Double, of whole: Double = 1) -> String {
    guard whole > 0, part.isFinite else { return "not known" }
    let share = part / whole * 100
    if share > 0 && share < 0.1 { return "under 0.1\u{A0}%" }
    if share < 100 && share > 99.9 { return "over 99.9\u{A0}%" }
    return decimal(share, places: share == share.rounded() || share >= 99.95 ? 0 : 1) + "\u{A0}%"
}

/// A size in bytes, in decimal units with three figures: `4.21 MB`.
public func size(_ bytes: Int) -> String {
    guard bytes >= 1000 else { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
    var amount = Double(bytes) / 1000
    var units = ["kB", "MB", "GB", "TB", "PB", "EB"][...]
    // 999.5 and above would be written with four figures.
    while amount >= 999.5 && units.count > 1 {
        amount /= 1000
        units.removeFirst()
    }
    let places = amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0
    return decimal(amount, places: places) + " " + (units.first ?? "EB")
}

/// `1 file`, `2 files`: a count and what is counted.
///
/// - Parameter many: the plural, where it is not `one` with an `s`.
public func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    grouped(number) + " " + (number == 1 ? one : many ?? one + "s")
}
