import Kernel

extension DataMap.Scan {
    /// Whoever knows how to walk through `source`.
    func visitor(
        of source: DataMap.Listed,
        as principal: Principal
    ) async throws -> any DataMap.Visitor {
        guard let known = try await DataMap.known(source, in: home.ledger) else {
            throw DataMap.Failure.unknownSource
        }
        let address = try DataMap.Address(reading: known.added.address)
        let secret = try await DataMap.credential(of: known.added, in: home, as: principal)
        switch address.kind {
        case .folder, .maildir: return FolderVisitor(root: address.text, spared: [home.path])
        case .imap: return try await MailServerVisitor(address, password: secret)
        case .sqlite: return SQLiteVisitor(path: address.text, sample: address.sample)
        case .git: return GitVisitor(root: address.text)
        case .postgresql:
            return try await DatabaseVisitor(
                address: address.text,
                password: secret,
                sample: address.sample
            )
        case .bucket: return try BucketVisitor(address, credential: secret)
        }
    }
}
