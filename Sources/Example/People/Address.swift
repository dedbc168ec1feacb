/// Where somebody lives, in one of the four countries with an office.
struct Address: Sendable {
    var street: String
    var postcode: String
    var city: String

    /// Draws a street and a town. Towns are real, streets are common, the pairing is neither.
    init(in language: Language, _ dice: inout Dice) {
        let number = dice.number(in: 1...148)
        switch language {
        case .english:
            let towns = [
                "Felixstowe": "IP", "Grimsby": "DN", "Tilbury": "RM", "Immingham": "DN",
                "Fowey": "PL", "Greenock": "PA", "Harwich": "CO", "Larne": "BT",
            ].sorted { $0.key < $1.key }
            let streets = ["Ropewalk", "Customs Row", "Gull Lane", "Old Dock Road", "Mill Rise"]
            let (town, area) = dice.pick(towns)
            let unit = dice.string(of: "ABDEFGHJLNPQRSTUWXYZ", count: 2)
            city = town
            postcode = "\(area)\(dice.number(in: 1...28)) \(dice.number(in: 1...9))\(unit)"
            street = "\(number) \(dice.pick(streets))"
        case .french:
            let towns = [
                ("Le Havre", "76"), ("Saint-Nazaire", "44"), ("Dunkerque", "59"), ("Sète", "34"),
                ("Fos-sur-Mer", "13"), ("La Rochelle", "17"), ("Concarneau", "29"),
            ]
            let ways = ["rue des Cordiers", "quai Gambier", "impasse du Phare", "rue Traversière"]
            let (town, area) = dice.pick(towns)
            city = town
            postcode = area + dice.pick(["100", "200", "230", "600", "700"])
            street = "\(number)\(dice.chance(15) ? " bis" : ""), \(dice.pick(ways))"
        case .german:
            let towns = [
                ("Bremerhaven", "275"), ("Cuxhaven", "274"), ("Rostock", "181"), ("Emden", "267"),
                ("Wilhelmshaven", "263"), ("Brake", "269"), ("Sassnitz", "185"),
            ]
            let ways = [
                "Fischkai", "Am Alten Vorhafen", "Deichstraße", "Lotsenweg", "Reeperbahnring",
            ]
            let (town, area) = dice.pick(towns)
            city = town
            postcode = area + dice.digits(2)
            street = "\(dice.pick(ways)) \(number)\(dice.chance(20) ? "a" : "")"
        case .spanish:
            let towns = [
                ("Algeciras", "112"), ("Gijón", "332"), ("A Coruña", "150"), ("Cartagena", "302"),
                ("Santander", "390"), ("Huelva", "210"), ("Pasaia", "201"),
            ]
            let ways = ["Calle del Ancla", "Avenida de los Astilleros", "Calle Marineros"]
            let (town, area) = dice.pick(towns)
            city = town
            postcode = area + "0" + dice.digits(1)
            street = "\(dice.pick(ways)), \(number)\(dice.chance(40) ? ", 2º B" : "")"
        }
    }
}
