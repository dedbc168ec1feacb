import Documents

/// Where the readers of all formats put what they find: bounded, numbered, and placed.
///
/// It is shared by reference because documents nest: a mail's attachment may be an archive that
/// holds a mail. One outlet serves them all, so one set of limits bounds them all together.
final class Outlet {
    /// Records larger than this are split, so that every frame has room for them. Bytes.
    private static let recordSizeMax = 16 * 1024 * 1024

    let limits: Limits
    /// Whether documents of prose that hang on a mail are read too.
    let wantsProse: Bool
    /// Tried on whatever is locked, in this order.
    let passwords: [String]
    /// Bytes of the outermost document seen so far, by which what it unpacks to is judged.
    var documentSize = 0
    private(set) var port: Port
    private var index = 0
    private var outputSize = 0
    private var partCount = 0
    private var unpackedSize = 0
    private var pictureCount = 0
    /// Notices by kind, place and wording, so that a million equal faults make one.
    private var notices: [Notice: Int] = [:]

    init(limits: Limits, passwords: [String] = [], wantsProse: Bool = true, port: Port) {
        self.limits = limits
        self.passwords = passwords
        self.wantsProse = wantsProse
        self.port = port
    }

    /// Hands out one record whose fields stand in `container`.
    ///
    /// - Throws: ``NotAssessed`` when the document has produced more than it may.
    func put(_ record: Record, in container: [String] = []) throws(NotAssessed) {
        var size = 0
        var part = Record(index: index, kind: record.kind, fields: [])
        for var field in record.fields {
            field.place.container = container + field.place.container
            let path = field.place.container.reduce(0) { $0 + $1.utf8.count }
            let marks = field.marks.count * 24
            for piece in ProseCut.pieces(of: field.text, limit: Limits.elementSizeMax) {
                let cost = piece.utf8.count + field.name.utf8.count + path + marks + 64
                if size + cost > Self.recordSizeMax && !part.fields.isEmpty {
                    try send(part, size: size)
                    part = Record(index: index, kind: record.kind, fields: [])
                    size = 0
                }
                var placed = field
                placed.text = piece
                part.fields.append(placed)
                size += cost
            }
        }
        if !part.fields.isEmpty { try send(part, size: size) }
    }

    private func send(_ record: Record, size: Int) throws(NotAssessed) {
        outputSize += size
        guard outputSize <= limits.outputSizeMax else {
            throw NotAssessed(.limit, reason: "it holds more text than is read from one document")
        }
        port.send(.record(record))
        index += 1
    }

    /// Hands out what a reader found in the part at `container`, documents inside it included.
    func put(_ contents: Contents, in container: [String]) throws(NotAssessed) {
        for record in contents.records { try put(record, in: container) }
        for notice in contents.notices {
            note(notice.kind, in: container + notice.container, count: notice.count, notice.detail)
        }
        for part in contents.parts {
            let place = container + [part.name]
            var bytes = part.bytes
            if part.isDeflated {
                guard let unpacked = try Deflate.inflate(bytes, self) else {
                    note(.notAssessed, in: place, "a part that cannot be unpacked")
                    continue
                }
                bytes = unpacked
            }
            try PartReader(self).readInner(Part(bytes: bytes, name: part.name, container: place))
        }
    }

    /// Notes something about the part at `container`.
    func note(_ kind: Notice.Kind, in container: [String], count: Int = 1, _ detail: String) {
        let notice = Notice(kind, container: container, detail: detail)
        // A hostile archive could name a new part each time; enough is enough.
        guard notices.count < 10_000 || notices[notice] != nil else { return }
        notices[notice, default: 0] += count
    }

    /// Counts one more part: an entry, an attachment, a node of a mail.
    func countPart() throws(NotAssessed) {
        partCount += 1
        guard partCount <= limits.partsMax else {
            throw NotAssessed(.limit, reason: "it has more parts than are read")
        }
    }

    /// Whether the words of one more picture may be recognised.
    var hasPictureLeft: Bool { pictureCount < limits.picturesMax }

    /// Counts a picture whose words are recognised, which takes seconds.
    func countPicture() throws(NotAssessed) {
        guard hasPictureLeft else {
            throw NotAssessed(.format, reason: "more pictures than are looked into")
        }
        pictureCount += 1
    }

    /// Tells what the document looks like: bits that near copies of a picture share.
    func show(look bits: UInt64) { port.send(.look(bits)) }

    /// Tells the parent that work goes on, though there is nothing to show for it yet.
    func sayAlive() {
        port.send(.alive)
        port.flush()
    }

    /// Counts bytes that a part was unpacked to.
    func countUnpacked(_ size: Int) throws(NotAssessed) {
        unpackedSize += size
        guard unpackedSize <= limits.unpackedSizeMax else {
            throw NotAssessed(.limit, reason: "it unpacks to more than is read")
        }
        let isLarge = unpackedSize > limits.ratioFloor
        guard !isLarge || unpackedSize / limits.ratioMax <= documentSize else {
            throw NotAssessed(.limit, reason: "it unpacks to far more than its own size")
        }
    }

    /// Sends what was noted; called once, before the last word about the document.
    func sendNotices() {
        for (notice, count) in notices.sorted(by: { $0.key.detail < $1.key.detail }) {
            var counted = notice
            counted.count = count
            port.send(.notice(counted))
        }
        notices = [:]
    }

    /// Says the last word about the document and hands the port back.
    func close(with reply: Reply) -> Port {
        sendNotices()
        port.send(reply)
        port.flush()
        return port
    }

    /// The next frame from the parent.
    func receive() -> Frame? { port.receive() }
}
