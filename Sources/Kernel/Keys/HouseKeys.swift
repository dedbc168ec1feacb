import Sealing

/// The house's keys: the one in force, and those before it, which open what they once sealed.
///
/// Epochs count from 1. Each leaf says under which epoch its tags and its commitment were made.
struct HouseKeys: Sendable {
    /// In order; the last one is in force.
    private var keys: [Secret]

    init(_ keys: [Secret]) {
        precondition(!keys.isEmpty, "a house has a key")
        self.keys = keys
    }

    var epoch: UInt32 { UInt32(keys.count) }
    var first: Secret { keys[0] }
    var current: Secret { keys[keys.count - 1] }

    subscript(epoch: UInt32) -> Secret? {
        epoch > 0 && epoch <= self.epoch ? keys[Int(epoch) - 1] : nil
    }

    /// The house's keys once `next` is in force.
    func replaced(by next: Secret) -> HouseKeys { HouseKeys(keys + [next]) }

    /// Under what name the ring holds the key of `epoch` once it is no longer in force.
    ///
    /// Not the name that bodies go by: the row called `house` is always the key in force.
    static func retiredName(_ epoch: UInt32) -> String { "house-retired/\(epoch)" }
}
