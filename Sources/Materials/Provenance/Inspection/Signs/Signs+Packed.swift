/// Command lines that run what they unpack, and texts that are code although their files are none.
extension Signs {
    private static let unpackers = [
        "base64 -d", "base64 --decode", "openssl enc", "openssl base64", "xxd -r", "| rev", "|rev",
        "xz -d", "xzcat", "gunzip -c", "zcat ", "uudecode", "frombase64string",
    ]

    /// What a line must hold to be asked about.
    static let unpackPhrases = [
        "base64 -d", "base64 --decode", "openssl enc", "openssl base64", "xxd -r",
        "frombase64string",
    ]

    private static let shells = [
        "| sh", "|sh", "| bash", "|bash", "| /bin/sh", "| /bin/bash", "|/bin/sh", "| python",
        "|python", "| node", "| perl", "| zsh", "| iex", "|iex", "| sudo sh", "| sudo bash",
    ]

    /// A command line that unpacks something and has a shell run it.
    static func unpacksAndRuns(_ folded: String) -> Bool {
        guard unpackers.contains(where: { folded.holds($0) }) else { return false }
        if shells.contains(where: { folded.holds($0) }) { return true }
        return folded.holds("eval ") && (folded.holds("$(") || folded.holds("`"))
            || folded.holds("iex(") || folded.holds("sh -c \"$(")
    }

    /// Code in a text that fetches something and runs it at once, in whatever language.
    static func fetchesAndRuns(_ text: String) -> Bool {
        let runs = ["eval(", "exec(", "new Function(", "_compile("].contains { text.holds($0) }
        guard runs, text.utf8.count < 20_000 else { return false }
        return [
            "').get(", "\").get(", "fetch(", "urlopen(", "requests.get(", "http.get(",
            "https.get(", "XMLHttpRequest", "require('http", "require(\"http",
        ].contains { text.holds($0) }
    }
}
