import Custody
import Markup
import Sieve

/// Reports of our own making, for the tests of the page.
enum Specimen {
    static let moment = 1_795_292_100

    /// A middling release, with something in every section.
    static var rich: ReleaseReport {
        ReleaseReport(
            tool: "0.1.0",
            origin: "cordon.harbour.example/log",
            release: "rel-7f3a-2026-11-21",
            madeAt: moment,
            purpose: .init(
                "train a CV screening model",
                legalBasis: "Legitimate interests, GDPR Art. 6(1)(f)",
                recipient: "Northwind Models B.V.",
                until: moment + 180 * 86_400
            ),
            sources: sources,
            findings: findings,
            map: map,
            plan: plan,
            outcome: .init(
                records: .init(9_412, 9_118),
                fields: .init(131_768, 63_826),
                identifiers: .init(21_377, 168),
                characters: .init(18_204_113, 14_976_402),
                classes: .init(8_931, 612),
                smallestClass: .init(1, 11),
                risk: .init(
                    before: 0.381,
                    after: 0.0124,
                    limit: 0.09,
                    method: "Estimated from group sizes, for an attacker who knows that "
                        + "somebody is in the data."
                )
            ),
            cuts: [
                .init("drop", count: 67_942, characters: 2_604_118),
                .init("surrogate", count: 12_390, characters: 401_233),
                .init("mask", count: 5_511, characters: 148_002),
                .init("date to month", count: 2_204, characters: 48_488),
                .init("place to region", count: 1_104, characters: 25_870),
            ],
            secrets: [
                .init("AWS access key", file: .init(17), position: "message 1717430021.4200"),
                .init("password in a connection string", file: .init(203), position: "line 41"),
                .init("GitHub token", file: .init(17), position: "message 1717430188.1100"),
            ],
            special: [
                .init(.health, findings: 41, records: 38, treatment: "masked"),
                .init(.salary, findings: 812, records: 790, treatment: "dropped"),
                .init(.union, findings: 6, records: 6, treatment: "masked"),
            ],
            review: .init(
                masked: 214,
                waiting: 12,
                accepted: [
                    .init(
                        "Organisations in prose",
                        count: 168,
                        by: "M. Okafor, data protection",
                        at: moment - 3_600,
                        reason: "Employers of more than 1,000 people, needed for the purpose"
                    )
                ]
            ),
            duplicates: .init([
                .init(
                    kept: .init(3, "cv/alvarez.docx"),
                    leftOut: [.init(4, "cv/alvarez (1).docx"), .init(88, "mail/att-12.docx")],
                    isExact: true
                ),
                .init(kept: .init(120), leftOut: [.init(121)], isExact: false),
            ]),
            remaining: [
                .init(
                    .medium,
                    "Writing style may give an author away",
                    explanation: "1,240 evaluations are long enough for somebody who has read "
                        + "the author before to recognise them.",
                    advice: "Shorten the field “comments” to its first 400 characters if the "
                        + "model allows it."
                ),
                .init(
                    .low,
                    "Job titles that only one person holds",
                    explanation: "9 records carry a title that appears once.",
                    advice: "Merge rare titles into a family of titles."
                ),
            ],
            samples: nil,
            proof: proof
        )
    }

    private static var sources: ReleaseReport.Sources {
        .init(
            formats: [
                .init("PDF", files: 188, bytes: 84_210_331, records: 1_204),
                .init("DOCX", files: 96, bytes: 12_400_912, records: 640),
                .init("CSV", files: 7, bytes: 3_811_204, records: 5_102),
                .init("Slack export", files: 42, bytes: 2_940_118, records: 1_911),
                .init("Mail", files: 61, bytes: 22_018_440, records: 480),
                .init("JSON lines", files: 4, bytes: 812_553, records: 75),
                .init("Text", files: 12, bytes: 40_211, records: 0),
            ],
            notAssessed: [
                .init(
                    .init(61, "hr/2019/salaries-final.xlsx"),
                    bytes: 91_233,
                    reason: "protected by a password"
                ),
                .init(.init(62, "scan_0042.pdf"), bytes: 7_100_204, reason: "holds no text"),
                .init(.init(190), bytes: 12_004, reason: "ends in the middle of the archive"),
            ]
        )
    }

    private static var findings: [ReleaseReport.FindingCount] {
        let counts: [(Label, Int, Int, Int)] = [
            (.person, 5_210, 901, 120), (.email, 3_980, 12, 0), (.phone, 1_730, 204, 31),
            (.date, 2_010, 180, 9), (.location, 980, 402, 44), (.organization, 1_120, 610, 85),
            (.jobTitle, 640, 310, 60), (.address, 410, 62, 12), (.dateOfBirth, 388, 9, 0),
            (.employeeID, 790, 4, 0), (.salary, 790, 22, 0), (.iban, 61, 0, 0),
            (.health, 20, 14, 7), (.union, 4, 2, 0), (.secret, 3, 0, 0),
        ]
        let places = [
            ("CV folder", "PDF", 5), ("CV folder", "DOCX", 3), ("Staff table", "CSV", 4),
            ("Slack export", "Slack export", 2), ("Mailbox", "Mail", 1),
        ]
        return counts.flatMap { label, sure, likely, doubtful in
            places.map { source, format, weight in
                .init(
                    label,
                    source: source,
                    format: format,
                    sure: sure * weight / 15,
                    likely: likely * weight / 15,
                    doubtful: doubtful * weight / 15
                )
            }
        }
    }

    private static var map: [ReleaseReport.MapEntry] {
        [
            .init("Names", source: "CV folder", records: 1_730),
            .init("Names", source: "Staff table", records: 5_102),
            .init("Names", source: "Slack export", records: 1_240),
            .init("Names", source: "Mailbox", records: 480),
            .init("Contact details", source: "CV folder", records: 1_690),
            .init("Contact details", source: "Staff table", records: 5_102),
            .init("Contact details", source: "Mailbox", records: 455),
            .init("Work and education", source: "CV folder", records: 1_820),
            .init("Pay", source: "Staff table", records: 790),
            .init("Health", source: "Slack export", records: 21),
            .init("Health", source: "Mailbox", records: 17),
            .init("Secrets", source: "Slack export", records: 2),
        ]
    }

    private static var plan: [ReleaseReport.PlanLine] {
        [
            .init(
                "salary_eur",
                isField: true,
                treatment: "drop",
                reason: "Not needed to screen a CV; GDPR Art. 5(1)(c)"
            ),
            .init(
                "date_of_birth",
                isField: true,
                treatment: "age band",
                reason: "Age is needed for the fairness check only, in steps of ten years"
            ),
            .init(
                "comments",
                isField: true,
                treatment: "scrub",
                reason: "Free text: every finding in it is treated by its kind"
            ),
            .init(
                "Names of people",
                isField: false,
                treatment: "surrogate",
                reason: "The same person must stay the same person within the release"
            ),
            .init(
                "E-mail addresses",
                isField: false,
                treatment: "mask",
                reason: "No use for the purpose, but the sentence should stay readable"
            ),
        ]
    }

    private static var proof: ReleaseReport.Proof {
        .init(
            leaves: [
                .init(1_204, "sources scanned"), .init(1_205, "plan made"),
                .init(1_206, "risk accepted"), .init(1_207, "records minimised"),
            ],
            treeSize: 1_208,
            root: "5b1a6f0e9c2d4487a3e1f0b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7",
            checkpoint: """
                cordon.harbour.example/log
                1208
                WxpvDpwtRIej4fC3xtXk86KxwNno96a1xNPi8aC5yNc=

                — cordon.harbour.example/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe
                """,
            verifierKey: "cordon.harbour.example/log+33d7e2a1+AcvRk0n7v2D0Zl2gqYpq3XH6pYhQk1lG",
            witnesses: [
                .init("witness.works-council.example", hasSigned: true),
                .init("witness.auditor.example", hasSigned: false),
            ]
        )
    }

    /// A run over an empty folder.
    static var empty: ReleaseReport {
        ReleaseReport(
            tool: "0.1.0",
            origin: "cordon.example/log",
            release: "rel-0",
            madeAt: 0,
            purpose: .init("see what happens", legalBasis: "None stated")
        )
    }
}
