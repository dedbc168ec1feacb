import Testing

@testable import Provenance

@Suite("A package URL")
struct PurlTests {
    @Test(
        "has one canonical form",
        arguments: [
            ("pkg:pypi/Django_Rest@1.0", "pkg:pypi/django-rest@1.0"),
            ("pkg://npm//%40Babel/core@7.0.0", "pkg:npm/%40babel/core@7.0.0"),
            ("pkg:npm/@babel/core@7.0.0", "pkg:npm/%40babel/core@7.0.0"),
            (
                "PKG:GITHUB/Package-URL/Purl-Spec@244fd47e07d1004f0aed9c",
                "pkg:github/package-url/purl-spec@244fd47e07d1004f0aed9c"
            ),
            (
                "pkg:maven/org.apache.xmlgraphics/batik-anim@1.9.1?type=pom&Classifier=sources",
                "pkg:maven/org.apache.xmlgraphics/batik-anim@1.9.1?classifier=sources&type=pom"
            ),
            (
                "pkg:golang/google.golang.org/genproto#/googleapis/../api//annotations/",
                "pkg:golang/google.golang.org/genproto#googleapis/api/annotations"
            ),
            (
                "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie&empty=",
                "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie"
            ),
            (
                "pkg:docker/customer/image@sha256:244fd47e07d1004f0aed9c?repository_url=gcr.io",
                "pkg:docker/customer/image@sha256:244fd47e07d1004f0aed9c?repository_url=gcr.io"
            ),
            ("pkg:gem/ruby-advisory-db-check@0.12.4", "pkg:gem/ruby-advisory-db-check@0.12.4"),
            (
                "pkg:huggingface/microsoft/deberta-v3-base@559062AD13D311B8",
                "pkg:huggingface/microsoft/deberta-v3-base@559062ad13d311b8"
            ),
            ("pkg:generic/a%20b@1%2B2", "pkg:generic/a%20b@1%2B2"),
            (
                "pkg:swift/github.com/Alamofire/Alamofire@5.4.3",
                "pkg:swift/github.com/Alamofire/Alamofire@5.4.3"
            ),
        ]
    )
    func canonical(theirs: String, ours: String) throws {
        let purl = try Purl(theirs)
        #expect(purl.description == ours)
        #expect(try Purl(purl.description) == purl)
    }

    @Test(
        "is refused when it is none",
        arguments: [
            "", "pypi/django", "pkg:pypi", "pkg:pypi/", "pkg:/x", "pkg:1npm/x", "pkg:n&g?inx/nginx",
            "pkg:npm/x@%zz", "pkg:npm/x?k", "pkg:npm/x?1k=v", "pkg:npm/x?a=1&a=2", "pkg:swift/x",
        ]
    )
    func refused(text: String) {
        #expect(throws: Purl.Failure.self) { try Purl(text) }
    }

    @Test(
        "names the package that advisories speak of",
        arguments: [
            ("pkg:pypi/Ruamel.YAML@1", Ecosystem.pypi, "ruamel-yaml"),
            ("pkg:npm/%40babel/core@7", .npm, "@babel/core"),
            ("pkg:maven/org.apache/commons@1", .maven, "org.apache:commons"),
            ("pkg:composer/Vendor/Name@1", .packagist, "vendor/name"),
            ("pkg:golang/github.com/gin-gonic/gin@v1", .go, "github.com/gin-gonic/gin"),
            ("pkg:swift/github.com/Apple/swift-nio@2", .swift, "github.com/apple/swift-nio"),
        ]
    )
    func package(text: String, ecosystem: Ecosystem, name: String) throws {
        #expect(try Purl(text).package == PackageName(ecosystem, name))
    }

    @Test("knows the release of a distribution")
    func release() throws {
        let debian = try Purl("pkg:deb/debian/curl@7?distro=bookworm").package
        #expect(debian?.release == "12")
        let alpine = try Purl("pkg:apk/alpine/curl@7?distro=alpine-3.18.4").package
        #expect(alpine?.release == "v3.18")
    }
}
