/// Words that announce names, and endings that tell them, in scripts beside the Latin one.
enum ScriptWords {
    /// Forms of address and ranks in Russian, Ukrainian, Bulgarian, Serbian, Greek, Hebrew, Arabic,
    /// Persian and Hindi.
    static let titles = WordSet(
        """
        господин госпожа господина госпожи господину госпоже господином госпожой гражданин \
        гражданка гражданина гражданки товарищ гн гжа доктор профессор судья адвокат пан пані \
        пана пану громадянин громадянка лікар професор суддя господине г-н г-жа госп др проф \
        κύριος κυρία κύριε κυρίου κυρίας κύριο κ κα δρ καθηγητής καθηγήτρια γιατρός ιατρός \
        δικηγόρος \
        מר גברת גב דר פרופ עוד הרב השופט השופטת \
        السيد السيدة الآنسة الدكتور الدكتورة الأستاذ الأستاذة المهندس المهندسة الشيخ القاضي \
        المحامي المحامية سيد سيدة دكتور دكتورة آقای خانم دکتر مهندس \
        श्री श्रीमती सुश्री डॉ डॉक्टर कुमारी प्रोफेसर
        """
    )
    /// What follows the hyphen of `г-н`.
    static let titleEnds = WordSet("н на ну ном жа жи же жу жой")

    /// Endings of names after the father, in the cases that prose uses.
    static let patronymics: [StaticString] = [
        "ович", "евич", "овна", "евна", "ична", "ович", "овича", "евича", "овичу", "евичу",
        "овичем", "евичем", "овны", "евны", "овне", "евне", "овной", "евной", "івна", "івни",
        "йович",
    ]
    /// Endings of adjectives: `Российская Федерация`, `Московский университет`.
    static let adjectives: [StaticString] = [
        "ский", "ская", "ское", "ского", "ской", "скую", "ском", "ским", "ские", "ских", "ный",
        "ная", "ное", "ного", "ной", "ную", "ные", "ных", "ська", "ський", "ське", "ської",
        "ικό", "ική", "ικός", "ικού", "ικής",
    ]

    /// Whether the bytes end with one of the endings.
    static func ends(
        _ bytes: Slice<UnsafeBufferPointer<UInt8>>,
        _ endings: [StaticString]
    ) -> Bool {
        endings.contains { ending in
            bytes.suffix(ending.utf8CodeUnitCount).elementsEqual(
                UnsafeBufferPointer(start: ending.utf8Start, count: ending.utf8CodeUnitCount)
            )
        }
    }
}
