import Cedar

/// A small house: people, teams, files.
enum Samples {
    static let schema = """
        type Terms = { from: datetime, until?: datetime };
        entity Team in [Team];
        entity Person in [Team] = {
            name: String, level: Long, terms: Terms, manager?: Person, address?: ipaddr
        } tags String;
        entity Folder in [Folder];
        entity File in [Folder] = { owner: Person, isSealed: Bool, labels: Set<String> };
        entity Purpose enum ["training", "audit"];
        action reading;
        action read, annotate in [reading] appliesTo {
            principal: Person, resource: File, context: { purpose: Purpose, mfa?: Bool }
        };
        action shred appliesTo { principal: Person, resource: [File, Folder] };
        """

    static let entities = """
        [
          {"uid": {"type": "Person", "id": "ada"},
           "attrs": {"name": "Ada", "level": 7, "terms": {"from": "2024-01-01"},
                     "address": "10.0.0.7"},
           "parents": [{"type": "Team", "id": "labels"}], "tags": {"room": "12"}},
          {"uid": {"type": "Person", "id": "bob"},
           "attrs": {"name": "Bob", "level": 2, "terms": {"from": "2024-01-01"},
                     "manager": {"type": "Person", "id": "ada"}},
           "parents": []},
          {"uid": {"type": "Team", "id": "labels"}, "attrs": {},
           "parents": [{"type": "Team", "id": "all"}]},
          {"uid": {"type": "Team", "id": "all"}, "attrs": {}, "parents": []},
          {"uid": {"type": "Folder", "id": "cvs"}, "attrs": {}, "parents": []},
          {"uid": {"type": "File", "id": "cv1"},
           "attrs": {"owner": {"type": "Person", "id": "bob"}, "isSealed": false,
                     "labels": ["cv", "2024"]},
           "parents": [{"type": "Folder", "id": "cvs"}]}
        ]
        """

    static let policies = """
        // Annotators read what is in the folder of CVs.
        @id("readers")
        permit (
          principal in Team::"all",
          action in [Action::"read", Action::"annotate"],
          resource in Folder::"cvs"
        )
        when { context.purpose == Purpose::"training" && principal.level >= 3 };

        permit (principal, action == Action::"read", resource)
        when {
          resource.owner == principal || principal has manager && principal.manager.level > 9
        };

        forbid (principal, action, resource is File)
        when { resource.isSealed }
        unless { principal.hasTag("room") && principal.getTag("room") like "1*" };
        """

    static func uid(_ type: String, _ id: String) -> EntityUID { EntityUID(type: type, id: id) }

    static func request(
        _ person: String,
        _ action: String = "read",
        _ file: String = "cv1",
        purpose: String = "training"
    ) -> Request {
        Request(
            principal: uid("Person", person),
            action: uid("Action", action),
            resource: uid("File", file),
            context: RecordValue([("purpose", .entity(uid("Purpose", purpose)))])
        )
    }
}

/// A generator with a seed: SplitMix64, by Steele, Lea and Flood (2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
