import Testing

@testable import Provenance

/// Chains in rising order, and sets of equals, per ecosystem: from the published order of each, and
/// from the cases that its own tools are tested with.
@Suite("Versions are ordered as their own ecosystem orders them")
struct VersionOrderTests {
    static let chains: [(VersionOrder, [String])] = [
        (
            .python,
            [
                "2004d", "0", "0.9.dev1", "0.9a1", "0.9b2.dev4", "0.9b2", "0.9rc1", "0.9",
                "0.9.post1", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12",
                "1.0b1.dev456", "1.0b2", "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1",
                "1.0", "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0.post456.dev34", "1.0.post456",
                "1.0.15", "1.1.dev1", "2012.4", "1!0.1",
            ]
        ),
        (.python, ["0.1-bulbasaur", "0.1-charmander", "0.9-doduo", "0.9-ivysaur", "0.0.1"]),
        (
            .semantic,
            [
                "0.0.0-0", "0.0.0", "1.0.0-0.3.7", "1.0.0-alpha", "1.0.0-alpha.1",
                "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
                "1.0.0", "1.0.0.1", "1.2.0", "1.10.0", "99999999999999999999.0.0",
            ]
        ),
        (.semantic, ["v0.0.0-20190101000000-abcdef", "v0.0.0-20200101000000-abcdef", "v0.1.0"]),
        (
            .debian,
            [
                "1.0~rc1", "1.0~rc1-1", "1.0", "1.0-1~bpo12+1", "1.0-1", "1.0-1ubuntu1",
                "1.0-1+deb12u1", "1.0-1.1", "1.0a", "1.0+dfsg-1", "1.0.1", "1.1", "1:0.1",
            ]
        ),
        (
            .maven,
            [
                "1-alpha-1-SNAPSHOT", "1-alpha-1", "1-alpha-2", "1-beta-1", "1-m1", "1-rc1",
                "1-SNAPSHOT", "1", "1-sp", "1-abc", "1-xyz", "1-1", "1-2", "1.1", "2",
            ]
        ),
        (.maven, ["6.1.0rc3", "6.1.0", "6.1H.5-beta"]),
        (.maven, ["20190126.230843", "1234567890.12345", "123456789012345.1H.5-beta"]),
        (
            .nuget,
            [
                "0.9.9.1", "1.0.0-BETA", "1.0.0-beta.1", "1.0.0-beta2", "1.0", "1.0.0.1-alpha",
                "1.0.0.1-pre", "1.0.0.1", "1.999.9999", "2.1.1",
            ]
        ),
        (
            .alpine,
            [
                "0.1.0_alpha_pre2", "0.1.0_alpha", "0.1.0_alpha2", "0.1.0_beta1", "0.1.0",
                "0.1.0-r1", "0.1.0_p1", "0.1.0b-r1", "1.0.3", "1.06-r6", "1.12", "006",
            ]
        ),
        (
            .ruby,
            [
                "1.0.0.a", "1.0.0.b1", "1.0.0.beta10", "1.0.0.rc1", "1.0.0", "1.0.0.1", "1.1",
                "1.10", "2.0.pre", "2",
            ]
        ),
        (
            .composer,
            [
                "dev-main", "1.0.0-dev", "1.0.0-alpha1", "1.0.0-beta2", "1.0.0-RC1", "1.0.0",
                "1.0.0-patch1", "1.0.1", "1.10",
            ]
        ),
        (.rpm, ["1.0~rc1-1", "1.0-1", "1.0^git1-1", "1.0a-1", "1.0.1-1", "1.10-1", "1:0.1-1"]),
    ]

    static let equals: [(VersionOrder, [String])] = [
        (.python, ["1.0", "1", "v1.0.0", "1.0.0.0", " 1.00 "]),
        (.python, ["1.0rc1", "1.0-c1", "1.0.pre.1", "1.0_preview1", "1.0-RC-1"]),
        (.python, ["1.0.post1", "1.0-1", "1.0-r1", "1.0.rev1"]),
        (.python, ["1.0+ubuntu.1", "1.0+ubuntu-1", "1.0+UBUNTU_1"]),
        (.semantic, ["1", "v1.0", "1.0.0+build.5", "=1.0.0"]),
        (.debian, ["1.0", "0:1.0", "1.0-0", "1.0-"]),
        (
            .maven,
            ["1", "1.0", "1.ga", "1-final", "1.0.0-0.0.0", "01", "1.", "1-RELEASE"]
        ),
        (.maven, ["1a1", "1-alpha-1", "1.0-ALPHA-1"]),
        (.maven, ["1-1.foo-bar-1-baz-0.1", "1-1.foo-bar1baz-.1"]),
        (.nuget, ["1.0", "1.0.0.0", "1.00.0+test"]),
        (.ruby, ["1", "1.0", "1.0.0"]),
        (.composer, ["1.0", "v1.0.0.0", "1"]),
    ]

    @Test("every earlier one is before every later one", arguments: chains)
    func rises(order: VersionOrder, chain: [String]) throws {
        for (index, left) in chain.enumerated() {
            for right in chain[(index + 1)...] {
                #expect(order.compare(left, right) == .earlier, "\(left) < \(right)")
                #expect(order.compare(right, left) == .later, "\(right) > \(left)")
            }
        }
    }

    @Test("spellings of one version are one version", arguments: equals)
    func same(order: VersionOrder, spellings: [String]) {
        for left in spellings {
            for right in spellings {
                #expect(order.compare(left, right) == .same, "\(left) = \(right)")
            }
        }
    }

    @Test(
        "what is no version has no key",
        arguments: [
            (VersionOrder.semantic, "latest"), (.semantic, ""), (.debian, "1 0"), (.debian, ""),
            (.alpine, "1-r-1"), (.composer, "main"), (.python, ""), (.ruby, "a.b"),
            (.semantic, "1.x"),
        ]
    )
    func refuses(order: VersionOrder, text: String) {
        #expect(order.key(text) == nil)
    }

    @Test("sequences of random digits and marks never trap", arguments: 0..<200)
    func hostile(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        let letters = Array("0123456789abrcpostdev.-_~+^!:".utf8)
        var text: [UInt8] = []
        for _ in 0..<(seed % 40) {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            text.append(letters[Int(state >> 33) % letters.count])
        }
        for order in VersionOrder.allCases {
            let key = order.key(text)
            #expect(key == nil || key == order.key(text))
        }
    }
}
