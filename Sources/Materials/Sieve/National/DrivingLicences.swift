/// Driving licences have no check that is published. Their form says little, so a word has to name
/// them in full: *driver* beside *license*, `permis` beside `conduire`, or one word for both.
enum DrivingLicences {
    /// Whether the words name a driving licence, and not any licence or any driver.
    static func areNamed(by context: Context) -> Bool {
        context.isSuperset(of: [.driver, .licence])
    }

    /// The US states whose licences have the form of `token`, by their postal codes.
    static func states(of text: Bytes, _ token: Range<Int>) -> [Substring] {
        guard token.count <= 18 else { return [] }
        var form: [UInt8] = []
        for index in token {
            if text[index] == byte("-") { continue }
            form.append(isDigit(text[index]) ? byte("9") : byte("A"))
        }
        let written = String(decoding: form, as: UTF8.self)
        return forms.filter { $0.form == written }.map(\.state)
    }

    /// Forms of the AAMVA member states: `A` a letter, `9` a digit, lengths written out.
    private static let forms: [(state: Substring, form: String)] =
        table
        .split(separator: "\n").flatMap { line -> [(Substring, String)] in
            let words = line.split(separator: " ")
            guard let state = words.first else { return [] }
            return words.dropFirst().map { (state, written($0)) }
        }

    /// `A1 912` is a letter and twelve digits: a kind and how often, in turn.
    private static func written(_ form: Substring) -> String {
        form.split(separator: ",").reduce(into: "") { text, part in
            guard let kind = part.first else { return }
            text += String(repeating: kind, count: Int(part.dropFirst()) ?? 1)
        }
    }

    private static let table = """
        AL 97 98
        AK 97
        AZ A1,98 99
        AR 98 99
        CA A1,97
        CO 99 A1,93 A2,94
        CT 99
        DE 97
        DC 97 99
        FL A1,912
        GA 97 98 99
        HI A1,98 99
        ID A2,96,A1 99
        IL A1,911
        IN A1,99 910
        IA 99 93,A2,94
        KS A1,98 99
        KY A1,98 A1,99 99
        LA 99
        ME 97 97,A1 98
        MD A1,912
        MA A1,98 99
        MI A1,912
        MN A1,912
        MS 99
        MO A1,95 A1,99 98,A1 99
        MT 99 913 914
        NE A1,97
        NV 99 910 912 A1,98
        NH 92,A3,95 A3,98
        NJ A1,914
        NM 98 99
        NY A1,97 99
        NC 97 98 912
        ND A3,96 99
        OH A2,96 A1,98 98
        OK A1,99 99
        OR 97 98 99
        PA 98
        RI 97 A1,96
        SC 97 98 99
        SD 98 99
        TN 97 98 99
        TX 97 98
        UT 97 98 99
        VT 98 97,A1
        VA A1,98 A1,99 99
        WA A7,95 A3,92,A2,93,A2
        WV A1,96 97
        WI A1,913
        WY 99 910
        """
}
