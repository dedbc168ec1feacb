package import Credentials
import Crypto
package import Kernel

extension Accounts {
    /// What a browser brought from making a passkey or asking one: nothing in it is believed yet.
    package struct Ceremony: Codable, Sendable, Hashable {
        /// What was asked, in hexadecimal. Each is good once: commands are performed under it.
        package var challenge: String
        /// The site, as browsers write it.
        package var origin: String
        /// The browser's own words, in base 64 for the web; as are the following.
        package var clientData: String
        /// Of a passkey that was made.
        package var attestation: String?
        /// Of a passkey that answered.
        package var credential: String?
        package var authenticatorData: String?
        package var signature: String?

        package init(challenge: [UInt8], origin: String, clientData: String) {
            self.challenge = Base64URL.encode(challenge)
            self.origin = origin
            self.clientData = clientData
        }

        /// The key for performing once: no challenge is answered twice, by whichever replica.
        package var once: IdempotencyKey { IdempotencyKey("challenge/" + challenge) }

        private var site: Site? { Site(origin: origin) }

        /// The passkey that was made, once everything about it holds.
        func made() throws(Failure) -> Passkey {
            guard let site, let challenge = Base64URL.decode(challenge),
                let client = Base64URL.decode(clientData),
                let object = attestation.flatMap(Base64URL.decode),
                let made = try? Registration(
                    clientData: client,
                    attestation: object,
                    challenge: challenge,
                    site: site
                )
            else { throw .badCeremony }
            return Passkey(made)
        }

        /// How often the passkey has signed, once its answer holds.
        func answered(by passkey: Known) throws(Failure) -> UInt32 {
            guard let site, let challenge = Base64URL.decode(challenge),
                let assertion, let key = try? COSEKey(passkey.key),
                let counter = try? assertion.verify(
                    challenge: challenge,
                    site: site,
                    key: key,
                    counter: passkey.counter
                )
            else { throw .badCeremony }
            return counter
        }

        private var assertion: Assertion? {
            guard let credential = credential.flatMap(Base64URL.decode),
                let client = Base64URL.decode(clientData),
                let data = authenticatorData.flatMap(Base64URL.decode),
                let signature = signature.flatMap(Base64URL.decode)
            else { return nil }
            return Assertion(
                credential: credential,
                clientData: client,
                authenticatorData: data,
                signature: signature
            )
        }
    }

    /// A passkey as its event tells it.
    package struct Passkey: Codable, Sendable, Hashable {
        /// What it goes by, in base 64 for the web.
        package let credential: String
        /// The public key in COSE, in base 64 for the web.
        package let key: String
        package let counter: UInt32
        /// Whether it can be copied to other devices of the same person.
        package let canBackUp: Bool
        package let attestation: Registration.Attestation

        init(_ made: Registration) {
            credential = Base64URL.encode(made.credential)
            key = Base64URL.encode(made.key.bytes)
            counter = made.counter
            canBackUp = made.canBackUp
            attestation = made.attestation
        }

        /// SHA-256 of the public key, in hexadecimal: by which a member of the house is known who
        /// has no key file.
        var fingerprint: String { Self.hexadecimal(SHA256.hash(data: Array(key.utf8))) }

        private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
            let digits = Array("0123456789abcdef".utf8)
            let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// A passkey as the tables know it.
    package struct Known: Sendable, Hashable {
        package let credential: String
        package let member: ID<Principal>
        let key: [UInt8]
        let counter: UInt32
        package let canBackUp: Bool
        /// When it was added and last used, in milliseconds since 1970.
        package let time: Int64
        package let used: Int64
    }
}
