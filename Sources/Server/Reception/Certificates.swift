import FoundationEssentials
import Logging
import NIOCore
import NIOSSL
import Synchronization

/// Where a certificate and its key lie, in PEM.
package struct CertificateFiles: Sendable, Hashable {
    package var certificate: String
    package var privateKey: String

    package init(certificate: String, privateKey: String) {
        self.certificate = certificate
        self.privateKey = privateKey
    }
}

/// The server's certificate, read again when its file changes: no restart when it is renewed.
final class Certificates: Sendable {
    private struct State {
        var changed: Date?
        var chain: [NIOSSLCertificateSource]
        var key: NIOSSLPrivateKeySource
        /// When the file was last looked at.
        var looked: ContinuousClock.Instant
    }

    private let files: CertificateFiles
    private let logger: Logger
    private let state: Mutex<State>
    /// Handshakes between two looks at the file cost nothing.
    private static let patience = Duration.seconds(1)

    init(_ files: CertificateFiles, logger: Logger) throws {
        self.files = files
        self.logger = logger
        let (chain, key) = try Self.read(files)
        state = Mutex(
            State(changed: Self.changed(files), chain: chain, key: key, looked: .now)
        )
    }

    /// TLS 1.3 and nothing before it.
    var configuration: TLSConfiguration {
        let (chain, key) = state.withLock { ($0.chain, $0.key) }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain,
            privateKey: key
        )
        configuration.minimumTLSVersion = .tlsv13
        configuration.sslContextCallback = { [self] _, promise in
            var current = NIOSSLContextConfigurationOverride()
            (current.certificateChain, current.privateKey) = latest()
            promise.succeed(current)
        }
        return configuration
    }

    private func latest() -> ([NIOSSLCertificateSource], NIOSSLPrivateKeySource) {
        state.withLock { state in
            let now = ContinuousClock.now
            guard now - state.looked > Self.patience else { return (state.chain, state.key) }
            state.looked = now
            let changed = Self.changed(files)
            guard changed != state.changed else { return (state.chain, state.key) }
            // One of the two files may be newer than the other for a moment: then the old pair
            // serves until both fit.
            if let (chain, key) = try? Self.read(files) {
                (state.chain, state.key, state.changed) = (chain, key, changed)
                logger.info("certificate.read-again")
            }
            return (state.chain, state.key)
        }
    }

    private static func changed(_ files: CertificateFiles) -> Date? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: files.certificate)
        return attributes?[.modificationDate] as? Date
    }

    private static func read(
        _ files: CertificateFiles
    ) throws -> ([NIOSSLCertificateSource], NIOSSLPrivateKeySource) {
        guard let chain = try? NIOSSLCertificate.fromPEMFile(files.certificate), !chain.isEmpty,
            let key = try? NIOSSLPrivateKey(file: files.privateKey, format: .pem)
        else { throw HouseServer.Failure.badCertificate }
        // A context is made once, so that a key that is not the certificate's is found here.
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        guard (try? NIOSSLContext(configuration: configuration)) != nil else {
            throw HouseServer.Failure.badCertificate
        }
        return (chain.map { .certificate($0) }, .privateKey(key))
    }
}
