/// One word of the source.
struct Token {
    enum Kind: UInt8 {
        case identifier, number, string, end
        case openParenthesis, closeParenthesis, openBracket, closeBracket, openBrace, closeBrace
        case comma, semicolon, colon, doubleColon, dot, at, question
        case equal, equalEqual, notEqual, less, lessEqual, greater, greaterEqual
        case and, or, not, plus, minus, times
        /// What stands in for a stretch that could not be read.
        case invalid
    }

    /// The identifiers that mean something; which of them are reserved depends on the place.
    enum Word: UInt8 {
        case other
        case principal, action, resource, context
        case `true`, `false`, `if`, then, `else`, `in`, `is`, like, has
        case permit, forbid, when, unless
        case cedar
    }

    var kind: Kind
    var word: Word = .other
    var start: Int
    var end: Int
    /// For strings: whether there is a backslash inside.
    var hasEscape = false

    var range: SourceRange { SourceRange(start: start, end: end) }
}

extension Token.Kind {
    /// How messages write it.
    var spelling: String {
        switch self {
        case .identifier: "a name"
        case .number: "a number"
        case .string: "a string"
        case .end: "the end of the text"
        case .invalid: "something unreadable"
        case .openParenthesis: "`(`"
        case .closeParenthesis: "`)`"
        case .openBracket: "`[`"
        case .closeBracket: "`]`"
        case .openBrace: "`{`"
        case .closeBrace: "`}`"
        case .comma: "`,`"
        case .semicolon: "`;`"
        case .colon: "`:`"
        case .doubleColon: "`::`"
        case .dot: "`.`"
        case .at: "`@`"
        case .question: "`?`"
        case .equal: "`=`"
        case .equalEqual: "`==`"
        case .notEqual: "`!=`"
        case .less: "`<`"
        case .lessEqual: "`<=`"
        case .greater: "`>`"
        case .greaterEqual: "`>=`"
        case .and: "`&&`"
        case .or: "`||`"
        case .not: "`!`"
        case .plus: "`+`"
        case .minus: "`-`"
        case .times: "`*`"
        }
    }
}

extension Token.Word {
    /// The words that no attribute, variable or type may be called.
    var isReserved: Bool {
        switch self {
        case .true, .false, .if, .then, .else, .in, .is, .like, .has, .cedar: true
        default: false
        }
    }

    /// Finds the word that `bytes` spell.
    init(_ bytes: Span<UInt8>) {
        func spells(_ text: StaticString) -> Bool {
            text.withUTF8Buffer { buffer in
                guard buffer.count == bytes.count else { return false }
                for index in bytes.indices where bytes[index] != buffer[index] { return false }
                return true
            }
        }
        self = .other
        // The first byte decides between at most three words.
        switch bytes[0] {
        case UInt8(ascii: "p"):
            if spells("principal") { self = .principal } else if spells("permit") { self = .permit }
        case UInt8(ascii: "a"): if spells("action") { self = .action }
        case UInt8(ascii: "r"): if spells("resource") { self = .resource }
        case UInt8(ascii: "c"): if spells("context") { self = .context }
        case UInt8(ascii: "t"):
            if spells("true") { self = .true } else if spells("then") { self = .then }
        case UInt8(ascii: "f"):
            if spells("forbid") { self = .forbid } else if spells("false") { self = .false }
        case UInt8(ascii: "i"):
            if spells("in") { self = .in } else if spells("if") { self = .if }
            if spells("is") { self = .is }
        case UInt8(ascii: "e"): if spells("else") { self = .else }
        case UInt8(ascii: "l"): if spells("like") { self = .like }
        case UInt8(ascii: "h"): if spells("has") { self = .has }
        case UInt8(ascii: "w"): if spells("when") { self = .when }
        case UInt8(ascii: "u"): if spells("unless") { self = .unless }
        case UInt8(ascii: "_"): if spells("__cedar") { self = .cedar }
        default: break
        }
    }
}
