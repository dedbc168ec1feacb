import Privacy
import Testing

@Suite("An answer that is remembered")
struct RememberedTests {
    @Test("is found once, until there is too much of it")
    func bounded() {
        let remembered = Remembered<Int, Int>(countMax: 4)
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
        let composed = Verbatim("Jos\u{E9}")
        let decomposed = Verbatim("Jose\u{301}")
        #expect("Jos\u{E9}" == "Jose\u{301}")
        #expect(composed != decomposed)
        #expect(composed == Verbatim("Jos\u{E9}"))
    }
}
