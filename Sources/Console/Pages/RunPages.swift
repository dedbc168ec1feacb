package import Markup

/// From files to a release, in a browser.
package enum RunPages {
    /// Where files are chosen.
    static let files: HTML = """
        <div class="ask"><label for="files">Files</label>
        <p class="hint" id="files-hint">At most 64 MB together. They are sealed in the vault; \
        only what the purpose needs is in the release.</p>
        <input type="file" id="files" name="files" multiple="" required="" \
        aria-describedby="files-hint"/></div>

        """

    package static func form(mark: String, until: String) -> Page {
        let fields: HTML = """
            \(files)\(Blank("purpose", "What the data is for", hint: "In a sentence."))\
            \(Blank("recipient", "Who receives it"))\
            \(Blank("until", "Last day of use", kind: .date, value: until))
            """
        return Page(
            "Protect files",
            crumbs: [.init("Releases", link: "/releases"), .init("Protect files")],
            summary: "Hand files over, say what for, and watch them become a release.",
            figures: Figures([]),
            sections: [
                .init(
                    "hand-over",
                    "Files and purpose",
                    """
                    <form method="post" action="/releases/new" enctype="multipart/form-data">
                    <input type="hidden" name="form" value="\(mark)"/>
                    \(fields)<button>Protect these files</button> \
                    <span class="muted">This is recorded in the log.</span></form>
                    <p><a href="/releases/plan">See first what a purpose keeps</a></p>

                    """
                )
            ]
        )
    }

    package static func run(
        stage: String,
        done: Int,
        all: Int,
        files: Int,
        filesInAll: Int,
        failure: String?
    ) -> Page {
        let state: HTML =
            if let failure {
                """
                <p class="problem" role="alert">\(failure)</p>
                <p><a href="/releases/new">Try again</a></p>
                """
            } else {
                """
                <p>\(Chip(.note, stage))</p>
                <p>\(Progress("Bytes", done: done, of: all))</p>
                <p>\(Progress("Files", done: files, of: filesInAll))</p>
                """
            }
        return Page(
            failure == nil ? "Protecting" : "Nothing was released",
            crumbs: [.init("Releases", link: "/releases"), .init("Run")],
            summary: "Reading, finding, cutting down and sealing. You may leave: it goes on.",
            figures: Figures([]),
            sections: [
                .init(
                    "progress",
                    "Progress",
                    """
                    <div id="run" data-live="/live">\(state)</div>
                    <p id="live" class="muted" role="status">Without a script, reload this page.</p>

                    """
                )
            ]
        )
    }
}
