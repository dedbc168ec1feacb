import Glibc

extension UnsafeMutablePointer<dirent> {
    /// The name of a folder's entry, read where it lies.
    ///
    /// An entry is as long as its name and no longer. `pointee.d_name` is a value of 256 bytes, and
    /// a copy of it reads beyond the last entry of a buffer, which ends a process now and then.
    package var entryName: String {
        // Nineteen bytes of numbers stand before it (readdir(3)).
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 19
        let start = UnsafeRawPointer(self) + offset
        return String(cString: start.assumingMemoryBound(to: CChar.self))
    }
}
