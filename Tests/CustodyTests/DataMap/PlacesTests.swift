import Documents
import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A place that is no folder")
struct PlacesTests {
    @Test("a repository is read with all that was ever deleted from it")
    func readsHistory() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let git = "git -c user.name=t -c user.email=t@t.example -C '\(fixture.data)'"
        try fixture.put("Anna Schmidt, anna.schmidt@harbour.example", as: "people.txt")
        try fixture.put("The crane is blue.", as: "crane.txt")
        let script = """
            \(git) init -q && \(git) add . && \(git) commit -q -m one \
            && \(git) rm -q people.txt && \(git) commit -q -m two
            """
        try #require(system(script + " </dev/null >/dev/null 2>&1") == 0)
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        #expect(source.kind == .git)
        let outcome = try await fixture.scan(in: home).run(source, as: .owner)
        #expect(outcome.items == 2)
        let area = try #require(try await fixture.chart(in: home).areas.first)
        #expect(area.labels.contains { $0.label == "EMAIL" })
        #expect(area.rights.contains { $0.rights == "in the history alone" && $0.items == 1 })
        let again = try await fixture.scan(in: home).run(source, as: .owner)
        #expect(again.unchanged == 2)
        try await home.close()
    }

    @Test(
        "a database is read table by table, with its keys, and not written to",
        arguments: [nil, 2]
    )
    func readsTables(sample: Int?) async throws {
        let address = try PostgreSQLCluster.shared.get().makeDatabase()
        let statements = """
            CREATE TABLE staff (id int PRIMARY KEY, name text, email text, pay int);
            CREATE TABLE leave (ref int REFERENCES staff, reason text);
            INSERT INTO staff VALUES (1, 'Anna Schmidt', 'anna.schmidt@harbour.example', 52000),
                (2, 'Linda Nelson', 'linda.nelson@harbour.example', 61000),
                (3, 'Marco Rossi', 'marco.rossi@harbour.example', 47000);
            INSERT INTO leave VALUES (1, 'ill with asthma');
            GRANT SELECT ON leave TO PUBLIC;
            """
        try #require(
            system("psql -q '\(address)' -c \"\(statements)\" </dev/null >/dev/null 2>&1") == 0
        )
        let fixture = try MapHome()
        defer { fixture.remove() }
        let home = try await fixture.home()
        let source = try await fixture.add(address, named: "hr-base", sample: sample, in: home)
        let outcome = try await fixture.scan(in: home).run(source, as: .owner)
        #expect(outcome.items == 2)
        let area = try #require(try await fixture.chart(in: home).areas.first)
        #expect(area.records == 4)
        #expect(area.people == (sample ?? 3))
        #expect(area.unread == (sample == nil ? 0 : 1))
        #expect(area.exposure["every account"] == 1)
        let visitor = try await DatabaseVisitor(address: address, password: nil, sample: nil)
        guard case .rows(_, let keys) = try await visitor.hold(
            DataMap.Sighting(
                path: "public.leave", hint: "", exposure: .owner, rights: "", bytes: 0
            )
        ) else { return #expect(Bool(false)) }
        #expect(keys == ["FOREIGN KEY (ref) REFERENCES staff(id)"])
        let link = try await DatabaseLink.opened(address, password: nil)
        await #expect(throws: DataMap.Unreachable.self) {
            try await link.run("INSERT INTO leave VALUES (2, 'x')")
        }
        try await home.close()
    }

    /// The two examples of the Signature Version 4 documentation for S3 (GET Bucket Lifecycle and
    /// List Objects), with the keys that they publish.
    @Test("a request to a bucket is signed as its maker's examples are", arguments: [
        (
            [("lifecycle", "")],
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
        ),
        (
            [("max-keys", "2"), ("prefix", "J")],
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
        ),
    ])
    func signs(query: [(String, String)], expected: String) throws {
        let signature = RequestSignature(
            accessKey: "AKIAIOSFODNN7EXAMPLE",
            secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            sessionToken: nil,
            region: "us-east-1"
        )
        let time = try Date("2013-05-24T00:00:00Z", strategy: .iso8601)
        let headers = signature.headers(
            host: "examplebucket.s3.amazonaws.com",
            path: "/",
            query: query,
            at: time
        )
        let authorization = try #require(headers.first { $0.0 == "authorization" }?.1)
        #expect(authorization.hasSuffix("Signature=" + expected))
    }

    @Test("what a bucket lists and grants is read", arguments: [
        ("http://acs.amazonaws.com/groups/global/AllUsers", DataMap.Exposure.world),
        ("http://acs.amazonaws.com/groups/global/AuthenticatedUsers", .everyone),
        ("", .owner),
    ])
    func readsGrants(group: String, exposure: DataMap.Exposure) {
        let grantee = group.isEmpty ? "<ID>a</ID>" : "<URI>\(group)</URI>"
        let answer = """
            <AccessControlPolicy><AccessControlList><Grant><Grantee>\(grantee)</Grantee>\
            <Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>
            """
        #expect(BucketGrants(Array(answer.utf8)).exposure == exposure)
        let page = BucketPage(
            Array(
                """
                <ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>a&amp;b.txt</Key>\
                <LastModified>2026-03-01T12:00:00.000Z</LastModified><ETag>&quot;x&quot;</ETag>\
                <Size>12</Size></Contents><NextContinuationToken>t</NextContinuationToken>\
                </ListBucketResult>
                """.utf8
            )
        )
        #expect(page.objects.map(\.key) == ["a&b.txt"])
        #expect(page.objects.first?.bytes == 12)
        #expect(page.objects.first?.changed == 1_772_366_400_000)
        #expect(page.next == "t")
    }
}
