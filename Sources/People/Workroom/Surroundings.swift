import Cedar

extension Workroom {
    /// From where, and with what, somebody works.
    package struct Surroundings: Hashable, Sendable {
        /// The address that a request came from, as text.
        package let address: String
        /// Whether they signed in with something that cannot leave its device.
        package let isBoundDevice: Bool

        package init(address: String, isBoundDevice: Bool) {
            self.address = address
            self.isBoundDevice = isBoundDevice
        }

        /// The house's own machine, with a key that lies on it.
        package static let here = Surroundings(address: "127.0.0.1", isBoundDevice: true)
    }
}

extension Workroom.Conditions {
    /// Throws where the project is not worked on from there, or not with that.
    ///
    /// An address that cannot be read is in no network.
    package func check(_ surroundings: Workroom.Surroundings) throws(Workroom.Failure) {
        guard isPlace(surroundings) else {
            throw .elsewhere(address: surroundings.address)
        }
        guard !boundDevice || surroundings.isBoundDevice else { throw .otherDevice }
    }

    /// Whether the project is worked on from there.
    func isPlace(_ surroundings: Workroom.Surroundings) -> Bool {
        guard !places.isEmpty else { return true }
        guard let address = AddressValue(Self.plain(surroundings.address)) else { return false }
        return places.contains { AddressValue($0).map { address.isInRange(of: $0) } ?? false }
    }

    /// An IPv4 address that a socket of both families gave (RFC 4291 §2.5.5.2) as it is written
    /// elsewhere.
    private static func plain(_ address: String) -> String {
        let mapped = "::ffff:"
        return address.lowercased().hasPrefix(mapped) && address.contains(".")
            ? String(address.dropFirst(mapped.utf8.count)) : address
    }
}
