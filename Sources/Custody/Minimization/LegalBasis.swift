package import Sieve

extension Minimization {
    /// Why processing is lawful at all: GDPR Art. 6(1), points a to f.
    package enum LegalBasis: String, Sendable, CaseIterable, Codable {
        case consent = "consent"
        case contract = "contract"
        case legalObligation = "legal obligation"
        case vitalInterests = "vital interests"
        case publicTask = "public task"
        case legitimateInterests = "legitimate interests"

        /// `Art. 6(1)(f)`.
        package var article: String {
            let letters = ["a", "b", "c", "d", "e", "f"]
            let index = Self.allCases.firstIndex(of: self) ?? 0
            return "Art. 6(1)(\(letters[index]))"
        }

        /// Reads the words, or the article they stand for in any common spelling.
        package init?(written text: String) {
            self.init(written: text, article: "6(1)")
        }
    }

    /// What lifts the ban on special categories: GDPR Art. 9(2), points a to j.
    package enum SpecialCondition: String, Sendable, CaseIterable, Codable {
        case explicitConsent = "explicit consent"
        case employmentLaw = "employment law"
        case vitalInterests = "vital interests"
        case nonProfit = "members of a non-profit body"
        case madePublic = "made public by the person"
        case legalClaims = "legal claims"
        case substantialInterest = "substantial public interest"
        case medicine = "occupational medicine"
        case publicHealth = "public health"
        case research = "research and statistics"

        /// `Art. 9(2)(b)`.
        package var article: String {
            let letters = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
            let index = Self.allCases.firstIndex(of: self) ?? 0
            return "Art. 9(2)(\(letters[index]))"
        }

        /// Reads the words, or the article they stand for in any common spelling.
        package init?(written text: String) {
            self.init(written: text, article: "9(2)")
        }
    }

    /// Labels that speak of the special categories of GDPR Art. 9(1).
    package static let specialCategories: Set<Label> = [
        .health, .disability, .religion, .ethnicity, .politics, .union, .sexuality, .biometric,
    ]
}

extension CaseIterable where Self: RawRepresentable<String> {
    /// `Art. 6(1)(f)`, `6(1)f`, `6 1 f` and the words themselves all read the same.
    fileprivate init?(written text: String, article: String) {
        let key = Self.compact(text)
        let cases = Array(Self.allCases)
        for (offset, value) in cases.enumerated() {
            let letter = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(offset)))
            let names = [value.rawValue, article + letter, "art" + article + letter]
            if names.contains(where: { Self.compact($0) == key }) {
                self = value
                return
            }
        }
        return nil
    }

    private static func compact(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
