/// Which region and country a place lies in.
///
/// The list is handed in by whoever loads it. A name that several places bear is answered with a
/// country only if all of them share it: a wrong region would be worse than a coarser answer.
public struct Gazetteer: Sendable {
    /// How far a place is coarsened.
    public enum Level: String, Sendable, CaseIterable { case region, country }

    /// One row of the list.
    public struct Entry: Hashable, Sendable {
        /// The region as it is answered; empty where the list knows none.
        public let region: String
        /// The country as it is answered.
        public let country: String

        /// - Parameter region: empty where none is known.
        public init(region: String, country: String) {
            self.region = region
            self.country = country
        }
    }

    private var entries: [String: Entry] = [:]
    private var cities: [String: [String]] = [:]
    private var regions: [String: Entry] = [:]
    private var countries: [String: String] = [:]

    /// A gazetteer that knows no place yet.
    public init() {}

    /// Adds a country under one of its names; the first name given is the one that is answered.
    public mutating func add(country: String, alias: String) {
        let name = countries[Normalization.plain(country)] ?? country
        countries[Normalization.plain(alias)] = name
    }

    /// Adds a city. A second city of the same name blurs the answer to what both share.
    public mutating func add(city: String, in entry: Entry) {
        cities[entry.country, default: []].append(city)
        countries[Normalization.plain(entry.country)] = entry.country
        if !entry.region.isEmpty { regions[Normalization.plain(entry.region)] = entry }
        let key = Normalization.plain(city)
        guard let known = entries[key], known != entry else {
            entries[key] = entry
            return
        }
        let country = known.country == entry.country ? entry.country : ""
        entries[key] = Entry(region: "", country: country)
    }

    /// The region or country of `place`, where the list knows it and no two places disagree.
    ///
    /// `place` may be a city, `city, country`, or a region or country, which stays as coarse as it
    /// is.
    public func coarsened(_ place: String, to level: Level) -> String? {
        let parts = place.split(separator: ",").map { Normalization.plain(String($0)) }
        guard let first = parts.first else { return nil }
        if let country = countries[first], parts.count == 1 { return country }
        let entry = entries[first] ?? regions[first]
        let named = parts.dropFirst().lazy.compactMap { countries[$0] }.first
        guard let entry, !entry.country.isEmpty else { return named }
        if let named, named != entry.country { return named }
        return level == .country || entry.region.isEmpty ? entry.country : entry.region
    }

    /// The country of `place`, for choosing another place there.
    public func country(of place: String) -> String? { coarsened(place, to: .country) }

    /// The cities listed in `country`, in the order they were added.
    public func cities(in country: String) -> [String] { cities[country] ?? [] }
}
