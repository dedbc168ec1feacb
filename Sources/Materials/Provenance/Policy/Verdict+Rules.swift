extension Verdict {
    /// Judges one component by everything but its advisories.
    mutating func judge(_ component: Component) {
        judgeNames(component)
        judgeOrigin(component)
        judgeAge(component)
        judgeLicence(component)
    }

    private mutating func judgeNames(_ component: Component) {
        if rules.denied.contains(where: { DependencyPolicy.means($0, component) }) {
            record("denied", .fail, "\(Self.label(component)) is on the list of denied", component)
        }
        let isPublic = if case .registry(nil) = component.source { true } else { false }
        let isOwned = rules.owned.contains {
            component.package.ecosystem.normalised($0) == component.package.name
        }
        if isPublic, isOwned {
            record(
                "confusion",
                .fail,
                "\(component.name) is a name of this house, but comes from a public registry",
                component
            )
        }
        if let end = rules.endOfLife.first(where: { DependencyPolicy.means($0.key, component) }),
            end.value <= moment
        {
            record(
                "end-of-life",
                .warn,
                "\(Self.label(component)) is not maintained since \(end.value.day)",
                component
            )
        }
    }

    private mutating func judgeOrigin(_ component: Component) {
        let isFetched =
            switch component.source {
            case .registry, .url, .git: component.package.ecosystem != .container
            case .path, .installed: false
            }
        if isFetched, component.digests.isEmpty, component.version != nil {
            record(
                "unhashed",
                rules.unhashed,
                "No digest holds \(Self.label(component)) still",
                component
            )
        }
        if component.hasInstallScript {
            record(
                "install-script",
                rules.installScripts,
                "\(Self.label(component)) runs code when it is installed",
                component
            )
        }
    }

    private mutating func judgeAge(_ component: Component) {
        guard let days = rules.cooldown else { return }
        if case .path = component.source { return }
        guard let uploaded = component.uploaded else {
            return record(
                "age-unknown",
                rules.unknownAge,
                "Nobody says when \(Self.label(component)) was uploaded, so it counts as too young",
                component
            )
        }
        let ripe = uploaded.adding(days: days)
        if moment < ripe {
            record(
                "cooldown",
                .fail,
                "\(Self.label(component)) was uploaded on \(uploaded.day); "
                    + "it may be used from \(ripe.description)",
                component
            )
        }
    }

    private mutating func judgeLicence(_ component: Component) {
        guard !rules.licencesAllowed.isEmpty || !rules.licencesDenied.isEmpty else { return }
        guard let licence = component.licence, !licence.isEmpty else {
            let level = rules.licencesAllowed.isEmpty ? .allow : rules.unlicensed
            return record(
                "licence-unknown",
                level,
                "Nobody states the licence of \(Self.label(component))",
                component
            )
        }
        if !Licence.isAllowed(licence, allowed: rules.licencesAllowed, denied: rules.licencesDenied)
        {
            record(
                "licence",
                .fail,
                "The licence of \(Self.label(component)) is not allowed: \(licence.prefix(60))",
                component
            )
        }
    }
}

/// Expressions of SPDX licences.
enum Licence {
    /// Whether one side of every `OR` can be chosen so that all that remain are allowed.
    static func isAllowed(_ expression: String, allowed: [String], denied: [String]) -> Bool {
        var words: [String] = []
        for piece in expression.split(separator: " ") {
            var rest = piece
            while rest.hasPrefix("(") {
                words.append("(")
                rest.removeFirst()
            }
            var closing = 0
            while rest.hasSuffix(")") {
                closing += 1
                rest.removeLast()
            }
            if !rest.isEmpty { words.append(String(rest)) }
            words += [String](repeating: ")", count: closing)
        }
        func isGood(_ name: String) -> Bool {
            let folded = name.lowercased()
            if denied.contains(where: { $0.lowercased() == folded }) { return false }
            return allowed.isEmpty || allowed.contains { $0.lowercased() == folded }
        }
        var rest = words[...]
        var depth = 0
        func choice() -> Bool {
            var answer = both()
            while rest.first?.uppercased() == "OR" {
                rest.removeFirst()
                // Both sides are read, whatever the first one says.
                let other = both()
                answer = answer || other
            }
            return answer
        }
        func both() -> Bool {
            var answer = one()
            while rest.first?.uppercased() == "AND" {
                rest.removeFirst()
                let other = one()
                answer = answer && other
            }
            return answer
        }
        func one() -> Bool {
            guard let word = rest.popFirst() else { return false }
            if word == "(" {
                depth += 1
                guard depth < 64 else { return false }
                let answer = choice()
                if rest.first == ")" { rest.removeFirst() }
                depth -= 1
                return answer
            }
            var name = word
            // A name of several words, such as `BSD License`, is one name.
            while let next = rest.first, !["AND", "OR", "(", ")"].contains(next.uppercased()) {
                name += " " + next
                rest.removeFirst()
            }
            if let exception = name.range(ofText: " WITH ") {
                return isGood(name) || isGood(String(name[..<exception.lowerBound]))
            }
            return isGood(name)
        }
        return choice() && rest.isEmpty
    }
}
