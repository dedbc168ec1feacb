import Cedar
import Sieve

extension Workroom {
    /// What a worker reads before anything else.
    package struct Brief: Codable, Hashable, Sendable {
        /// What is done, in plain words.
        package var scope: String
        /// Why the data is used; the purpose that the gate knows.
        package var purpose: String
        /// For whom, or nil.
        package var client: String?
        /// Why it is not said for whom; needed where it is not.
        package var withheld: String?
        /// Kinds of data that will be on the screen.
        package var dataClasses: [String]
        /// 0 nothing about people … 3 specially protected.
        package var sensitivity: Int
        /// What may be hard to look at.
        package var warnings: [String]
        /// Whom to turn to, and how soon they answer.
        package var escalation: String
        /// What is recorded about whoever works here, that copies are marked among it.
        package var notice: String
        /// X25519 key, in hexadecimal, of the independent address for concerns; nil for none.
        package var concernKey: String?

        package init(
            scope: String,
            purpose: String,
            client: String? = nil,
            withheld: String? = nil,
            dataClasses: [String] = [],
            sensitivity: Int = 0,
            warnings: [String] = [],
            escalation: String,
            notice: String,
            concernKey: String? = nil
        ) {
            self.scope = scope
            self.purpose = purpose
            self.client = client
            self.withheld = withheld
            self.dataClasses = dataClasses
            self.sensitivity = sensitivity
            self.warnings = warnings
            self.escalation = escalation
            self.notice = notice
            self.concernKey = concernKey
        }

        var isWhole: Bool {
            let texts = [scope, purpose, escalation, notice]
            return texts.allSatisfy { !$0.isEmpty } && (client ?? withheld ?? "").isEmpty == false
                && (0...3).contains(sensitivity)
        }
    }

    /// Under which conditions work is done, the same for everybody in a project.
    package struct Conditions: Codable, Hashable, Sendable {
        /// Minutes that a task may be kept.
        package var leaseMinutes: Int
        /// Tasks an hour that are taken from one person.
        package var perHour: Int
        /// Labels per task at most.
        package var labels: Int
        /// Gold tasks among a thousand.
        package var goldPerMille: Int
        /// Own tasks served again, among a thousand.
        package var repeatPerMille: Int
        /// Pay for one task, in hundredths of the currency.
        package var pay: Int
        /// ISO 4217.
        package var currency: String
        /// Fields hidden until somebody asks for one, with a reason.
        package var masked: [String]
        /// Equally plausible values by field; each session is shown its own.
        package var surrogates: [String: [String]]
        /// Kinds of findings that are blacked out within texts until somebody asks for one, with a
        /// reason: labels of the detector, as `PERSON`.
        package var hides: [String]
        /// Networks from which this may be worked on, as `192.0.2.0/24`; none for anywhere.
        package var places: [String]
        /// Whether this is worked on only after signing in with a passkey that cannot leave its
        /// device (WebAuthn level 3, §6.1.3: not eligible for backup).
        package var boundDevice: Bool

        package init(
            leaseMinutes: Int = 30,
            perHour: Int = 120,
            labels: Int = 3,
            goldPerMille: Int = 50,
            repeatPerMille: Int = 20,
            pay: Int,
            currency: String = "EUR",
            masked: [String] = [],
            surrogates: [String: [String]] = [:],
            hides: [String] = [],
            places: [String] = [],
            boundDevice: Bool = false
        ) {
            self.leaseMinutes = leaseMinutes
            self.perHour = perHour
            self.labels = labels
            self.goldPerMille = goldPerMille
            self.repeatPerMille = repeatPerMille
            self.pay = pay
            self.currency = currency
            self.masked = masked
            self.surrogates = surrogates
            self.hides = hides
            self.places = places
            self.boundDevice = boundDevice
        }

        /// Reads conditions of projects that were begun before some of these could be said too.
        package init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            leaseMinutes = try fields.decode(Int.self, forKey: .leaseMinutes)
            perHour = try fields.decode(Int.self, forKey: .perHour)
            labels = try fields.decode(Int.self, forKey: .labels)
            goldPerMille = try fields.decode(Int.self, forKey: .goldPerMille)
            repeatPerMille = try fields.decode(Int.self, forKey: .repeatPerMille)
            pay = try fields.decode(Int.self, forKey: .pay)
            currency = try fields.decode(String.self, forKey: .currency)
            masked = try fields.decode([String].self, forKey: .masked)
            surrogates = try fields.decode([String: [String]].self, forKey: .surrogates)
            hides = try fields.decodeIfPresent([String].self, forKey: .hides) ?? []
            places = try fields.decodeIfPresent([String].self, forKey: .places) ?? []
            boundDevice = try fields.decodeIfPresent(Bool.self, forKey: .boundDevice) ?? false
        }

        var areSound: Bool {
            (1...1_440).contains(leaseMinutes) && (1...100_000).contains(perHour)
                && (1...100).contains(labels) && (0...500).contains(goldPerMille)
                && (0...500).contains(repeatPerMille) && pay >= 0 && currency.utf8.count == 3
                && surrogates.values.allSatisfy { Set($0).count >= 16 }
                && hides.allSatisfy { Label(rawValue: $0) != nil }
                && places.allSatisfy { AddressValue($0) != nil }
        }
    }

    /// What was agreed with one worker.
    package struct Terms: Codable, Hashable, Sendable {
        /// Last moment of the engagement, in milliseconds since 1970.
        package var until: Int64
        /// Days of notice before it can be ended.
        package var noticeDays: Int
        /// Promised pay an hour, in hundredths.
        package var hourly: Int
        /// ISO 4217.
        package var currency: String
        /// Where they work (ISO 3166-1, two letters), and so where they are shown data; nil where
        /// nobody said.
        package var country: String?

        package init(
            until: Int64,
            noticeDays: Int,
            hourly: Int,
            currency: String = "EUR",
            country: String? = nil
        ) {
            self.country = country
            self.until = until
            self.noticeDays = noticeDays
            self.hourly = hourly
            self.currency = currency
        }
    }

    /// One question of a module.
    package struct Quiz: Codable, Hashable, Sendable {
        package var text: String
        package var options: [String]
        /// Number of the right option, from zero.
        package var right: Int

        package init(text: String, options: [String], right: Int) {
            self.text = text
            self.options = options
            self.right = right
        }

        var isWhole: Bool {
            !text.isEmpty && options.count > 1 && options.indices.contains(right)
        }
    }
}
