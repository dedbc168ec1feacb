/// Sound and film: what their containers say about them, and the subtitles inside.
///
/// What is heard and seen is not looked into, so no recording is ever called clean.
public enum MediaFile {
    /// Reads the metadata and subtitles of any container of a kind we know.
    public static func read(_ bytes: [UInt8]) -> Contents {
        var found = MediaFindings()
        do throws(NotAssessed) {
            if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
                var reader = MatroskaReader(bytes)
                try reader.read(into: &found)
            } else if bytes.starts(with: "RIFF".utf8) {
                try RIFFReader.read(bytes, into: &found)
            } else if bytes.starts(with: "OggS".utf8) || bytes.starts(with: "fLaC".utf8) {
                try VorbisComments.read(bytes, into: &found)
            } else if bytes.starts(with: "ID3".utf8) || bytes.starts(with: [0xFF]) {
                try ID3Tags.read(bytes, into: &found)
            } else {
                var reader = MovieReader(bytes)
                try reader.read(into: &found)
            }
        } catch {
            found.contents.doubt("a recording whose container is damaged")
        }
        return found.finished()
    }
}

/// What a container gave away, gathered until it is read.
struct MediaFindings {
    var contents = Contents()
    private var fields: [Field] = []
    private var cues: [(time: Int, text: String)] = []
    private static let fieldsMax = 10_000

    mutating func keep(_ name: String, _ text: String) {
        let shown = text.filter { $0 != "\0" }
        guard fields.count < Self.fieldsMax, shown.contains(where: { !$0.isWhitespace }) else {
            return
        }
        fields.append(Field(name: String(name.prefix(128)), text: shown, place: Place()))
    }

    mutating func keep(cue text: String, at time: Int) {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        cues.append((time, text))
    }

    func finished() -> Contents {
        var contents = contents
        var passage = Passage()
        for cue in cues { passage.add(cue.text, time: cue.time) }
        contents.add(passage, with: fields)
        contents.doubt("a recording: what is heard and seen in it was not looked into")
        return contents
    }
}
