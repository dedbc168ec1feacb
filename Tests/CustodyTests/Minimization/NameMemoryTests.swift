import Sieve
import Testing

@testable import Custody

@Suite("What is remembered of names")
struct NameMemoryTests {
    @Test("writes a name that is composed otherwise by its own letters")
    func writesBoth() throws {
        let minimizer = try Scene.minimizer()
        for name in ["Jos\u{E9} Garc\u{ED}a", "Jose\u{301} Garci\u{301}a"] {
            let text = "We met \(name) today."
            let written = try minimizer.text(text, [Scene.finding(name, in: text, .person)])
            #expect(written.hasPrefix("We met ") && written.hasSuffix(" today."))
            #expect(!written.contains("Garc"))
        }
    }

    @Test("is the same person for one name, whoever asked first")
    func samePersona() throws {
        let memory = Minimization.NameMemory()
        let lists = try Scene.lists.get()
        let one = memory.read("Ana López", by: lists)
        #expect(memory.read("Ana López", by: lists) === one)
        #expect(memory.read("Ana López", hint: .surname, by: lists) !== one)
        #expect(one.person?.canonical == "ana lopez")
    }
}
