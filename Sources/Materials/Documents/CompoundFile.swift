/// Microsoft's compound files (MS-CFB), of which only the directory is looked at.
public enum CompoundFile {
    /// Bytes of the directory worth reading: the streams that matter are among its first entries.
    public static let directorySize = 4_096

    /// Where the directory begins, by the header (MS-CFB 2.2), or nil when that is damaged.
    public static func directoryOffset(_ prefix: [UInt8]) -> Int? {
        guard prefix.count >= 76 else { return nil }
        let shift = prefix.span.littleEndian(at: 30, count: 2)
        guard shift == 9 || shift == 12 else { return nil }
        let sector = Int(prefix.span.littleEndian(at: 48, count: 4))
        return (sector + 1) << Int(shift)
    }

    /// Why a compound file is not read: its password, or its age.
    ///
    /// An encrypted Office document consists of streams of known names (MS-OFFCRYPTO 2.3.4).
    public static func refusal(directory: [UInt8]) -> NotAssessed {
        let isEncrypted = ["EncryptedPackage", "EncryptionInfo"].contains { name in
            // Names in the directory are UTF-16.
            let wide: [UInt8] = name.utf8.flatMap { byte -> [UInt8] in [byte, 0] }
            return directory.span.firstPosition(of: wide) != nil
        }
        return isEncrypted
            ? NotAssessed(.encrypted, reason: "an office document protected by a password")
            : NotAssessed(.format, reason: "an older office document, which is not read")
    }
}
