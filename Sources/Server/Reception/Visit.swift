import Console
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import People

/// One request, as the rooms see it: who asks, where, with what. A value: nothing in it can change
/// under whoever answers.
struct Visit: Sendable {
    let method: HTTPRequest.Method
    let path: String
    /// What stood in the path's holes.
    let places: [String: String]
    let query: Form
    let form: Form
    /// Files that came with the form.
    let files: [Multipart.File]
    /// The body as it came, where it is not a form.
    let body: [UInt8]
    let headers: HTTPFields
    /// Where it comes from.
    let address: String
    /// When it came, in milliseconds since 1970.
    let time: Int64
    /// Who asks, where somebody is signed in.
    let signed: Accounts.Signed?
    /// What whoever is signed in may see.
    let sights: Set<Sight>
    /// What the browser showed for its session.
    let token: String?
    let settings: Settings
    /// What a form of this session carries.
    let formToken: String

    /// What stood in the hole called `name`, as an identifier.
    func id<Subject>(_ name: String, of: Subject.Type = Subject.self) -> ID<Subject>? {
        places[name].flatMap { ID<Subject>($0) }
    }

    /// What stood in the hole called `name`, as the text that was meant; nil where it is none.
    func text(_ name: String) -> String? { places[name]?.removingPercentEncoding }

    /// The moment as seconds.
    var seconds: Int { Int(time / 1000) }

    func cookie(_ name: String) -> String? { Self.cookie(name, in: headers) }

    /// The value of a cookie; the first by this name.
    static func cookie(_ name: String, in headers: HTTPFields) -> String? {
        for header in headers[values: .cookie] {
            for part in header.split(separator: ";") {
                let pair = part.trimmingPrefix { $0 == " " }
                if pair.hasPrefix(name + "=") { return String(pair.dropFirst(name.count + 1)) }
            }
        }
        return nil
    }
}
