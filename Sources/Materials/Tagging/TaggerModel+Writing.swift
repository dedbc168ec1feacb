extension Trainer {
    /// The model in the bytes of its file: every weight rounded to a signed byte, the strongest
    /// features kept.
    ///
    /// - Parameter calibration: what probabilities of such models turned out to be worth; nothing
    ///   to leave them as they are.
    public func model(calibration: Calibration? = nil) -> [UInt8] {
        let names = tags.names.map { $0 + "\n" }.joined().utf8
        var bytes = TaggerModel.magic
        // Steps of a thirty-second: weights beyond 4 are cut, and are rare.
        for number in [settings.buckets, 32, tags.names.count, names.count] {
            for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
        }
        bytes += names
        while bytes.count % 64 != 0 { bytes.append(0) }
        for row in pairs {
            for lane in 0..<16 {
                let steps = Int16((row[lane] * 32).rounded(.toNearestOrEven))
                bytes.append(UInt8(truncatingIfNeeded: steps))
                bytes.append(UInt8(truncatingIfNeeded: steps >> 8))
            }
        }
        let curves = (calibration ?? Calibration(kinds: tags.kinds.count)).curves
        let tables = bytes.count + TaggerModel.tablesSize - 1024
        for number in curves.flatMap({ [$0.slope, $0.offset] }) {
            for shift in 0..<4 {
                bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(8 * shift)))
            }
        }
        bytes += repeatElement(0, count: tables - bytes.count)
        return bytes + buckets()
    }

    private func buckets() -> [UInt8] {
        let mask = UInt32(settings.buckets - 1)
        var strengths: [Float] = []
        strengths.reserveCapacity(rows.count)
        for row in rows { strengths.append((row * row).sum()) }
        // Strongest first; of equals the one that was seen first.
        let order = rows.indices.sorted { strengths[$0] > strengths[$1]
            || strengths[$0] == strengths[$1] && $0 < $1
        }
        var filled = [UInt8](repeating: 0, count: settings.buckets)
        var bytes = [UInt8](repeating: 0, count: settings.buckets * 64)
        for row in order {
            let weights = (rows[row] * 32).rounded(.toNearestOrEven)
                .clamped(lowerBound: .init(repeating: -127), upperBound: .init(repeating: 127))
            guard weights != .zero else { continue }
            let hash = index.hashes[row]
            let bucket = Int(hash & mask)
            let place = Int(filled[bucket])
            let check = UInt8(TaggerModel.check(hash))
            let isTold = (0..<place).contains { bytes[bucket * 64 + 60 + $0] == check }
            guard place < 4, !isTold else { continue }
            filled[bucket] += 1
            for lane in 0..<15 {
                bytes[bucket * 64 + place * 15 + lane] = UInt8(bitPattern: Int8(weights[lane]))
            }
            bytes[bucket * 64 + 60 + place] = check
        }
        return bytes
    }
}
