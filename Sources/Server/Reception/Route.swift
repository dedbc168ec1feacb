import HTTPTypes
import Hummingbird
import People

/// A way into the house: a method, a path, who is let in, and what answers.
struct Route: Sendable {
    enum Admission: Sendable, Hashable {
        /// Whoever comes.
        case anybody
        /// Whoever is signed in.
        case signedIn
        /// Whoever the rules let see this.
        case whoMaySee(Sight)
        /// Programs, by a token or a session; what they may is asked act by act.
        case programs
    }

    enum Content: Sendable, Hashable { case form, json, file }

    let method: HTTPRequest.Method
    /// With holes: `/people/:member`.
    let path: String
    let admission: Admission
    /// Whether a proof of identity must be minutes old.
    var isGrave = false
    var content = Content.form
    let answer: @Sendable (Visit, Reception) async throws -> Reply

    static func get(
        _ path: String,
        _ admission: Admission,
        _ answer: @escaping @Sendable (Visit, Reception) async throws -> Reply
    ) -> Route {
        Route(method: .get, path: path, admission: admission, answer: answer)
    }

    static func post(
        _ path: String,
        _ admission: Admission,
        isGrave: Bool = false,
        content: Content = .form,
        _ answer: @escaping @Sendable (Visit, Reception) async throws -> Reply
    ) -> Route {
        Route(
            method: .post,
            path: path,
            admission: admission,
            isGrave: isGrave,
            content: content,
            answer: answer
        )
    }

    /// Which methods are answered at `path`, as its templates say; none where nothing stands there.
    static func methods(at path: String) -> [HTTPRequest.Method] {
        let steps = path.split(separator: "/")
        return all.filter { route in
            let template = route.path.split(separator: "/")
            if template.last == "**" {
                return steps.count >= template.count
                    && zip(template.dropLast(), steps).allSatisfy { $0 == $1 }
            }
            return template.count == steps.count
                && zip(template, steps).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
        }.map(\.method)
    }

    /// Every way in; a test walks all of them as everybody.
    static let all: [Route] =
        publicWays + signInWays + accountWays + homeWays + peopleWays + dataWays + mapWays
        + mapActWays + findingWays
        + releaseWays + runWays + dependencyWays + containmentWays + policyWays + ledgerWays
        + liveWays + workWays
        + taskWays + supplierWays + projectWays + caseWays + traceWays + programWays + demoWays
        + providerWays + linkWays + reviewWays
}
