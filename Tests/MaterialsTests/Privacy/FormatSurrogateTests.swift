import Privacy
import Testing

@Suite("A surrogate of the same form")
struct FormatSurrogateTests {
    private let format = FormatSurrogate(key: SurrogateKey(key(9), scope: "release-1"))

    @Test(
        "of a telephone number keeps country, length and signs",
        arguments: [
            "+44 7490 204253", "+1 416 466 5159", "06 60 66 89 28", "+49 155 61968615",
            "0034 612 345 678",
            "+33 (0)6 12 34 56 78", "(212) 555-7788", "+971-50-123-4567", "112",
        ]
    )
    func phone(number: String) {
        let moved = format.phone(number)
        let signs = { (text: String) in text.map { $0.isNumber ? "0" : $0 } }
        #expect(moved != number)
        #expect(signs(moved) == signs(number))
        if number.hasPrefix("+") { #expect(moved.prefix(3) == number.prefix(3)) }
        #expect(format.phone(number) == moved)
    }

    @Test(
        "of a telephone number rings nowhere, where a range is set aside",
        arguments: [
            ("+44 7490 204253", "+44 7700 900"), ("+33 6 12 34 56 78", "+33 6 39 98"),
            ("+1 416 466 5159", "+1 20"), ("+61 412 345 678", "+61 491 570"),
        ]
    )
    func drama(number: String, start: String) {
        #expect(format.phone(number).hasPrefix(start))
    }

    @Test(
        "of an account is valid, of the same country, and at no bank",
        arguments: [
            "GB94NWBK91511285680835", "GB17 NWBK 6260 9519 0883 35", "DE89 3704 0044 0532 0130 00",
            "FR14 2004 1010 0505 0001 3M02 606", "ES9121000418450200051332", "nl91abna0417164300",
        ]
    )
    func iban(account: String) {
        let moved = format.iban(account)
        let letters = moved.filter { $0 != " " }
        let turned = Array((letters.dropFirst(4) + letters.prefix(4)).uppercased().utf8)
        let rest = turned.reduce(0) { rest, byte in
            byte < 0x41 ? (rest * 10 + Int(byte) - 0x30) % 97 : (rest * 100 + Int(byte) - 0x37) % 97
        }
        #expect(rest == 1)
        #expect(letters.prefix(2) == account.uppercased().prefix(2))
        #expect(moved.count == account.count)
        #expect(Set(letters.dropFirst(4).prefix(4)).isSubset(of: ["0", "X"]))
    }

    @Test(
        "of a card passes Luhn's check and begins as no card does",
        arguments: [
            "4111 1111 1111 1111", "378282246310005", "5555-5555-5555-4444",
        ]
    )
    func card(number: String) {
        let digits = format.card(number).compactMap(\.wholeNumberValue)
        let sum = digits.reversed().enumerated().reduce(0) { sum, entry in
            let value = entry.offset.isMultiple(of: 2) ? entry.element : entry.element * 2
            return sum + value / 10 + value % 10
        }
        #expect(sum % 10 == 0)
        #expect(digits.first == 0)
        #expect(digits.count == number.count { $0.isNumber })
    }

    @Test(
        "of a mixed code keeps letters where letters were",
        arguments: [
            "E07034", "ab-12-CD", "1 84 12 76 451 089 46", "Ω-12", "",
        ]
    )
    func shaped(code: String) {
        let moved = format.shaped(code, field: "id")
        #expect(moved.count == code.count)
        for (old, new) in zip(code, moved) {
            #expect(old.isNumber == new.isNumber)
            #expect(old.isLetter == new.isLetter)
        }
    }

    @Test("never makes one number of two")
    func injective() {
        let moved = Set((0..<2000).map { format.shaped("55\(1_000_000 + $0)", field: "id") })
        #expect(moved.count == 2000)
    }

    @Test("of an Internet address is one for documentation")
    func addresses() {
        #expect(
            ["192.0.2.", "198.51.1", "203.0.11"].contains(
                format.ipAddress("10.52.187.114").prefix(8)
            )
        )
        #expect(format.ipAddress("fe80::1").hasPrefix("2001:db8::"))
        #expect(format.url("https://linkedin.com/in/ana").contains("example."))
        #expect(!format.url("https://linkedin.com/in/ana").contains("ana"))
    }
}
