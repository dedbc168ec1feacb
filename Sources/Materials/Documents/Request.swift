/// What the parent tells a worker about the document whose bytes follow.
public struct Request: Hashable, Sendable {
    /// The format that the first bytes showed.
    public var format: Format
    /// The file name without its path: parsers use its extension to settle doubts.
    public var name: String
    /// What the document may cost.
    public var limits: Limits
    /// Whether documents of prose inside a mail are read too: who looks for lists needs none.
    public var wantsProse: Bool
    /// Tried on whatever is locked, in this order.
    public var passwords: [String]
    /// Set only by tests, and only heard by a worker built for them.
    public var rehearsal: String?

    /// A request to read one document.
    public init(
        format: Format,
        name: String,
        limits: Limits,
        wantsProse: Bool = true,
        passwords: [String] = [],
        rehearsal: String? = nil
    ) {
        self.wantsProse = wantsProse
        self.passwords = passwords
        self.format = format
        self.name = name
        self.limits = limits
        self.wantsProse = wantsProse
        self.rehearsal = rehearsal
    }

    /// The request as it travels.
    public var frame: Frame {
        var writer = WireWriter()
        writer.write(format.rawValue)
        writer.write(name)
        writer.write(limits.documentSizeMax)
        writer.write(limits.outputSizeMax)
        writer.write(limits.unpackedSizeMax)
        writer.write(limits.ratioMax)
        writer.write(limits.ratioFloor)
        writer.write(limits.partsMax)
        writer.write(limits.nestingMax)
        writer.write(limits.pagesMax)
        writer.write(limits.picturesMax)
        writer.write(limits.processorTimeMax)
        writer.write(wantsProse ? 1 : 0)
        writer.write(passwords)
        writer.write(rehearsal)
        return Frame(.begin, body: writer.bytes)
    }

    /// Reads a request.
    public init(_ frame: Frame) throws(WireFault) {
        var reader = WireReader(frame.body)
        guard frame.kind == .begin, let format = Format(rawValue: try reader.text()) else {
            throw .body
        }
        self.format = format
        name = try reader.text()
        limits = Limits()
        limits.documentSizeMax = try reader.integer()
        limits.outputSizeMax = try reader.integer()
        limits.unpackedSizeMax = try reader.integer()
        limits.ratioMax = try reader.integer()
        limits.ratioFloor = try reader.integer()
        limits.partsMax = try reader.integer()
        limits.nestingMax = try reader.integer()
        limits.pagesMax = try reader.integer()
        limits.picturesMax = try reader.integer()
        limits.processorTimeMax = try reader.integer()
        wantsProse = try reader.integer() != 0
        passwords = try reader.texts()
        rehearsal = try reader.textIfAny()
        guard reader.isAtEnd else { throw .body }
    }
}
