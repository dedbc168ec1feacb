extension Search {
    /// Vehicles: identification numbers (ISO 3779) and number plates, the latter by context.
    mutating func readVehicle(_ token: Range<Int>) -> Int? {
        if token.count == 17, let score = vehicleNumberScore(token) {
            add(token, .vehicle, score, "vehicle.vin")
            return token.upperBound
        }
        guard (1...4).contains(token.count) || (5...8).contains(token.count) else { return nil }
        let near = near(token.lowerBound, words: 3).union(context)
        guard near.contains(.vehicle) else { return nil }
        let start = token.lowerBound
        var end = token.upperBound
        var characters = token.count
        // Plates come in up to three pieces: `AB-123-CD`, `B AB 1234`, `1234 BCD`.
        for _ in 0..<2 {
            let mark = text[end]
            guard mark == 0x20 || mark == byte("-"), isPlatePiece(at: end + 1) else { break }
            end += 1
            while isAlphanumeric(text[end]) {
                end += 1
                characters += 1
            }
        }
        guard (5...9).contains(characters) else { return nil }
        add(start..<end, .vehicle, 0.75, "vehicle.plate")
        return end
    }

    private func isPlatePiece(at index: Int) -> Bool {
        var end = index
        while end - index <= 4, isDigit(text[end]) || isUpper(text[end]) { end += 1 }
        return end > index && end - index <= 4 && !isWord(text[end])
    }

    private mutating func vehicleNumberScore(_ token: Range<Int>) -> Double? {
        var sum = 0
        for (place, index) in token.enumerated() {
            guard let value = Self.vehicleValue(text[index]) else { return nil }
            sum += value * Self.vehicleWeights[place]
        }
        let check = text[token.lowerBound + 8]
        let rest = sum % 11
        let isChecked = rest == 10 ? check == byte("X") : check == 0x30 + UInt8(rest)
        let isNamed = context(before: token.lowerBound).contains(.vehicle)
        // Only North America and China use the check digit.
        if isNamed { return isChecked ? 0.95 : 0.8 }
        return isChecked ? 0.6 : nil
    }

    private static let vehicleWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

    private static func vehicleValue(_ character: UInt8) -> Int? {
        if isDigit(character) { return Int(character & 0x0F) }
        let letters: StaticString = "ABCDEFGHJKLMNPRSTUVWXYZ"
        let values: StaticString = "12345678123457923456789"
        for index in 0..<letters.utf8CodeUnitCount where letters.utf8Start[index] == character {
            return Int(values.utf8Start[index] & 0x0F)
        }
        return nil
    }
}
