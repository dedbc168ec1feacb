import Console
import Foundation
import Testing

/// The roles of `console.css`, read from the sheet itself.
private let roles: [String: (light: UInt32, dark: UInt32)] = {
    var roles: [String: (light: UInt32, dark: UInt32)] = [:]
    for line in sheet.split(separator: "\n") {
        let parts = line.split(whereSeparator: { " :;(),".contains($0) })
        guard parts.count == 4, parts[0].hasPrefix("--"), parts[1] == "light-dark",
            let light = UInt32(parts[2].dropFirst(), radix: 16),
            let dark = UInt32(parts[3].dropFirst(), radix: 16)
        else { continue }
        roles[String(parts[0].dropFirst(2))] = (light, dark)
    }
    return roles
}()

private let sheet = String(decoding: Stylesheet.bytes, as: UTF8.self)

/// Relative luminance (WCAG 2.2, from sRGB).
private func luminance(_ colour: UInt32) -> Double {
    let weights = [(16, 0.2126), (8, 0.7152), (0, 0.0722)]
    return weights.reduce(0) { sum, channel in
        let value = Double(colour >> channel.0 & 0xFF) / 255
        let linear = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        return sum + channel.1 * linear
    }
}

private func contrast(_ one: UInt32, _ other: UInt32) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

@Suite("The style sheet")
struct StylesheetTests {
    @Test(
        "keeps every role readable, light and dark",
        arguments: [
            ("ink", 16.3, 14.0), ("muted", 6.1, 7.1), ("control", 3.5, 3.7),
            ("accent", 6.4, 8.1), ("good", 5.8, 8.2), ("attention", 6.6, 8.9),
            ("danger", 6.7, 7.9), ("note", 7.0, 7.9), ("idle", 7.3, 7.7),
            ("series-1", 4.8, 4.8), ("series-2", 4.7, 4.8), ("series-3", 4.8, 4.8),
            ("series-4", 4.8, 4.8), ("series-5", 4.8, 4.8),
        ]
    )
    func contrasts(name: String, light: Double, dark: Double) throws {
        let role = try #require(roles[name])
        let own = roles[name + "-ground"].map { [$0] }
        let grounds = try own ?? [#require(roles["canvas"]), #require(roles["surface"])]
        for ground in grounds {
            // The figures are rounded to one place.
            #expect(contrast(role.light, ground.light) > light - 0.05)
            #expect(contrast(role.dark, ground.dark) > dark - 0.05)
        }
    }

    @Test("is at most 20 KB")
    func budget() { #expect(Stylesheet.bytes.count <= 20_480) }

    @Test("asks nobody for anything and can stand inside a page")
    func selfContained() {
        for word in ["url(", "@import", "http:", "https:", "expression(", "<", "&"] {
            #expect(!sheet.contains(word), "\(word)")
        }
    }

    @Test("names colours only where roles are set")
    func rolesOnly() throws {
        let rules = sheet.split(separator: "\n").drop { !$0.hasPrefix("*, ::before") }
        for line in rules where line.contains("#") {
            #expect(line.contains("color-scheme: light;"), "\(line)")
        }
    }

    @Test(
        "serves those who need less motion, more contrast, their own colours, or paper",
        arguments: [
            "prefers-reduced-motion: no-preference", "prefers-contrast: more",
            "forced-colors: active", "@media print", ":focus-visible",
        ]
    )
    func media(query: String) { #expect(sheet.contains(query)) }

    @Test("moves nothing outside the reader's leave")
    func motion() {
        let before = sheet.split(separator: "@media (prefers-reduced-motion")[0]
        #expect(!before.contains("transition:") && !before.contains("animation:"))
    }
}
