import Crypto
import Foundation
import Privacy
import Testing

@Suite("The known answers")
struct KnownAnswerTests {
    @Test("are all there")
    func present() {
        #expect(Vectors.all.ff1.count == 18)
        #expect(Vectors.all.ff1Nist.count == 4)
        #expect(Vectors.all.hmacSurrogate.count == 12)
        #expect(Vectors.all.dateShift.count == 10)
    }

    @Test(
        "of FF1 hold in both directions",
        arguments: (Vectors.all.ff1 + Vectors.all.ff1Nist).map {
            [$0.key, $0.tweak, String($0.radix), $0.plain, $0.cipher]
        }
    )
    func encrypts(vector: [String]) throws {
        let radix = try #require(Int(vector[2]))
        let cipher = try FF1(key: SymmetricKey(data: bytes(vector[0])), radix: radix)
        let numerals = { (text: String) in text.compactMap { Int(String($0), radix: 36) } }
        let tweak = bytes(vector[1])
        #expect(try cipher.encrypt(numerals(vector[3]), tweak: tweak) == numerals(vector[4]))
        #expect(try cipher.decrypt(numerals(vector[4]), tweak: tweak) == numerals(vector[3]))
    }

    @Test("of keyed surrogates hold", arguments: Vectors.all.hmacSurrogate.indices)
    func surrogates(index: Int) {
        let vector = Vectors.all.hmacSurrogate[index]
        let key = SurrogateKey(SymmetricKey(data: bytes(vector.key)), scope: vector.scope)
        #expect(Normalization.normalized(vector.value) == vector.normalised)
        #expect(key.code(field: vector.field, value: vector.value) == bytes(vector.mac))
        let place = key.index(field: vector.field, value: vector.value, below: vector.size)
        #expect(place == vector.index)
    }

    @Test("of date shifts hold", arguments: Vectors.all.dateShift.indices)
    func shifts(index: Int) throws {
        let vector = Vectors.all.dateShift[index]
        let key = SurrogateKey(SymmetricKey(data: bytes(vector.key)), scope: "")
        let days = key.shift(subject: vector.subject, window: vector.windowDays)
        #expect(days == vector.shiftDays)
        for (date, shifted) in zip(vector.dates, vector.shifted) {
            let written = try #require(WrittenDate(date))
            #expect(written.moved(days: days) == shifted)
        }
    }
}

@Suite("FF1")
struct FF1Tests {
    @Test(
        "refuses a domain small enough to try out",
        arguments: [(10, 5), (2, 19), (36, 3), (10, 1)]
    )
    func smallDomain(radix: Int, length: Int) throws {
        let cipher = try FF1(key: key(1), radix: radix)
        let numerals = [Int](repeating: 0, count: length)
        #expect(throws: FF1.Failure.length) { try cipher.encrypt(numerals) }
    }

    @Test("takes the smallest domain that is large enough", arguments: [(10, 6), (2, 20), (36, 4)])
    func leastDomain(radix: Int, length: Int) throws {
        let cipher = try FF1(key: key(1), radix: radix)
        let numerals = [Int](repeating: radix - 1, count: length)
        let moved = try cipher.encrypt(numerals)
        #expect(moved.allSatisfy { (0..<radix).contains($0) })
        #expect(try cipher.decrypt(moved) == numerals)
    }

    @Test("refuses numerals, lengths, radices and keys that do not fit")
    func misuse() throws {
        let cipher = try FF1(key: key(1), radix: 10)
        #expect(throws: FF1.Failure.numeral) { try cipher.encrypt([1, 2, 3, 4, 5, 10]) }
        #expect(throws: FF1.Failure.numeral) { try cipher.encrypt([1, 2, 3, 4, 5, -1]) }
        let long = [Int](repeating: 1, count: FF1.lengthMax + 1)
        #expect(throws: FF1.Failure.length) { try cipher.encrypt(long) }
        let tweak = [UInt8](repeating: 0, count: FF1.tweakMax + 1)
        #expect(throws: FF1.Failure.tweak) { try cipher.encrypt([1, 2, 3, 4, 5, 6], tweak: tweak) }
        #expect(throws: FF1.Failure.radix) { try FF1(key: key(1), radix: 1) }
        #expect(throws: FF1.Failure.key) { try FF1(key: SymmetricKey(data: [1, 2, 3]), radix: 10) }
    }

    @Test(
        "is undone by its inverse at every length and radix",
        arguments: [2, 10, 26, 255, 256, 65_536]
    )
    func inverse(radix: Int) throws {
        let cipher = try FF1(key: key(7), radix: radix)
        for length in [20, 21, 33, 64, 129, 512] {
            let numerals = (0..<length).map { ($0 * 7919 + 13) % radix }
            let moved = try cipher.encrypt(numerals, tweak: [1, 2, 3])
            #expect(moved != numerals)
            #expect(try cipher.decrypt(moved, tweak: [1, 2, 3]) == numerals)
        }
    }
}

@Suite("A surrogate key")
struct SurrogateKeyTests {
    @Test("draws every place of a list equally often")
    func uniform() {
        // Chi-squared over 64 places and 64 000 draws with a fixed key. With 63 degrees of freedom
        // a fair draw exceeds 118.6 once in 50 000 keys; this key is one of the others for ever.
        let key = SurrogateKey(key(42), scope: "release-1")
        var counts = [Int](repeating: 0, count: 64)
        for number in 0..<64_000 {
            counts[key.index(field: "name", value: "person \(number)", below: 64)] += 1
        }
        let statistic = counts.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
        #expect(statistic < 118.6)
    }

    @Test("shifts dates equally often by every number of days")
    func uniformShift() {
        // 61 shifts, 30 500 subjects, 60 degrees of freedom: one fair key in 50 000 exceeds 114.6.
        let key = SurrogateKey(key(43), scope: "release-1")
        var counts: [Int: Int] = [:]
        for number in 0..<30_500 {
            counts[key.shift(subject: "s\(number)", window: 30), default: 0] += 1
        }
        #expect(Set(counts.keys) == Set(-30...30))
        let statistic = counts.values.reduce(0.0) { $0 + Double(($1 - 500) * ($1 - 500)) / 500 }
        #expect(statistic < 114.6)
    }

    @Test("gives unrelated answers in another scope, field or key")
    func separated() {
        let one = SurrogateKey(key(1), scope: "a")
        let codes = [
            one.code(field: "x", value: "v"),
            one.code(field: "y", value: "v"),
            SurrogateKey(key(1), scope: "b").code(field: "x", value: "v"),
            SurrogateKey(key(2), scope: "a").code(field: "x", value: "v"),
            // The same letters, cut elsewhere: the length before each part keeps them apart.
            one.code(field: "xv", value: ""),
        ]
        #expect(Set(codes).count == codes.count)
        #expect(one.derived(for: "one use") != one.derived(for: "another"))
    }

    @Test(
        "sees through spelling",
        arguments: [
            ("  Ana\t LÓPEZ ", "ana lópez"), ("Straße", "strasse"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
            ("ＡＣＭＥ", "acme"), ("ﬁnance", "finance"), ("A\u{301}na", "ána"),
            ("\u{A0}x\u{2003}y", "x y"),
            ("İstanbul", "i\u{307}stanbul"), ("ığdır", "ığdır"), ("", ""), (" \n", ""),
        ]
    )
    func normalizes(written: String, normal: String) {
        let result = Normalization.normalized(written)
        #expect(
            Array(result.unicodeScalars)
                == Array(normal.precomposedStringWithCanonicalMapping.unicodeScalars)
        )
        #expect(Normalization.normalized(result) == result)
    }

    @Test(
        "makes of a name what an address makes of it",
        arguments: [
            ("José Pérez", "jose perez"), ("Łukasz Øster", "lukasz oster"), ("Groß", "gross"),
            ("Jean-Pierre O’Brien", "jean pierre obrien"), ("Şehamet", "sehamet"), ("محمد", "محمد"),
        ]
    )
    func plain(name: String, letters: String) {
        #expect(Normalization.plain(name) == letters)
    }
}
