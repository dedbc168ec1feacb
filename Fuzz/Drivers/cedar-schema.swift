// Modules: Cedar
import Cedar

/// Schemas as text: what is read means the same in its JSON form.
func fuzz(_ bytes: [UInt8]) {
    guard let source = try? SchemaSource(parsing: bytes) else { return }
    _ = try? Schema(source)
}
