extension PackageInspector {
    /// What is new since the release in use, and acts.
    func compare(_ inspection: inout PackageInspection, with before: PackageInspection) {
        var known: Set<String> = []
        for marks in before.acting.values { for mark in marks { known.insert(mark.rule) } }
        for (path, marks) in inspection.acting.sorted(by: { $0.key < $1.key }) {
            for mark in marks where !known.contains(mark.rule) && mark.trigger >= .import {
                inspection.marks.append(
                    Mark(
                        rule: "DIFF-1",
                        file: path,
                        line: mark.line,
                        trigger: mark.trigger,
                        why: "new in this release: " + mark.why,
                        points: min(60, mark.points)
                    )
                )
            }
        }
        let old = before.names.filter { $0.hasSuffix(".pth") }
        for name in inspection.names where name.hasSuffix(".pth") && !name.contains("/") {
            guard !old.contains(name) else { continue }
            inspection.marks.append(
                Mark(
                    rule: "PTH-2",
                    file: name,
                    line: 1,
                    trigger: .start,
                    why: "a .pth file that the release before did not have",
                    points: 100
                )
            )
        }
    }
}
