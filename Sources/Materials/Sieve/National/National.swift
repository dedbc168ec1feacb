/// One scheme of national identifiers made of digits.
///
/// The number of digits and the check select; the context decides how sure we are. A scheme whose
/// check is weak says so with a low score `alone`, and then the finding goes to review.
struct NationalScheme: Sendable {
    var rule: String
    var digits: Int
    /// Words before the number that name this scheme.
    var named: Context
    /// Score when the check passes and no word names the scheme; 0 to stay silent.
    var alone: Double
    /// Lengths of the groups as usually printed; the number then stands better alone.
    var shapes: [[Int]]
    var isValid: @Sendable ([Int]) -> Bool

    static let all: [NationalScheme] = [
        NationalScheme(
            rule: "us.ssn",
            digits: 9,
            named: [.socialSecurity, .identity],
            alone: 0,
            shapes: [[3, 2, 4]],
            isValid: Identifiers.isSSN
        ),
        NationalScheme(
            rule: "us.itin",
            digits: 9,
            named: [.socialSecurity, .tax, .identity],
            alone: 0,
            shapes: [[3, 2, 4]],
            isValid: Identifiers.isITIN
        ),
        NationalScheme(
            rule: "uk.nhs",
            digits: 10,
            named: [.health],
            alone: 0,
            shapes: [[3, 3, 4]],
            isValid: Identifiers.isNHS
        ),
        NationalScheme(
            rule: "fr.nir",
            digits: 15,
            named: [.socialSecurity, .identity],
            alone: 0.9,
            shapes: [[1, 2, 2, 2, 3, 3, 2], [13, 2]],
            isValid: Identifiers.isNIR
        ),
        NationalScheme(
            rule: "de.steuer-id",
            digits: 11,
            named: [.tax, .identity],
            alone: 0.5,
            shapes: [[2, 3, 3, 3]],
            isValid: Identifiers.isSteuerID
        ),
        NationalScheme(
            rule: "pl.pesel",
            digits: 11,
            named: [.identity],
            alone: 0.55,
            shapes: [],
            isValid: Identifiers.isPESEL
        ),
        NationalScheme(
            rule: "be.rijksregister",
            digits: 11,
            named: [.identity],
            alone: 0.6,
            shapes: [[2, 2, 2, 3, 2]],
            isValid: Identifiers.isRijksregister
        ),
        NationalScheme(
            rule: "nl.bsn",
            digits: 9,
            named: [.identity],
            alone: 0,
            shapes: [[4, 2, 3]],
            isValid: Identifiers.isBSN
        ),
        NationalScheme(
            rule: "pt.nif",
            digits: 9,
            named: [.tax, .identity],
            alone: 0,
            shapes: [],
            isValid: Identifiers.isNIF
        ),
        NationalScheme(
            rule: "se.personnummer",
            digits: 10,
            named: [.identity],
            alone: 0,
            shapes: [[6, 4]],
            isValid: Identifiers.isPersonnummer
        ),
        NationalScheme(
            rule: "se.personnummer",
            digits: 12,
            named: [.identity],
            alone: 0,
            shapes: [[8, 4]],
            isValid: { Identifiers.isPersonnummer(Array($0.dropFirst(2))) }
        ),
        NationalScheme(
            rule: "ch.ahv",
            digits: 13,
            named: [.socialSecurity, .identity],
            alone: 0.9,
            shapes: [[3, 4, 4, 2]],
            isValid: Identifiers.isAHV
        ),
        NationalScheme(
            rule: "ca.sin",
            digits: 9,
            named: [.identity],
            alone: 0,
            shapes: [[3, 3, 3]],
            isValid: Identifiers.isSIN
        ),
        NationalScheme(
            rule: "au.tfn",
            digits: 9,
            named: [.tax],
            alone: 0,
            shapes: [[3, 3, 3]],
            isValid: Identifiers.isTFN
        ),
        NationalScheme(
            rule: "in.aadhaar",
            digits: 12,
            named: [.identity],
            alone: 0,
            shapes: [[4, 4, 4]],
            isValid: Identifiers.isAadhaar
        ),
        NationalScheme(
            rule: "br.cpf",
            digits: 11,
            named: [.identity, .tax],
            alone: 0.5,
            shapes: [[3, 3, 3, 2]],
            isValid: Identifiers.isCPF
        ),
    ]
}

extension Search {
    /// Identifiers of digits only, of the schemes above.
    mutating func readNational(_ groups: borrowing Groups) -> Int? {
        let before = text[groups.start - 1]
        guard before != byte("+"),
            !isSpace(before) || !isDigit(text[groups.start - 2])
        else { return nil }
        var total = 0
        var context: Context?
        var best: (end: Int, score: Double, rule: String)?
        let schemes = NationalScheme.all
        for count in 1...groups.count {
            let group = groups[count - 1]
            guard count == 1 || (" .-/" as StaticString).contains(group.separator) else { break }
            total += group.count
            guard total <= 15 else { break }
            guard total >= 9, standsFree(after: group.end), group.count > 1 || count == 1
            else { continue }
            let near = context ?? self.context(before: groups.start)
            context = near
            for place in schemes.indices where schemes[place].digits == total {
                let scheme = schemes[place]
                guard
                    let score = score(groups, count, scheme, in: near),
                    score > best?.score ?? 0
                else { continue }
                best = (group.end, score, "national-id." + scheme.rule)
            }
            if best == nil, let company = readCompany(groups, count, total, near) {
                return company
            }
        }
        guard let best else { return readUnchecked(groups) }
        add(groups.start..<best.end, .nationalID, best.score, best.rule)
        return best.end
    }

    /// A number right after a word for identifiers whose check fails, or that we do not know:
    /// a mistyped identifier is one still.
    private mutating func readUnchecked(_ groups: borrowing Groups) -> Int? {
        var total = 0
        var count = 0
        while count < groups.count {
            let group = groups[count]
            guard count == 0 || (" .-/" as StaticString).contains(group.separator) else { break }
            total += group.count
            count += 1
        }
        let end = groups[count - 1].end
        guard (8...16).contains(total), standsFree(after: end) else { return nil }
        let near = near(groups.start, words: 3).union(context)
        guard !near.isDisjoint(with: [.identity, .tax, .socialSecurity]),
            near.isDisjoint(with: [.technical, .phone, .employee, .birth])
        else { return nil }
        add(groups.start..<end, .nationalID, 0.6, "national-id.context")
        return end
    }

    /// How sure we are that the first `count` groups are an identifier of `scheme`.
    private func score(
        _ groups: borrowing Groups,
        _ count: Int,
        _ scheme: NationalScheme,
        in context: Context
    ) -> Double? {
        let isShaped = scheme.shapes.contains { shape in
            shape.count == count && (0..<count).allSatisfy { groups[$0].count == shape[$0] }
        }
        guard isShaped || count == 1 || !context.isDisjoint(with: scheme.named) else { return nil }
        guard scheme.isValid(groups.digits(in: text, groups: count)) else { return nil }
        if !context.isDisjoint(with: scheme.named) { return 0.95 }
        guard !context.contains(.phone) else { return nil }
        if isShaped {
            // Dashes are what people write in identifiers; spaces are in every other number too.
            let isDashed = (1..<count).allSatisfy { groups[$0].separator != 0x20 }
            return max(scheme.alone, isDashed ? 0.75 : 0.5)
        }
        return scheme.alone > 0 && count == 1 ? scheme.alone : nil
    }

    /// SIREN and SIRET: a French company, which may be one person.
    private mutating func readCompany(
        _ groups: borrowing Groups,
        _ count: Int,
        _ total: Int,
        _ context: Context
    ) -> Int? {
        guard total == 9 || total == 14, context.contains(.company),
            Checksums.luhn(groups.digits(in: text, groups: count))
        else { return nil }
        add(
            groups.start..<groups[count - 1].end,
            .code,
            0.8,
            total == 9 ? "company.siren" : "company.siret"
        )
        return groups[count - 1].end
    }
}
