/// Reads values. Where a type is expected, entities and extension values may be written in short:
/// `{"type": …, "id": …}` and `"10.0.0.1"` instead of `{"__entity": …}` and `{"__extn": …}`.
struct ValueReader {
    let schema: Schema?

    func value(_ json: JSON, as type: CedarType? = nil) throws(Diagnostic) -> Value {
        if let escaped = try self.escaped(json) { return try check(escaped, type, json) }
        switch type {
        case .entity?:
            return .entity(try entity(json))
        case .extended(let type)?:
            return .extended(try extended(json, as: type))
        default:
            break
        }
        switch json.kind {
        case .null:
            throw Diagnostic(
                "there is no null in Cedar",
                help: "leave the attribute out",
                range: json.range
            )
        case .bool(let value): return try check(.bool(value), type, json)
        case .long(let value): return try check(.long(value), type, json)
        case .string(let value): return try check(.string(value), type, json)
        case .array(let items):
            guard items.count <= Limits.elementsMax else { throw tooMany(json) }
            var element: CedarType?
            if case .set(let type)? = type { element = type }
            var values: [Value] = []
            for item in items { values.append(try value(item, as: element)) }
            return .set(SetValue(values))
        case .object(let members):
            guard members.count <= Limits.elementsMax else { throw tooMany(json) }
            var shape: RecordType?
            if case .record(let record)? = type { shape = record }
            return .record(try record(members, as: shape))
        }
    }

    private func tooMany(_ json: JSON) -> Diagnostic {
        Diagnostic("more than \(Limits.elementsMax) elements in one place", range: json.range)
    }

    func record(_ members: [JSON.Member], as shape: RecordType?)
        throws(Diagnostic) -> RecordValue
    {
        var fields: [(name: Text, value: Value)] = []
        for member in members {
            fields.append((member.name, try value(member.value, as: shape?[member.name]?.type)))
        }
        return RecordValue(fields)
    }

    /// Refuses what is plainly of another kind; what is inside is for the validator to judge.
    private func check(_ value: Value, _ type: CedarType?, _ json: JSON)
        throws(Diagnostic) -> Value
    {
        guard let type, !type.mayHold(value) else { return value }
        throw Diagnostic("expected \(type), found \(value.typeName)", range: json.range)
    }

    /// The value behind `__entity` or `__extn`, when that is what stands here.
    private func escaped(_ json: JSON) throws(Diagnostic) -> Value? {
        guard case .object(let members) = json.kind, members.count == 1 else { return nil }
        switch members[0].name {
        case "__entity":
            return .entity(try entity(json))
        case "__extn":
            let body = try members[0].value.asObject("an extension value")
            return .extended(try function(body))
        case "__expr":
            throw Diagnostic(
                "`__expr` is no longer read",
                help: "write `__entity` or `__extn`",
                range: members[0].range
            )
        default:
            return nil
        }
    }

    /// An entity's name in one of its two forms.
    func entity(_ json: JSON) throws(Diagnostic) -> EntityUID {
        var object = try json.asObject("an entity")
        if let inner = object["__entity"] { object = try inner.asObject("an entity") }
        try object.allow(["type", "id"])
        let typeJSON = try object.require("type")
        let type = try typeJSON.asString("the entity's type")
        guard Names.isPath(type) else {
            throw Diagnostic("`\(type)` is no name of a type", range: typeJSON.range)
        }
        let id = try object.require("id").asString("the entity's identifier")
        return EntityUID(type: EntityTypeName(type.string), id: id)
    }

    private func extended(_ json: JSON, as type: ExtensionType) throws(Diagnostic) -> ExtensionValue
    {
        switch json.kind {
        case .string(let text):
            return try read(text, as: type, json.range)
        case .object:
            let body = json["__extn"] ?? json
            let value = try function(try body.asObject("a value of type \(type.rawValue)"))
            guard value.type == type else {
                throw Diagnostic(
                    "expected \(type.rawValue), found \(value.type.rawValue)",
                    range: json.range
                )
            }
            return value
        default:
            throw json.mismatch("a value of type \(type.rawValue)")
        }
    }

    private func read(_ text: Text, as type: ExtensionType, _ range: SourceRange)
        throws(Diagnostic) -> ExtensionValue
    {
        guard let value = ExtensionValue(type, reading: text.string) else {
            throw Diagnostic("`\(text)` cannot be read as \(type.rawValue)", range: range)
        }
        return value
    }

    /// `{"fn": …, "arg": …}`, or `{"fn": "offset", "args": [ … ]}`, which moves a datetime.
    private func function(_ object: JSONObject) throws(Diagnostic) -> ExtensionValue {
        try object.allow(["fn", "arg", "args"])
        let name = try object.require("fn")
        let text = try name.asString("the function's name")
        guard let function = ExtensionFunction(named: text) else {
            throw Diagnostic(
                "there is no function `\(text)`",
                help: Suggestion.help(
                    for: text.string,
                    among: ["ip", "decimal", "datetime", "duration"]
                ),
                range: name.range
            )
        }
        var arguments = [object["arg"]].compactMap(\.self)
        if let list = object["args"] { arguments += try list.asArray("the arguments") }
        guard arguments.count == function.argumentCount else {
            throw Diagnostic(
                "`\(text)` takes \(function.argumentCount) arguments",
                range: object.range
            )
        }
        if let type = function.constructs {
            return try read(
                try arguments[0].asString("the argument"),
                as: type,
                arguments[0].range
            )
        }
        guard function == .offset,
            case .datetime(let start) = try extended(arguments[0], as: .datetime),
            case .duration(let length) = try extended(arguments[1], as: .duration)
        else { throw Diagnostic("`\(text)` makes no value to store", range: name.range) }
        let (sum, overflow) = start.milliseconds.addingReportingOverflow(length.milliseconds)
        if overflow { throw Diagnostic("the datetime does not fit 64 bits", range: object.range) }
        return .datetime(DatetimeValue(milliseconds: sum))
    }
}

extension CedarType {
    /// Whether `value` is of this kind, without a look inside.
    fileprivate func mayHold(_ value: Value) -> Bool {
        switch (self, value) {
        case (.bool, .bool), (.true, .bool), (.false, .bool), (.long, .long), (.string, .string),
            (.set, .set), (.record, .record), (.entity, .entity):
            true
        case (.extended(let type), .extended(let value)): value.type == type
        default: false
        }
    }
}

extension Value {
    /// The value as JSON, in the forms that need no schema to be read.
    public var json: JSON {
        switch self {
        case .bool(let value): JSON(.bool(value))
        case .long(let value): JSON(.long(value))
        case .string(let text): .string(text)
        case .entity(let uid): .object(["__entity": .entity(uid)])
        case .set(let set): .array(set.elements.map(\.json))
        case .record(let record): record.json
        case .extended(let value): .object(["__extn": value.json])
        }
    }
}

extension RecordValue {
    var json: JSON { .object(zip(names, values).map { ($0, $1.json) }) }
}

extension ExtensionValue {
    fileprivate var json: JSON {
        // A moment outside the years that can be written is a distance from one inside.
        if case .datetime(let moment) = self, !moment.hasLiteral {
            let arguments: [(Text, String)] = [
                ("datetime", "1970-01-01"), ("duration", "\(moment.milliseconds)ms"),
            ]
            return .object([
                "fn": .string("offset"),
                "args": .array(
                    arguments.map { name, text in
                        .object([
                            "__extn": .object(["fn": .string(name), "arg": .string(Text(text))])
                        ])
                    }
                ),
            ])
        }
        return .object([
            "fn": .string(Text(type.constructor.rawValue)),
            "arg": .string(Text(constructorArgument)),
        ])
    }
}
