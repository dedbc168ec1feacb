import Sieve
import Testing

@testable import Custody

@Suite("Names in other scripts")
struct ScriptTests {
    private static func people(in text: String, for mode: DetectionMode) throws -> [String] {
        try Detector(for: mode).findings(in: text)
            .filter { $0.label == .person && $0.score >= Finding.certain }
            .map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    }

    @Test(
        "are masked where a form of address, a list or two capitals give them away",
        arguments: [
            ("Вчера Иван Петров написал письмо о договоре.", ["Иван Петров"]),
            ("Об этом сообщила Анна Сергеевна Волкова.", ["Анна Сергеевна Волкова"]),
            ("Ответил г-н Кузнецов, и всё.", ["Кузнецов"]),
            ("Ο κύριος Γιώργος Παπαδόπουλος μένει εδώ.", ["Γιώργος Παπαδόπουλος"]),
            ("田中太郎は2020年に入社しました。山田花子さんも同席。", ["田中太郎", "山田花子"]),
            ("张伟先生昨天来了，王小明女士没有来。", ["张伟", "王小明"]),
            ("김민수 씨는 오늘 없다. 이영희님이 전화했다.", ["김민수", "이영희"]),
            ("كتب السيد محمد الأحمد رسالة أمس.", ["محمد الأحمد"]),
            ("מר דוד כהן כתב מכתב.", ["דוד כהן"]),
            ("श्री राजेश कुमार ने कल पत्र लिखा।", ["राजेश कुमार"]),
        ]
    )
    func found(text: String, names: [String]) throws {
        #expect(try Self.people(in: text, for: .masking) == names)
    }

    @Test(
        "are not seen in names of states, offices and towns",
        arguments: [
            "Российская Федерация подписала договор.", "Московский Университет открыт.",
            "田中央病院は休みです。", "北京大学在北京。", "서울에 산다.",
        ]
    )
    func quiet(text: String) throws {
        #expect(try Self.people(in: text, for: .masking).isEmpty)
    }

    @Test("of two capitals alone wait for review in a search")
    func search() throws {
        let text = "Письмо от Вельзар Тундрен пришло."
        #expect(try Self.people(in: text, for: .search).isEmpty)
        #expect(try !Self.people(in: text, for: .masking).isEmpty)
    }

    private static func places(in text: String) throws -> [String] {
        try Detector(for: .search).findings(in: text)
            .filter { $0.label == .location && $0.score >= Finding.certain }
            .map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    }

    @Test(
        "of towns are found as they are written there",
        arguments: [
            ("Она живёт в Москве с мая.", ["Москве"]), ("Приехал из Харькова вчера.", ["Харькова"]),
            ("Вона мешкає у Львові.", ["Львові"]), ("Μένει στην Αθήνα.", ["Αθήνα"]),
            ("يعمل في القاهرة منذ عام.", ["القاهرة"]), ("او در تهران کار می‌کند.", ["تهران"]),
            ("वह मुंबई में रहती है।", ["मुंबई"]), ("彼は東京に住んでいる。", ["東京"]),
            ("她在北京工作。", ["北京"]), ("그는 서울에 산다.", ["서울"]),
            ("הוא גר בעיר חיפה.", ["חיפה"]),
        ]
    )
    func towns(text: String, names: [String]) throws {
        #expect(try Self.places(in: text) == names)
    }

    @Test(
        "of towns are not seen in words that hold them, nor in whom they are given to",
        arguments: ["김광주 씨가 왔다.", "福岡さんは休みです。", "광주리를 샀다.", "Пришёл господин Краков."]
    )
    func noTowns(text: String) throws {
        #expect(try Self.places(in: text).isEmpty)
    }
}
