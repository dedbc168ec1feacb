import Kernel

/// The interface for programs, described (OpenAPI 3.1.0): derived from the rooms' verbs and from
/// what can be read, so that it cannot say anything else than is so.
struct OpenAPI {
    private let rooms: [Room]

    init(_ rooms: [Room]) { self.rooms = rooms }

    var bytes: [UInt8] {
        get throws { try Canonical.encode(document) }
    }

    private var document: JSONValue {
        var paths: [String: JSONValue] = [:]
        for verb in rooms.flatMap(\.verbs) {
            let parts = verb.name.split(separator: ".").map(String.init)
            guard parts.count == 2 else { continue }
            paths["/api/v1/\(parts[0])/\(parts[1])"] = ["post": command(verb, room: parts[0])]
        }
        for query in Query.all { paths["/api/v1/\(query.name)"] = ["get": read(query)] }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Cordon",
                "version": "1",
                "description": .string(
                    "Every verb of every room, and what can be read. The gate is asked with "
                        + "whoever asks as the principal; a refusal says which rule it was."
                ),
            ],
            "paths": .object(paths),
            "components": [
                "securitySchemes": [
                    "member": [
                        "type": "http", "scheme": "bearer",
                        "description": "A token that a member signed: `cordon keys token`.",
                    ]
                ],
                "schemas": ["Problem": Self.problem],
                "responses": ["Problem": Self.problemResponse],
            ],
            "security": [["member": .array([])]],
        ]
    }

    private func command(_ verb: Verb, room: String) -> JSONValue {
        var responses: [String: JSONValue] = [
            "201": [
                "description": "It happened; the event says what.",
                "content": [
                    "application/json": [
                        "schema": [
                            "type": "object",
                            "required": ["event", "name", "said"],
                            "properties": [
                                "event": ["type": "string", "format": "uuid"],
                                "name": ["type": "string"],
                                "said": ["type": "object"],
                            ],
                        ]
                    ]
                ],
            ]
        ]
        for status in ["400", "401", "403", "404", "409", "413", "422", "429", "503"] {
            responses[status] = ["$ref": "#/components/responses/Problem"]
        }
        return [
            "operationId": .string(verb.name),
            "summary": .string(verb.summary),
            "tags": [.string(room)],
            "parameters": [
                [
                    "name": "Idempotency-Key", "in": "header", "required": false,
                    "description": "Asking again with the same key does not do it again.",
                    "schema": ["type": "string", "minLength": 1, "maxLength": 100],
                ]
            ],
            "requestBody": [
                "required": true,
                "content": ["application/json": ["schema": Shape(verb.command).schema]],
            ],
            "responses": .object(responses),
        ]
    }

    private func read(_ query: Query) -> JSONValue {
        let fields = query.fields.map { ($0.name, Self.schema(of: $0.kind)) }
        let always = query.fields.filter { !$0.kind.hasSuffix("?") }.map {
            JSONValue.string($0.name)
        }
        let item: JSONValue = [
            "type": "object", "required": .array(always),
            "properties": .object(Dictionary(uniqueKeysWithValues: fields)),
        ]
        var responses: [String: JSONValue] = [
            "200": [
                "description": "One page.",
                "content": [
                    "application/json": [
                        "schema": [
                            "type": "object", "required": ["items"],
                            "properties": [
                                "items": ["type": "array", "items": item],
                                "next": ["type": "string"],
                            ],
                        ]
                    ]
                ],
            ]
        ]
        for status in ["400", "401", "404", "429", "503"] {
            responses[status] = ["$ref": "#/components/responses/Problem"]
        }
        return [
            "operationId": .string("read." + query.name),
            "summary": .string(query.summary),
            "parameters": [
                [
                    "name": "after", "in": "query", "required": false,
                    "description": "What the page before gave as `next`.",
                    "schema": query.key.schema,
                ]
            ],
            "responses": .object(responses),
        ]
    }

    private static func schema(of kind: String) -> JSONValue {
        switch kind {
        case "integer?": ["type": "integer"]
        case "string?": ["type": "string"]
        case "[string]": ["type": "array", "items": ["type": "string"]]
        default: ["type": .string(kind)]
        }
    }

    private static let problem: JSONValue = [
        "type": "object",
        "required": ["type", "title", "status"],
        "properties": [
            "type": ["type": "string"],
            "title": ["type": "string"],
            "status": ["type": "integer"],
            "detail": ["type": "string"],
            "instance": ["type": "string"],
        ],
    ]

    private static let problemResponse: JSONValue = [
        "description": "The answer is no, and why (RFC 9457).",
        "content": [
            "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
        ],
    ]
}
