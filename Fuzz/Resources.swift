package import Foundation

/// Where a module's resources lie when it is compiled without the package: nowhere.
extension Bundle {
    package static var module: Bundle { .main }
}
