import Foundation
import Merkle
import Synchronization
import Testing

@testable import Server

@Suite("A witness on the network")
struct WitnessServerTests {
    private let folder = TemporaryFolder()

    private func witness(
        fault: @escaping @Sendable (Witness.Step) throws -> Void = { _ in }
    ) throws -> Witness {
        try Witness(store: try folder.store(), now: { Example.time }, fault: fault)
    }

    @Test("follows the example log to the byte")
    func follows() async throws {
        let witness = try witness()
        try await serving(witness) { url in
            #expect(try await get("\(url)/\(Example.originHash)/checkpoint").status == 404)
            #expect(try await post(try Example.request(0, 256), to: url).status == 200)
            let answer = try await post(try Example.request(256, 1000), to: url)
            #expect(answer.status == 200)
            #expect(answer.body == Example.response)
            let latest = try await get("\(url)/\(Example.originHash)/checkpoint")
            #expect(latest.status == 200)
            #expect(latest.type == "text/plain; charset=utf-8")
            let note = String(decoding: try Example.note(1000).bytes, as: UTF8.self)
            #expect(latest.body == note + Example.response)
        }
    }

    @Test("answers a stale size with the recorded one")
    func stale() async throws {
        let witness = try witness()
        try await serving(witness) { url in
            _ = try await post(try Example.request(0, 512), to: url)
            let answer = try await post(try Example.request(256, 1000), to: url)
            #expect(answer.status == 409)
            #expect(answer.type == "text/x.tlog.size")
            #expect(answer.body == "512\n")
            #expect(try await post(try Example.request(512, 512), to: url).status == 200)
        }
    }

    @Test("refuses what it cannot prove, and what is not a request")
    func refuses() async throws {
        let witness = try witness()
        try await serving(witness) { url in
            _ = try await post(try Example.request(0, 256), to: url)
            let swapped = Array(Example.proof(256, 1000).reversed())
            let bad = try Example.request(256, 1000, hashes: swapped)
            #expect(try await post(bad, to: url).status == 422)
            let forked = AddCheckpoint(
                oldSize: 256,
                hashes: [],
                note: try Example.note(256, root: .emptyRoot)
            )
            #expect(try await post(forked.bytes, to: url).status == 422)
            #expect(try await post([], to: url).status == 400)
            #expect(try await post(Array("old 1\n\n".utf8), to: url).status == 400)
            let long = [UInt8](repeating: 0x61, count: AddCheckpoint.lengthMax + 1)
            #expect(try await post(long, to: url).status == 413)
            let hash = String(repeating: "0", count: 64)
            #expect(try await get("\(url)/\(hash)/checkpoint").status == 404)
            #expect(try await get("\(url)/key/checkpoint").status == 404)
            #expect(try await get("\(url)/../key").status == 404)
        }
    }

    @Test("knows its own logs only, and believes their keys only")
    func strangers() async throws {
        let witness = try witness()
        try await serving(witness) { url in
            let stranger = try SigningKey(name: "other.example", seed: Array(1...32))
            let name = try Example.logKey().name
            let impostor = try SigningKey(name: name, seed: Array(1...32))
            let unknown = try Checkpoint(origin: stranger.name, size: 0, root: .emptyRoot)
                .signed(by: stranger)
            let forged = try Checkpoint(origin: name, size: 0, root: .emptyRoot)
                .signed(by: impostor)
            for (note, status) in [(unknown, 404), (forged, 403)] {
                let request = AddCheckpoint(oldSize: 0, hashes: [], note: note)
                #expect(try await post(request.bytes, to: url).status == status)
            }
        }
    }

    @Test("lets one of two racing requests win")
    func race() async throws {
        let witness = try witness()
        try await serving(witness) { url in
            _ = try await post(try Example.request(0, 256), to: url)
            let sizes = [500, 600, 700, 800, 900, 1000]
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for size in sizes {
                    group.addTask { try await post(try Example.request(256, size), to: url).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 200 } == 1)
            #expect(statuses.count { $0 == 409 } == 5)
        }
    }

    @Test("remembers over a restart")
    func restart() async throws {
        let store = try folder.store()
        let before = try Witness(store: store, now: { Example.time })
        try await serving(before) { url in
            _ = try await post(try Example.request(0, 256), to: url)
        }
        _ = consume before
        let after = try Witness(store: store, now: { Example.time })
        try await serving(after) { url in
            let stale = try await post(try Example.request(0, 512), to: url)
            #expect(stale.status == 409)
            let fresh = try await post(try Example.request(256, 1000), to: url)
            #expect(fresh.body == Example.response)
        }
    }

    @Test(
        "answers nothing that it did not record, wherever it is stopped",
        arguments: [
            (Witness.Step.decided, 256), (.recorded, 1000),
        ]
    )
    func stopped(step: Witness.Step, size: Int) async throws {
        struct Stopped: Error {}
        let isArmed = Atomic(false)
        let store = try folder.store()
        let witness = try Witness(store: store, now: { Example.time }) { reached in
            let stops = isArmed.load(ordering: .relaxed)
            if stops, reached == step { throw Stopped() }
        }
        _ = try await witness.cosign(try Example.request(0, 256))
        isArmed.store(true, ordering: .relaxed)
        await #expect(throws: Stopped.self) {
            try await witness.cosign(try Example.request(256, 1000))
        }
        // The living witness and one that starts again from the folder agree.
        let key = try Example.logKey().verifier
        let record = try store.record(of: key.name, keys: [key], witness: witness.key)
        #expect(record?.checkpoint.size == size)
        isArmed.store(false, ordering: .relaxed)
        let stale = size == 256 ? 0 : 256
        await #expect(throws: WitnessedLog.Refusal.conflict(.init(size: size))) {
            try await witness.cosign(try Example.request(stale, 1000))
        }
        _ = try await witness.cosign(try Example.request(size, 1000))
    }
}

@Suite("A witness's folder")
struct WitnessStoreTests {
    private let folder = TemporaryFolder()

    @Test("has one key, made once, for its owner alone")
    func key() throws {
        let store = try folder.store()
        #expect(throws: WitnessStore.Failure.alreadyCreated) {
            try store.create(name: "witness.example/w2", seed: Array(1...32))
        }
        #expect(try store.verifierKey().name == "witness.example/w1")
        for (file, mode) in [("", 0o700), ("/key", 0o600), ("/logs", 0o600)] {
            let found = try FileManager.default.attributesOfItem(atPath: folder.path + file)
            #expect(found[.posixPermissions] as? Int == mode)
        }
    }

    @Test("is used by one process at a time")
    func locked() throws {
        let store = try folder.store()
        let key = try SigningKey(name: "a", seed: Array(1...32)).verifier
        let witness = try Witness(store: store, now: { 0 })
        #expect(throws: WitnessStore.Failure.inUse) { try Witness(store: store, now: { 0 }) }
        #expect(throws: WitnessStore.Failure.inUse) {
            try store.trust(key)
        }
        _ = consume witness
        _ = try Witness(store: store, now: { 0 })
    }

    @Test("takes each log's key once, and only logs' keys")
    func trust() throws {
        let store = try folder.store()
        let key = try Example.logKey().verifier
        #expect(throws: WitnessStore.Failure.alreadyTrusted) { try store.trust(key) }
        #expect(throws: WitnessStore.Failure.notALogKey) {
            try store.trust(try store.verifierKey())
        }
        let second = try SigningKey(name: key.name, seed: Array(1...32)).verifier
        try store.trust(second)
        #expect(try store.trusted() == [key, second])
    }

    @Test("is not started from when it was never made, or is damaged")
    func damaged() async throws {
        let empty = WitnessStore(path: folder.path)
        #expect(throws: WitnessStore.Failure.self) { try Witness(store: empty, now: { 0 }) }
        let store = try folder.store()
        let witness = try Witness(store: store, now: { Example.time })
        _ = try await witness.cosign(try Example.request(0, 256))
        _ = consume witness
        let file = folder.path + "/" + Example.originHash
        var bytes = try Array(Data(contentsOf: URL(fileURLWithPath: file)))
        bytes[30] ^= 1
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        #expect(throws: WitnessStore.Failure.damaged(file: Example.originHash)) {
            try Witness(store: store, now: { 0 })
        }
        // The log's own word, without the witness's, is not a record either.
        try Data(try Example.note(1000).bytes).write(to: URL(fileURLWithPath: file))
        #expect(throws: WitnessStore.Failure.damaged(file: Example.originHash)) {
            try Witness(store: store, now: { 0 })
        }
    }
}
