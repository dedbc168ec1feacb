// Modules: Privacy
import Privacy

/// Dates as people write them, moved and coarsened.
func fuzz(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for monthFirst in [false, true] {
        guard let date = WrittenDate(text, monthFirst: monthFirst) else { continue }
        for grain in [WrittenDate.Grain.month, .quarter, .year] { _ = date.written(to: grain) }
        for days in [-400_000, -1, 0, 1, 31, 400_000] { _ = date.moved(days: days) }
    }
    let plain = Normalization.plain(text)
    precondition(Normalization.plain(plain) == plain, "plain text is not plain")
    _ = Normalization.normalized(text)
}
