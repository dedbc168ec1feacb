import Annotation
import ArgumentParser
import Console
import Foundation
import Kernel
import People

/// Files that `cordon work` reads.
enum WorkFiles {
    /// Longest file that is taken in, in bytes.
    static let lengthMax = 256 << 20

    static func format(_ text: String) throws -> ItemFormat {
        guard let format = ItemFormat(rawValue: text) else {
            let names = ItemFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There are these formats: \(names).")
        }
        return format
    }

    static func read(_ path: String) throws -> [UInt8] {
        guard let bytes = try Disk.read(path, lengthMax: lengthMax) else {
            throw TerminalFailure(
                .wrongUse,
                "There is no file at the place you named.",
                advice: "Check the path."
            )
        }
        return bytes
    }

    /// A file below `folder` that a task names; nil where there is none. Names never lead out of
    /// it, and links are not followed out of it either.
    static func medium(_ name: String, in folder: String) throws -> [UInt8]? {
        let base = URL(filePath: folder).resolvingSymlinksInPath().path + "/"
        let file = URL(filePath: base + name).resolvingSymlinksInPath().path
        var isFolder: ObjCBool = false
        guard file.hasPrefix(base),
            FileManager.default.fileExists(atPath: file, isDirectory: &isFolder),
            !isFolder.boolValue
        else { return nil }
        // One byte more than is taken, so that a longer one is told as such.
        return try Disk.read(file, lengthMax: MediaFile.lengthMax + 1)
    }

    static func decode<T: Decodable>(_ type: T.Type, at path: String) throws -> T {
        do {
            return try Canonical.decode(type, from: try read(path))
        } catch let error as DecodingError {
            throw TerminalFailure(
                .wrongUse,
                "The file does not say what is needed: \(Self.words(for: error)).",
                advice: "See docs/workroom.md for an example."
            )
        }
    }

    /// Where the file is odd; never its value.
    private static func words(for error: DecodingError) -> String {
        func path(_ keys: [any CodingKey]) -> String {
            keys.map(\.stringValue).joined(separator: ".")
        }
        return switch error {
        case .keyNotFound(let key, let context):
            "\(path(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            "\(path(context.codingPath)) has another form"
        @unknown default: "it is not complete"
        }
    }
}

/// An identifier given on the command line.
func identifier<Subject>(_ text: String, _ option: String) throws -> ID<Subject> {
    guard let id = ID<Subject>(text) else {
        throw TerminalFailure(.wrongUse, "This is no identifier.", advice: "Check \(option).")
    }
    return id
}

/// A project as a person writes it: prompts in the words of each kind.
struct ProjectFile: Decodable {
    let brief: Workroom.Brief
    let pay: Int
    let currency: String?
    let leaseMinutes: Int?
    let perHour: Int?
    let labels: Int?
    let goldPerMille: Int?
    let repeatPerMille: Int?
    let masked: [String]?
    let surrogates: [String: [String]]?
    let hides: [String]?
    let places: [String]?
    let boundDevice: Bool?
    let questions: [Entry]?
    /// In place of `questions`: Label Studio's settings of a screen, as XML.
    let screen: String?

    /// What is asked.
    func prompts() throws -> [Prompt] {
        guard let screen else { return (questions ?? []).map(\.prompt) }
        do {
            return try LabelStudioScreen.questions(screen)
        } catch {
            throw TerminalFailure(
                .wrongUse,
                error.words,
                advice: "Write `questions` in place of `screen`; see docs/workroom.md."
            )
        }
    }

    var conditions: Workroom.Conditions {
        let standard = Workroom.Conditions(pay: pay)
        return Workroom.Conditions(
            leaseMinutes: leaseMinutes ?? standard.leaseMinutes,
            perHour: perHour ?? standard.perHour,
            labels: labels ?? standard.labels,
            goldPerMille: goldPerMille ?? standard.goldPerMille,
            repeatPerMille: repeatPerMille ?? standard.repeatPerMille,
            pay: pay,
            currency: currency ?? standard.currency,
            masked: masked ?? [],
            surrogates: surrogates ?? [:],
            hides: hides ?? [],
            places: places ?? [],
            boundDevice: boundDevice ?? false
        )
    }

    /// One question: `kind` says which of the other members count.
    struct Entry: Decodable {
        let name: String
        let about: String
        let kind: Kind
        let classes: [String]?
        let relations: [String]?
        let several: Bool?
        let axes: [Prompt.Axis]?
        let worst: Int?
        let best: Int?
        let rewriting: Bool?
        let optional: Bool?

        enum Kind: String, Decodable {
            case classes, spans, preference, ranking, scores, text, turns, regions, rows
        }

        var prompt: Prompt {
            let names = classes ?? []
            let kind: Prompt.Kind =
                switch kind {
                case .classes: .classes(names, several: several ?? false)
                case .spans: .spans(kinds: names, relations: relations ?? [])
                case .preference: .preference
                case .ranking: .ranking
                case .scores: .scores(axes ?? [])
                case .text: .text
                case .turns:
                    .turns(worst: worst ?? 1, best: best ?? 5, rewriting: rewriting ?? false)
                case .regions: .regions(kinds: names)
                case .rows: .rows(columns: names)
                }
            return Prompt(name, about: about, kind, isOptional: optional ?? false)
        }
    }
}
