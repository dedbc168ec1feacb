import Console
import HTTPTypes
import Kernel
import Markup
import People

extension Route {
    /// To be somebody else, in a house that is there for trying out. In any other, nobody is there.
    static let demoWays: [Route] = [
        .get("/demo/:secret", .anybody) { visit, reception in
            guard let person = reception.demo?.person(bearing: visit.places["secret"] ?? "") else {
                throw Reception.Turned.away(.notFound)
            }
            let ceremony = try reception.answer(of: person)
            return try await reception.begin(
                .passkey(ceremony),
                for: visit,
                once: ceremony.once,
                back: "/"
            )
        },
        .post("/demo/prove", .signedIn) { visit, reception in
            let signed = try reception.signed(visit)
            guard let person = reception.demo?.person(signed.member) else {
                throw Reception.Turned.away(.notFound)
            }
            try await reception.prove(signed, by: reception.answer(of: person), at: visit.time)
            return .see(Reception.localPath(visit.form["back"] ?? "/"))
        },
    ]
}

extension Reception {
    /// Stands on each page of a house that is there for trying out.
    var notice: HTML {
        guard demo != nil else { return .none }
        return """
            <p class="notice attention">A demo, for trying out only: sample people, sample data, \
            this machine alone. Nothing here protects anything. A link for each role stands where \
            it was started.</p>
            """
    }

    /// The passkey of a sample person answers at the press of a button.
    func proof(for visit: Visit, back: String) -> [Page.Section] {
        guard let signed = visit.signed, demo?.person(signed.member) != nil else { return [] }
        return [
            .init(
                "sample",
                "In this demo",
                Ask(
                    "/demo/prove",
                    mark: visit.formToken,
                    button: "Have the sample passkey answer",
                    fields: "<input type=\"hidden\" name=\"back\" value=\"\(back)\"/>"
                ).html
            )
        ]
    }
}
