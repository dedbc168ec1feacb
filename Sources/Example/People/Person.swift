import Sieve

/// Somebody fictional who works, worked or wants to work at Harbour Line.
///
/// A person follows from the seed and a number alone, so an export of any size is written without
/// ever holding more than the person at hand.
struct Person: Sendable {
    var number: Int
    var language: Language
    var isWoman: Bool
    var given: String
    var family: String
    var familyFirst: Bool
    var born: Day
    var joined: Day
    /// Years in paid work, before and here.
    var yearsWorked: Int
    var address: Address
    var phoneNumber: String
    var nationalNumber: String
    var accountNumber: String
    var role: String
    var pay: Int

    init(_ number: Int, seed: UInt64, speaking fixed: Language? = nil) {
        var dice = Dice(seed: seed, for: "person \(number)")
        let drawn = dice.pick([Language.english, .english, .english, .french, .german, .spanish])
        let language = fixed ?? drawn
        let culture = dice.pick(Culture.mix(for: language))
        let woman = dice.chance(50)
        self.number = number
        self.language = language
        isWoman = woman
        if dice.chance(4) {
            (given, family) = (Culture.coined(&dice), Culture.coined(&dice))
        } else {
            given = dice.pick(woman ? culture.feminine : culture.masculine)
            family = dice.pick(culture.families)
        }
        if dice.chance(15), !family.contains("-") {
            family += "-" + dice.pick(dice.pick(Culture.mix(for: language)).families)
        }
        familyFirst = culture.familyFirst
        born = Day.any(from: Day(1961, 1, 1), to: Day(2003, 12, 28), &dice)
        let adult = Day(born.year + 18, born.month, born.day)
        joined = Day.any(from: max(Day(2008, 1, 7), adult), to: Day(2025, 6, 30), &dice)
        yearsWorked = dice.number(in: 2...max(3, 2024 - adult.year))
        address = Address(in: language, &dice)
        phoneNumber = Numbers.phone(language, &dice)
        nationalNumber = Numbers.national(language, born: born, woman: woman, &dice)
        accountNumber = Numbers.iban(language, &dice)
        role = dice.pick(Vocabulary.roles(language, woman: woman))
        pay = dice.number(in: 240...980) * 100
    }

    /// The same person as an office that writes another language speaks of them.
    func described(in language: Language) -> Person {
        var copy = self
        copy.language = language
        return copy
    }

    /// What gold labels call this person wherever they are mentioned.
    var entity: String { "p\(number)" }

    private func mark(_ text: String, _ label: Label, _ part: String) -> Marked {
        Marked(text, label, of: "\(entity).\(part)")
    }
}

extension Person {
    var name: Marked {
        let text = familyFirst ? "\(family) \(given)" : "\(given) \(family)"
        return Marked(text, .person, of: entity)
    }

    /// As an index or a payroll lists it: family name first, sometimes in capitals.
    var listed: Marked { Marked("\(family.uppercased()), \(given)", .person, of: entity) }
    var givenName: Marked { Marked(given, .person, of: entity) }
    var familyName: Marked { Marked(family, .person, of: entity) }

    private var slug: String {
        (given + "." + family).folded.lowercased().filter {
            $0.isASCII && ($0.isLetter || $0 == ".")
        }
    }

    var email: Marked { mark(slug + "@harbourline.example", .email, "email") }

    var privateEmail: Marked {
        let host = ["mailbox", "courrier", "postfach", "correo"][number % 4]
        return mark(
            slug.filter { $0 != "." } + "\(born.year % 100)@\(host).example",
            .email,
            "mail"
        )
    }

    var username: Marked {
        let initial = given.folded.lowercased().prefix(1)
        let rest = family.folded.lowercased().filter { $0.isASCII && $0.isLetter }.prefix(9)
        return mark("\(initial)\(rest)\(number % 10)", .username, "user")
    }

    var profile: Marked {
        let path = slug.map { $0 == "." ? "-" : String($0) }.joined()
        return mark("https://www.portfolio.example/in/\(path)-\(number)", .url, "url")
    }

    var badge: Marked { mark("HL-\((number + 10_407).padded(6))", .employeeID, "badge") }
    var phone: Marked { mark(phoneNumber, .phone, "phone") }
    var street: Marked { mark(address.street, .address, "street") }
    var postcode: Marked { mark(address.postcode, .postcode, "postcode") }
    var city: Marked { mark(address.city, .location, "city") }
    var nationalID: Marked { mark(nationalNumber, .nationalID, "national") }
    var iban: Marked { mark(accountNumber, .iban, "iban") }
    var title: Marked { mark(role, .jobTitle, "role") }
    var salary: Marked { mark(language.written(money: pay), .salary, "pay") }
    var plainSalary: Marked { mark(String(pay), .salary, "pay") }

    /// Street, postcode and town on one line, in the order of the country.
    var home: Marked {
        language == .english
            ? "\(street), \(city) \(postcode)" : "\(street), \(postcode) \(city)"
    }

    func birthday(_ dice: inout Dice) -> Marked {
        mark(language.written(born, &dice), .dateOfBirth, "born")
    }

    func marked(_ day: Day, _ part: String, _ dice: inout Dice) -> Marked {
        mark(language.written(day, &dice), .date, part)
    }

    func nationality(_ dice: inout Dice) -> Marked {
        mark(dice.pick(Vocabulary.nationalities(language)), .nationality, "nationality")
    }

    func maritalStatus(_ dice: inout Dice) -> Marked {
        let word = dice.pick(Vocabulary.maritalStatuses(language, woman: isWoman))
        return mark(word, .maritalStatus, "marital")
    }

    var gender: Marked { mark(isWoman ? "F" : "M", .gender, "gender") }

    func ageWritten(on day: Day) -> Marked {
        mark(String((day.number - born.number) / 365), .age, "age")
    }

    func condition(_ dice: inout Dice) -> Marked {
        mark(dice.pick(Vocabulary.conditions(language)), .health, "health")
    }

    func disability(_ dice: inout Dice) -> Marked {
        mark(dice.pick(Vocabulary.disabilities(language)), .disability, "disability")
    }

    func particular(_ dice: inout Dice) -> Marked {
        let (text, label) = dice.pick(Vocabulary.particulars(language))
        return mark(text, label, label.rawValue.lowercased())
    }

    func parent(_ words: String) -> Marked { mark(words, .family, "parent") }

    /// A plate of the country's shape.
    func vehicle(_ dice: inout Dice) -> Marked {
        let letters = dice.string(of: "BCDFGHJKLMNPRSTVWXYZ", count: 5)
        let digits = dice.digits(4)
        let plate =
            switch language {
            case .english: "\(letters.prefix(2))\(digits.prefix(2)) \(letters.suffix(3))"
            case .french: "\(letters.prefix(2))-\(digits.prefix(3))-\(letters.suffix(2))"
            case .german: "HB-\(letters.prefix(2)) \(digits.prefix(3))"
            case .spanish: "\(digits) \(letters.prefix(3))"
            }
        return mark(plate, .vehicle, "vehicle")
    }

    func card(_ dice: inout Dice) -> Marked {
        mark(Numbers.card(&dice), .creditCard, "card")
    }

    func union(_ dice: inout Dice) -> Marked {
        mark(dice.pick(Vocabulary.unions(language)), .union, "union")
    }
}
