import Console
import Credentials
import Custody
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import Markup
import People
import Privacy

/// Whoever comes is met here: told from others, kept within bounds, and shown to the right room.
///
/// The order is fixed, and the numbers are those in `answer`:
/// 1. the address is one of ours, so that no other name can be made to lead here;
/// 2. there are not too many requests from there;
/// 3. what changes something comes from our own pages;
/// 4. a session is known by its token, from the browser it was given to;
/// 5. a form carries the session's own mark;
/// 6. the rules let this person see this;
/// 7. a grave act has a proof of identity that is minutes old.
struct Reception: Sendable {
    let home: Home
    let policy: HousePolicy
    let site: Site
    let keys: DoorKeys
    /// Sample people, where the house is there for trying out.
    let demo: Demo?
    let logger: Logger
    /// Follows requests, where the house is traced.
    let traced: TracedRequests?
    let now: @Sendable () -> Date
    /// Tasks, and what is held about work.
    let desk: Workroom.Desk
    let counts = Counts()
    let runs = Runs()
    /// Copies of what is held, gathered once after each scan.
    let copies = DataMap.CopyShelf()
    /// The map as it is now, drawn once after each scan.
    let charts = DataMap.ChartShelf()
    /// Asks identity providers.
    let providers = ProviderClient()
    /// Which kinds of doubt an event raised in which document: to open a thousand sealed doubts
    /// for each look at the queue took fifty milliseconds.
    let doubts = Remembered<ID<any Event>, Doubts>(countMax: 1_000)
    /// Requests from one address.
    let visitors = Allowance(400, perSecond: 100)
    /// Tries to sign in from one address.
    let arrivals = Allowance(30, perSecond: 0.5)
    /// Codes tried for one account by browsers that never signed in to it. Browsers that have are
    /// counted apart, and passkeys are not counted, so that nobody can be shut out by trying.
    let strangers = Allowance(5, perSecond: 1.0 / 120)
    let devices = Allowance(5, perSecond: 1.0 / 60)

    init(
        home: Home,
        policy: HousePolicy,
        site: Site,
        demo: Demo? = nil,
        logger: Logger,
        traced: TracedRequests? = nil,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.home = home
        self.policy = policy
        self.site = site
        self.demo = demo
        self.logger = logger
        self.traced = traced
        self.now = now
        keys = DoorKeys(home.ledger.ring)
        desk = Workroom.Desk(ledger: home.ledger) {
            Int64(now().timeIntervalSince1970 * 1_000)
        }
    }

    /// Milliseconds since 1970.
    var time: Int64 { Int64(now().timeIntervalSince1970 * 1000) }

    var isSecure: Bool { site.origin.hasPrefix("https") }

    /// One request as it came, with its body read.
    struct Arrival: Sendable {
        var method: HTTPRequest.Method
        var path: String
        var query: String
        var authority: String
        var headers: HTTPFields
        var address: String
        var body: [UInt8]
        var places: [String: String]
    }

    func answer(_ route: Route, _ arrival: Arrival) async -> Reply {
        guard let traced else { return await answered(route, arrival) }
        return await traced.following(route, arrival, isSecure: isSecure) {
            await answered(route, arrival)
        }
    }

    private func answered(_ route: Route, _ arrival: Arrival) async -> Reply {
        let time = time
        counts.begin()
        let settings = Settings(arrival.headers)
        let reply: Reply
        do {
            reply = try await admitted(route, arrival, settings, at: time)
        } catch {
            reply = refuse(error, route, settings)
        }
        counts.end(status: reply.status.code, milliseconds: Int(self.time - time))
        return reply
    }

    private func admitted(
        _ route: Route,
        _ arrival: Arrival,
        _ settings: Settings,
        at time: Int64
    ) async throws -> Reply {
        guard "://" + arrival.authority == site.origin.drop(while: { $0 != ":" }) else {
            throw Turned.away(.misdirectedRequest)  // 1
        }
        guard visitors.take(arrival.address, at: time) else {
            throw Turned.away(.tooManyRequests)  // 2
        }
        let isChange = route.method != .get
        if isChange, route.admission != .programs { try checkOrigin(arrival.headers) }  // 3
        let token = Visit.cookie(cookieName, in: arrival.headers)
        let standing = try await standing(token, arrival.headers, at: time)  // 4
        let signed = standing?.signed
        let isForm = route.content == .form && isChange
        var form = isForm ? Form(String(decoding: arrival.body, as: UTF8.self)) : .empty
        var files: [Multipart.File] = []
        if route.content == .file {
            guard let boundary = Multipart.boundary(in: arrival.headers[.contentType] ?? ""),
                let parts = Multipart(arrival.body, boundary: boundary)
            else { throw Turned.away(.badRequest) }
            form = Form(parts.fields)
            files = parts.files
        }
        let formToken = token.map(keys.formToken) ?? ""
        let visit = Visit(
            method: route.method,
            path: arrival.path,
            places: arrival.places,
            query: Form(arrival.query),
            form: form,
            files: files,
            body: isForm ? [] : arrival.body,
            headers: arrival.headers,
            address: arrival.address,
            time: time,
            signed: signed,
            sights: standing?.sights ?? [],
            token: token,
            settings: settings,
            formToken: formToken
        )
        if isChange, signed != nil, ![.anybody, .programs].contains(route.admission) {
            let mark = form["form"] ?? ""
            guard isSame(Array(mark.utf8), Array(formToken.utf8)) else {
                throw Turned.away(.forbidden)  // 5
            }
        }
        switch route.admission {
        case .anybody, .programs: break
        case .signedIn: guard signed != nil else { throw Turned.toTheDoor(visit.path) }
        case .whoMaySee(let sight):
            guard signed != nil else { throw Turned.toTheDoor(visit.path) }
            guard visit.sights.contains(sight) else { throw Turned.away(.notFound) }  // 6
        }
        if route.isGrave, let signed, signed.strong < time {
            throw Turned.toProve(back: visit.form["back"] ?? "/")  // 7
        }
        return try await route.answer(visit, self)
    }

    /// Browsers say where a form comes from; what says nothing at all is no browser of ours.
    ///
    /// A page without a referrer, as all of ours are, has the origin `null` (Fetch Standard §3.2);
    /// then only what the browser says of the site counts, which no page can make it say.
    private func checkOrigin(_ headers: HTTPFields) throws(Turned) {
        let origin = headers[.origin]
        let isOurs = origin == site.origin
        let place = HTTPField.Name("Sec-Fetch-Site").flatMap { headers[$0] }
        let isNear = place == "same-origin" && (origin == nil || origin == "null" || isOurs)
        guard isNear || (place == nil && isOurs) else { throw .away(.forbidden) }
    }

    /// Why somebody is not let through.
    enum Turned: Error, Sendable {
        case away(HTTPResponse.Status)
        case toTheDoor(String)
        case toProve(back: String)
    }
}
