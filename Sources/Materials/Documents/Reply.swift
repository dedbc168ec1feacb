/// What a worker answers while it reads a document.
public enum Reply: Hashable, Sendable {
    /// It has started and waits for a document.
    case ready
    /// It is still at work on the document.
    case alive
    case record(Record)
    case notice(Notice)
    /// What the document looks like, being a picture: bits that near copies share.
    case look(UInt64)
    /// The document was read to its end; its format as the worker, who saw all of it, knows it.
    case finished(Format)
    /// The document, or what follows the records sent, was not read.
    case refused(NotAssessed)

    /// The reply as it travels.
    public var frame: Frame {
        var writer = WireWriter()
        switch self {
        case .ready:
            return Frame(.ready)
        case .alive:
            return Frame(.alive)
        case .record(let record):
            writer.write(record)
            return Frame(.record, body: writer.bytes)
        case .notice(let notice):
            writer.write(notice)
            return Frame(.notice, body: writer.bytes)
        case .look(let bits):
            writer.write(String(bits, radix: 16))
            return Frame(.look, body: writer.bytes)
        case .finished(let format):
            writer.write(format.rawValue)
            return Frame(.finished, body: writer.bytes)
        case .refused(let refusal):
            writer.write(refusal.cause.rawValue)
            writer.write(refusal.reason)
            return Frame(.refused, body: writer.bytes)
        }
    }

    /// Reads a reply, believing nothing about it but what its bytes hold.
    public init(_ frame: Frame) throws(WireFault) {
        var reader = WireReader(frame.body)
        switch frame.kind {
        case .ready: self = .ready
        case .alive: self = .alive
        case .record: self = .record(try reader.record())
        case .notice: self = .notice(try reader.notice())
        case .look:
            guard let bits = UInt64(try reader.text(), radix: 16) else { throw .body }
            self = .look(bits)
        case .finished:
            guard let format = Format(rawValue: try reader.text()) else { throw .body }
            self = .finished(format)
        case .refused:
            guard let cause = NotAssessed.Cause(rawValue: try reader.text()) else { throw .body }
            self = .refused(NotAssessed(cause, reason: try reader.text()))
        case .begin, .bytes, .end: throw .kind
        }
        guard reader.isAtEnd else { throw .body }
    }
}

extension WireWriter {
    mutating func write(_ record: Record) {
        write(record.index)
        write(record.kind.rawValue)
        write(record.fields.count)
        for field in record.fields {
            write(field.name)
            write(field.text)
            write(field.form.rawValue)
            write(field.place)
            write(field.marks.count)
            for mark in field.marks {
                write(mark.offset)
                write(mark.paragraph)
                write(mark.time)
                write(mark.box)
            }
        }
    }

    private mutating func write(_ place: Place) {
        write(place.container)
        write(place.page)
        write(place.slide)
        write(place.paragraph)
        write(place.row)
        write(place.column)
        write(place.message)
        write(place.time)
        write(place.box)
        write(place.offset)
    }

    private mutating func write(_ box: Box?) {
        write(box == nil ? 0 : 1)
        guard let box else { return }
        for side in [box.left, box.top, box.width, box.height] { write(side) }
    }

    mutating func write(_ notice: Notice) {
        write(notice.kind.rawValue)
        write(notice.container)
        write(notice.count)
        write(notice.detail)
    }
}

extension WireReader {
    mutating func record() throws(WireFault) -> Record {
        let index = try integer()
        guard let kind = Record.Kind(rawValue: try text()) else { throw .body }
        var record = Record(index: index, kind: kind, fields: [])
        for _ in 0..<(try count()) {
            let name = try text()
            let value = try text()
            guard let form = Field.Form(rawValue: try text()) else { throw .body }
            var field = Field(name: name, text: value, place: try place(), form: form)
            for _ in 0..<(try count()) { field.marks.append(try mark()) }
            record.fields.append(field)
        }
        return record
    }

    private mutating func place() throws(WireFault) -> Place {
        Place(
            container: try texts(),
            page: try integerIfAny(),
            slide: try integerIfAny(),
            paragraph: try integerIfAny(),
            row: try integerIfAny(),
            column: try integerIfAny(),
            message: try textIfAny(),
            time: try integerIfAny(),
            box: try boxIfAny(),
            offset: try integerIfAny()
        )
    }

    private mutating func mark() throws(WireFault) -> Mark {
        Mark(
            try integer(),
            paragraph: try integerIfAny(),
            time: try integerIfAny(),
            box: try boxIfAny()
        )
    }

    private mutating func boxIfAny() throws(WireFault) -> Box? {
        guard try integer() != 0 else { return nil }
        let (left, top) = (try integer(), try integer())
        return Box(left: left, top: top, width: try integer(), height: try integer())
    }

    mutating func notice() throws(WireFault) -> Notice {
        guard let kind = Notice.Kind(rawValue: try text()) else { throw .body }
        let container = try texts()
        return Notice(kind, container: container, count: try integer(), detail: try text())
    }
}
