import Sieve
import Testing

@testable import Custody

@Suite("What is remembered of names")
struct NameMemoryTests {
    @Test("is found once, until there is too much of it")
    func bounded() {
        let remembered = Minimization.Remembered<Int, Int>(countMax: 4)
        var asked = 0
        func double(_ number: Int) -> Int {
            remembered.answer(to: number) {
                asked += 1
                return number * 2
            }
        }
        for _ in 0..<10 { #expect(double(1) == 2) }
        #expect(asked == 1)
        for number in 0..<100 { #expect(double(number) == number * 2) }
        #expect(asked >= 100)
    }

    @Test("keeps apart what is written in other bytes, though it reads the same")
    func verbatim() {
        let composed = Minimization.Verbatim("Jos\u{E9}")
        let decomposed = Minimization.Verbatim("Jose\u{301}")
        #expect(composed.text == decomposed.text)
        #expect(composed != decomposed)
        #expect(composed == Minimization.Verbatim("Jos\u{E9}"))
    }

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
