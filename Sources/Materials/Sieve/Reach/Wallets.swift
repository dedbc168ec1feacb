import Crypto

extension Search {
    /// `0x…` (Ethereum, EIP-55) and `bc1…` (Bitcoin, Bech32), at the literal that begins them.
    mutating func readWallet(at anchor: Range<Int>) {
        let start = anchor.lowerBound
        guard !isWord(text[start - 1]) else { return }
        var end = anchor.upperBound
        while end - start <= 90, isAlphanumeric(text[end]) { end += 1 }
        steps += end - start
        guard !isAlphanumeric(text[end]) else { return }
        let body = anchor.upperBound..<end
        if text[start] == byte("0") {
            guard body.count == 40, body.allSatisfy({ isHex(text[$0]) }),
                !Placeholder.matches(text, body)
            else { return }
            let score: Double
            switch Wallets.capitals(text, body) {
            case .right: score = 0.98
            case .none: score = 0.85
            // Capitals that are no checksum: mistyped, or no address.
            case .wrong: score = 0.5
            }
            add(start..<end, .cryptoAddress, score, "wallet.ethereum")
        } else if Bech32.isValid(text, start..<end) {
            add(start..<end, .cryptoAddress, 0.97, "wallet.bech32")
        }
    }

    /// Base58 addresses of Bitcoin, Litecoin, Dogecoin and Tron, by the checksum inside.
    mutating func readWalletToken(_ token: Range<Int>) -> Int? {
        guard (26...35).contains(token.count), Wallets.isOpening(text[token.lowerBound]),
            !token.contains(where: { ("0OIl" as StaticString).contains(text[$0]) }),
            Entropy.bits(text, token) > 3.5
        else { return nil }
        steps += token.count * token.count
        guard let payload = Base58.decoded(text, token), Wallets.isAddress(payload)
        else { return nil }
        add(token, .cryptoAddress, 0.98, "wallet.base58")
        return token.upperBound
    }
}

/// What addresses of wallets carry in themselves.
enum Wallets {
    enum Capitals { case right, wrong, none }

    /// Whether the capitals of forty hexadecimal digits are the checksum of EIP-55: a letter is
    /// large where the hash of the small digits has a high digit.
    static func capitals(_ text: Bytes, _ body: Range<Int>) -> Capitals {
        let letters = body.filter { isLetter(text[$0]) }
        if letters.allSatisfy({ isLower(text[$0]) }) { return .none }
        if letters.allSatisfy({ isUpper(text[$0]) }) { return .none }
        let hash = Keccak256.hash(body.map { lowered(text[$0]) })
        for (place, index) in body.enumerated() where isLetter(text[index]) {
            let digit = place % 2 == 0 ? hash[place / 2] >> 4 : hash[place / 2] & 15
            guard isUpper(text[index]) == (digit >= 8) else { return .wrong }
        }
        return .right
    }

    /// Whether an address of the chains below can begin with `character`.
    static func isOpening(_ character: UInt8) -> Bool {
        ("13LMDAT" as StaticString).contains(character)
    }

    /// Whether 25 bytes are a version, a hash and the first four bytes of their double SHA-256.
    static func isAddress(_ payload: [UInt8]) -> Bool {
        guard payload.count == 25, versions.contains(payload[0]) else { return false }
        let check = SHA256.hash(data: Array(SHA256.hash(data: payload[..<21])))
        return check.prefix(4).elementsEqual(payload[21...])
    }

    /// Bitcoin 0 and 5, Litecoin 48 and 50, Dogecoin 30 and 22, Tron 65.
    private static let versions: Set<UInt8> = [0, 5, 48, 50, 30, 22, 65]
}

/// Numbers in base 58, as Bitcoin writes them: no 0, O, I or l.
enum Base58 {
    /// The bytes of the number in `range`, a leading `1` for each leading zero; nothing where
    /// another character stands.
    static func decoded(_ text: Bytes, _ range: Range<Int>) -> [UInt8]? {
        let alphabet: StaticString = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
        // Lowest byte first, so that a carry appends.
        var bytes: [UInt8] = []
        for index in range {
            var carry = -1
            for place in 0..<58 where alphabet.utf8Start[place] == text[index] { carry = place }
            guard carry >= 0 else { return nil }
            for place in bytes.indices {
                carry += Int(bytes[place]) * 58
                bytes[place] = UInt8(truncatingIfNeeded: carry)
                carry >>= 8
            }
            while carry > 0 {
                bytes.append(UInt8(truncatingIfNeeded: carry))
                carry >>= 8
            }
        }
        let zeros = range.prefix { text[$0] == byte("1") }.count
        return [UInt8](repeating: 0, count: zeros) + bytes.reversed()
    }
}
