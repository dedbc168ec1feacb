extension CompoundFile {
    /// Reads whatever the file holds, by the streams in it.
    ///
    /// - Throws: ``NotAssessed`` when it is encrypted, of a kind nobody reads, or broken.
    public func contents(
        _ charsets: @escaping MailCharsets
    ) throws(NotAssessed) -> (format: Format, contents: Contents) {
        var (format, contents) = try known(charsets)
        addObjects(to: &contents, charsets, depth: 0)
        let broken = streams.count { stream($0) == nil }
        if broken > 0 { contents.doubt("streams that cannot be followed to their end") }
        return (format, contents)
    }

    private func known(
        _ charsets: @escaping MailCharsets
    ) throws(NotAssessed) -> (format: Format, contents: Contents) {
        let names = Set(streams)
        if isEncryptedPackage {
            throw NotAssessed(.encrypted, reason: "an office document protected by a password")
        }
        if names.contains("WordDocument") { return (.doc, try BinaryDocument.read(self)) }
        if names.contains("Workbook") || names.contains("Book") {
            return (.xls, try BinaryWorkbook.read(self, charsets))
        }
        if names.contains("PowerPoint Document") {
            return (.ppt, try BinaryPresentation.read(self))
        }
        if names.contains("__properties_version1.0") {
            return (.outlookMessage, OutlookMessage.read(self, charsets))
        }
        var contents = Contents()
        contents.parts = EmbeddedObject.parts(of: self)
        guard !contents.parts.isEmpty else {
            throw NotAssessed(.format, reason: "a compound file of unknown kind, which is not read")
        }
        return (.compound, contents)
    }

    /// Objects in objects that are unwrapped.
    private static let objectsDepthMax = 4

    /// Adds what is embedded in a document of Word (`ObjectPool/…`) or Excel (`MBD…`): files that
    /// were dropped into it, documents of other programs, and the drawings shown in their places.
    private func addObjects(
        to contents: inout Contents,
        _ charsets: @escaping MailCharsets,
        depth: Int
    ) {
        var objects: [String] = []
        for path in streams {
            let steps = path.split(separator: "/", maxSplits: 2).map { String($0) }
            let isPool = steps.count == 3 && steps[0] == "ObjectPool"
            let isBook = steps.count >= 2 && steps[0].hasPrefix("MBD")
            guard isPool || isBook else { continue }
            let storage = isPool ? steps[0] + "/" + steps[1] : steps[0]
            if objects.last != storage, !objects.contains(storage) { objects.append(storage) }
        }
        for (number, storage) in objects.enumerated() {
            let name = "object \(number + 1)"
            guard depth < Self.objectsDepthMax else {
                contents.doubt("documents embedded too deeply", in: [name])
                continue
            }
            embedded(in: storage).add(to: &contents, as: name, charsets, depth: depth)
        }
    }

    private func add(
        to contents: inout Contents,
        as name: String,
        _ charsets: @escaping MailCharsets,
        depth: Int
    ) {
        let parts = EmbeddedObject.parts(of: self)
        contents.parts += parts.map { $0.inside(name) }
        if let drawing = stream("\u{3}EPRINT") {
            contents.parts.append(.init(name: name + "/preview.emf", bytes: drawing))
        }
        guard parts.isEmpty else { return }
        do throws(NotAssessed) {
            var (_, inner) = try known(charsets)
            addObjects(to: &inner, charsets, depth: depth + 1)
            for record in inner.records {
                var record = record
                for place in record.fields.indices {
                    record.fields[place].place.container.insert(name, at: 0)
                }
                contents.records.append(record)
            }
            contents.parts += inner.parts.map { $0.inside(name) }
            for notice in inner.notices {
                contents.doubt(notice.detail, in: [name] + notice.container)
            }
        } catch {
            // A link holds where it leads, and how it is shown.
            let isLink = streams.allSatisfy { $0.hasPrefix("\u{1}") || $0.hasPrefix("\u{3}") }
            if !isLink { contents.doubt("an object of a program that is not read", in: [name]) }
        }
    }
}

extension Contents.Part {
    /// The same part, found inside an object of that name.
    fileprivate func inside(_ object: String) -> Contents.Part {
        var part = self
        part.name = object + "/" + name
        return part
    }
}
