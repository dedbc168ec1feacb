import Console
import Hummingbird
import Kernel
import People

extension Route {
    /// From whose copy a leaked file seems to come: for those who answer for people, and for the
    /// gate to let ask.
    static let traceWays: [Route] = [
        .get("/trace", .whoMaySee(.people)) { visit, reception in
            let page = TracePage.ask(mark: visit.formToken)
            return try await reception.page(page, for: visit, at: "/people")
        },
        .post("/trace", .whoMaySee(.people), content: .file) { visit, reception in
            guard let file = visit.files.first, !file.bytes.isEmpty else {
                let page = TracePage.ask(mark: visit.formToken, problem: TracePage.noFile)
                return try await reception.page(
                    page,
                    for: visit,
                    at: "/people",
                    status: .unprocessableContent
                )
            }
            let found = try await reception.desk.trace(
                Array(file.bytes),
                as: try reception.signed(visit).principal
            )
            let page = TracePage.found(found)
            return try await reception.page(page, for: visit, at: "/people")
        },
    ]
}
