import Sieve

extension Stage {
    /// Finds job titles by the word that names the trade, with what stands around it.
    static let jobs = Stage("jobs") { draft in
        var index = 0
        while index < draft.words.count {
            guard let (range, score) = JobReader.read(draft, index) else {
                index += 1
                continue
            }
            draft.add(words: range, .jobTitle, score, "job.head")
            index = range.upperBound
        }
    }
}

/// Reads a job title around its head: `Senior Backend Engineer`, `Chargée de recrutement`.
enum JobReader {
    /// Words of one title.
    static let wordsMax = 6

    static func read(_ draft: Draft, _ index: Int) -> (Range<Int>, Double)? {
        // The head may be the last of several words, so look ahead over capitals.
        guard !draft.isTaken[index], draft.words[index].form != .number else { return nil }
        let word = draft.words[index]
        if isPartOfName(index, in: draft) { return nil }
        if isHead(word, draft) { return extended(draft, index..<index + 1) }
        guard word.isCapital else { return nil }
        var end = index + 1
        while end - index < wordsMax, draft.continues(end), !draft.isTaken[end],
            draft.words[end].isCapital
        {
            if isHead(draft.words[end], draft),
                !word.marks.contains(.forename) || word.isOrdinary
            {
                return extended(draft, index..<end + 1)
            }
            end += 1
        }
        return nil
    }

    /// What follows the head: `Analyst II`, `Chargée de recrutement`, `Analista de RRHH`.
    private static func extended(_ draft: Draft, _ core: Range<Int>) -> (Range<Int>, Double) {
        var end = core.upperBound
        while end < draft.words.count, end - core.lowerBound < wordsMax, draft.continues(end),
            !draft.isTaken[end], draft.words[end].isCapital, isHead(draft.words[end], draft)
        {
            end += 1
        }
        let word = draft.words[end - 1]
        let isRomance =
            romanceHeads.contains(word.key)
            || romanceHeads.contains(
                draft.words[core.lowerBound].key
            )
        if isRomance, draft.continues(end) {
            let next = draft.words[end]
            if links.contains(next.key), draft.continues(end + 1), !draft.isTaken[end + 1] {
                end += 2
                if draft.continues(end), draft.words[end].form == .small,
                    !stops.contains(draft.words[end].key), fills(draft, end)
                {
                    end += 1
                }
            } else if next.form == .small, !stops.contains(next.key), fills(draft, end) {
                end += 1
            }
        }
        let isLarge = draft.words[core.lowerBound].isCapital
        let isWhole =
            draft.opensLine(core.lowerBound) && end == draft.lineEnd(from: core.lowerBound)
        return (core.lowerBound..<end, isWhole ? 0.85 : isLarge ? 0.7 : 0.4)
    }

    /// An adjective or noun right after the head that agrees with it or stands before a stop.
    private static func fills(_ draft: Draft, _ index: Int) -> Bool {
        specialities.contains(draft.words[index].key)
            || index + 1 >= draft.words.count || !draft.continues(index + 1)
            || stops.contains(draft.words[index + 1].key)
    }

    private static func isHead(_ word: Word, _ draft: Draft) -> Bool {
        if heads.contains(word.key) || romanceHeads.contains(word.key) { return true }
        // German compounds: `Softwareentwickler`, `Personalreferentin`.
        guard word.isCapital, word.length >= 9 else { return false }
        let text = draft.text[word.range]
        return germanEndings.contains {
            text.suffix($0.utf8CodeUnitCount).elementsEqual(
                UnsafeBufferPointer(start: $0.utf8Start, count: $0.utf8CodeUnitCount)
            )
        }
    }

    private static let germanEndings: [StaticString] = [
        "entwickler", "entwicklerin", "referent", "referentin", "berater", "beraterin", "leiter",
        "leiterin", "ingenieur", "ingenieurin", "techniker", "technikerin", "kaufmann", "kauffrau",
        "pfleger", "pflegerin", "arbeiter", "arbeiterin", "verkäufer", "verkäuferin", "annotator",
        "analyst", "analystin", "assistent", "assistentin", "lehrer", "lehrerin", "anwalt",
        "anwältin", "schwester", "mechaniker", "elektriker", "fahrer", "fahrerin", "manager",
        "managerin", "buchhalter", "buchhalterin", "übersetzer", "übersetzerin", "forscher",
        "wissenschaftler", "wissenschaftlerin", "prüfer", "prüferin", "sekretär", "sekretärin",
        "direktor", "direktorin", "architekt", "architektin", "informatiker", "informatikerin",
        "chemiker", "chemikerin", "koordinator", "koordinatorin", "vertreter", "vertreterin",
        "betreuer", "betreuerin", "planer", "planerin", "meister", "meisterin", "trainer",
        "trainerin", "redakteur", "redakteurin", "designer", "designerin", "angestellter",
        "angestellte", "fachkraft", "beauftragter", "beauftragte", "helfer", "helferin",
    ]
    private static let heads = WordSet(
        """
        engineer developer manager analyst nurse translator tutor partner contractor annotator \
        paralegal accountant consultant designer architect director officer specialist assistant \
        associate coordinator administrator technician scientist researcher teacher lecturer \
        professor lawyer solicitor attorney clerk secretary receptionist driver electrician \
        plumber mechanic chef cook waiter waitress cashier pharmacist physician surgeon dentist \
        therapist psychologist veterinarian journalist editor writer photographer recruiter \
        auditor economist statistician librarian programmer intern trainee apprentice supervisor \
        strategist planner buyer broker agent advisor adviser representative executive operator \
        inspector surveyor paramedic midwife carpenter welder builder labourer cleaner guard \
        interpreter proofreader moderator labeler labeller rater evaluator reviewer buchhalter \
        buchhalterin übersetzer übersetzerin lehrer lehrerin arzt ärztin ingenieur ingenieurin \
        kaufmann kauffrau verkäufer verkäuferin berater beraterin krankenpfleger \
        krankenschwester anwalt anwältin mechaniker elektriker sachbearbeiter sachbearbeiterin
        """
    )
    private static let romanceHeads = WordSet(
        """
        ingénieur ingénieure analyste infirmier infirmière traducteur traductrice annotateur \
        annotatrice chargé chargée comptable développeur développeuse responsable directeur \
        directrice consultant consultante assistant assistante technicien technicienne \
        enseignant enseignante professeur professeure avocat avocate juriste secrétaire \
        gestionnaire conseiller conseillère médecin pharmacien pharmacienne architecte \
        journaliste rédacteur rédactrice vendeur vendeuse cuisinier cuisinière chercheur \
        chercheuse formateur formatrice recruteur recruteuse coordinateur coordinatrice \
        ingeniero ingeniera analista enfermero enfermera traductor traductora anotador \
        anotadora contable desarrollador desarrolladora gerente director directora consultor \
        consultora técnico técnica profesor profesora abogado abogada secretario secretaria \
        gestor gestora médico médica farmacéutico farmacéutica arquitecto arquitecta \
        periodista redactor redactora vendedor vendedora cocinero cocinera investigador \
        investigadora administrativo administrativa reclutador reclutadora
        """
    )
    private static let specialities = WordSet(
        "logiciel financier financière financiero financiera jurídico juridique principal senior"
    )
    private static let links = WordSet("de des du en d à la")
    private static let stops = WordSet(
        """
        at chez bei en with for in depuis desde pour con mobile sur avec et y und rigoureux \
        rigoureuse motivé motivée à als comme como expérimenté expérimentée
        """
    )
}
