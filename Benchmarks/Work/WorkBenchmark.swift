import Foundation
import Kernel
import People

/// Measures lease and submit under many workers; under `load` it is what the kill test kills.
@main
enum WorkBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let people = Int(arguments[2]) else {
            print("work-benchmark load|measure PEOPLE [HOME [SECONDS [TURNS-A-SECOND]]]")
            exit(2)
        }
        let home = arguments.count > 3 ? arguments[3] : NSTemporaryDirectory() + UUID().uuidString
        let seconds = arguments.count > 4 ? Double(arguments[4]) ?? 10 : 10
        let rate = arguments.count > 5 ? Double(arguments[5]) ?? 0 : 0
        let floor = try await Floor(home: home, people: people)
        switch arguments[1] {
        case "load": try await floor.load()
        default: try await floor.measure(seconds: seconds, rate: rate)
        }
    }
}
