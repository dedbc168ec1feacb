extension CompoundFile {
    /// Reads whatever the file holds, by the streams in it.
    ///
    /// - Throws: ``NotAssessed`` when it is encrypted, of a kind nobody reads, or broken.
    public func contents(
        _ charsets: @escaping MailCharsets
    ) throws(NotAssessed) -> (format: Format, contents: Contents) {
        var (format, contents) = try known(charsets)
        let broken = streams.count { stream($0) == nil }
        if broken > 0 { contents.doubt("streams that cannot be followed to their end") }
        return (format, contents)
    }

    private func known(
        _ charsets: MailCharsets
    ) throws(NotAssessed) -> (format: Format, contents: Contents) {
        let names = Set(streams)
        if isEncryptedPackage {
            throw NotAssessed(.encrypted, reason: "an office document protected by a password")
        }
        if names.contains("WordDocument") { return (.doc, try BinaryDocument.read(self)) }
        if names.contains("Workbook") || names.contains("Book") {
            return (.xls, try BinaryWorkbook.read(self))
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
}
