package import Kernel

extension Access {
    /// Whom one act shuts out, or lets in again.
    ///
    /// The owner is nobody's member, so no act of these is about them: whoever holds the keys of
    /// the house can always open it again.
    package enum Whom: Hashable, Sendable, CustomStringConvertible {
        case member(ID<Principal>)
        /// Everybody whom a supplier sent, and whoever it sends while it is shut out.
        case supplier(String)
        case everyone

        /// As it is stored, and stands in addresses.
        package var description: String {
            switch self {
            case .member(let member): member.description
            case .supplier(let name): Self.supplierMark + name
            case .everyone: Self.everyoneMark
            }
        }

        /// Whom `text` means; nil where it is no such description.
        package init?(_ text: String) {
            if text == Self.everyoneMark {
                self = .everyone
            } else if text.hasPrefix(Self.supplierMark) {
                let name = String(text.dropFirst(Self.supplierMark.count))
                guard isSupplier(name) else { return nil }
                self = .supplier(name)
            } else {
                guard let member = ID<Principal>(text) else { return nil }
                self = .member(member)
            }
        }

        /// How far it goes, for the rules: one word.
        var reach: String {
            switch self {
            case .member: "member"
            case .supplier: "supplier"
            case .everyone: "everyone"
            }
        }

        static let supplierMark = "supplier:"
        static let everyoneMark = "everyone"
    }

    /// What rules know of it.
    static let reach = Declaration("reach", .text, "How far it goes: member, supplier or everyone")

    /// Whether a supplier can go by this name: it is typed, and stands in addresses. It is the name
    /// of a firm, never of a person.
    package static func isSupplier(_ name: String) -> Bool {
        (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    static func check(supplier: String?) throws(Failure) {
        guard supplier.map(isSupplier) ?? true else { throw .badSupplier }
    }
}

/// One of three fields, beside those of whatever it stands in: `{"member": …}`,
/// `{"supplier": "harbour"}` or `{"everyone": true}`.
extension Access.Whom: Codable {
    private enum CodingKeys: String, CodingKey { case member, supplier, everyone }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let member = try container.decodeIfPresent(ID<Principal>.self, forKey: .member)
        let supplier = try container.decodeIfPresent(String.self, forKey: .supplier)
        let everyone = try container.decodeIfPresent(Bool.self, forKey: .everyone) ?? false
        let named = [member.map(Self.member), supplier.map(Self.supplier)].compactMap(\.self)
            + (everyone ? [.everyone] : [])
        guard named.count == 1 else { throw Access.Failure.badWhom }
        self = named[0]
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .member(let member): try container.encode(member, forKey: .member)
        case .supplier(let name): try container.encode(name, forKey: .supplier)
        case .everyone: try container.encode(true, forKey: .everyone)
        }
    }
}
