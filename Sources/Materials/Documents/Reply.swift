/// What a worker answers while it reads a document.
public enum Reply: Hashable, Sendable {
    /// It has started and waits for a document.
    case ready
    case record(Record)
    case notice(Notice)
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
        case .record(let record):
            writer.write(record)
            return Frame(.record, body: writer.bytes)
        case .notice(let notice):
            writer.write(notice)
            return Frame(.notice, body: writer.bytes)
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
        case .record: self = .record(try reader.record())
        case .notice: self = .notice(try reader.notice())
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
            write(field.place.container)
            write(field.place.page)
            write(field.place.row)
            write(field.place.column)
            write(field.place.message)
            write(field.place.offset)
        }
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
            let place = Place(
                container: try texts(),
                page: try integerIfAny(),
                row: try integerIfAny(),
                column: try integerIfAny(),
                message: try textIfAny(),
                offset: try integerIfAny()
            )
            record.fields.append(Field(name: name, text: value, place: place, form: form))
        }
        return record
    }

    mutating func notice() throws(WireFault) -> Notice {
        guard let kind = Notice.Kind(rawValue: try text()) else { throw .body }
        let container = try texts()
        return Notice(kind, container: container, count: try integer(), detail: try text())
    }
}
