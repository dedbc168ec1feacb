import People

extension PlaceWords {
    static let french = PlaceWords(
        language: .french,
        greeting: "Bonjour",
        homeSummary: "Où en sont les choses, et ce qui vous attend.",
        documents: "Documents scellés",
        doubts: "Doutes à trancher",
        people: "Personnes",
        leaves: "Feuilles du journal",
        waiting: "Ce qui vous attend",
        what: "Quoi",
        howMany: "Combien",
        state: "État",
        findings: "Découvertes douteuses",
        proposed: "Règles proposées",
        open: "à faire",
        advised: "conseillé",
        secondKey: "Une seconde clé d’accès ou des codes, si vous perdiez celle-ci",
        inTheirRooms: "dans leurs salles",
        nothingWaits: "Rien ne vous attend. Ce qui vous attendra paraîtra ici.",
        latest: "Dernières remises",
        help: "Aide",
        helpSummary: "Ce qui est où, et quelles touches y mènent.",
        rooms: "Salles",
        keys: "Touches",
        toRooms: "g, puis une lettre",
        toRoomsMeaning: "mène à une salle : w mon travail, l journal, h accueil, a compte ; et, "
            + "pour qui les voit, d données, f découvertes, r remises, t projets, p "
            + "personnes, o règles",
        toSearch: "mène à la recherche",
        overRows: "parcourt les lignes d’un tableau",
        opensRow: "ouvre la ligne",
        leadsHere: "mène ici",
        off: "Sans touches",
        offMeaning: "Dans votre compte, sous Réglages. Les touches ne font rien pendant que "
            + "vous écrivez.",
        search: "Recherche",
        searchSummary: "Parmi ce que vous pouvez voir : salles, actes, personnes par rôle ou "
            + "fournisseur, projets, composants, et choses par leur identifiant. Jamais dans "
            + "ce qui parle de personnes.",
        typeSomething: "Écrivez un rôle, un fournisseur, un composant, un acte ou un "
            + "identifiant.",
        notFound: "Rien de ce que vous pouvez voir ne s’appelle ainsi. Les noms ne sont pas "
            + "cherchés.",
        nothingAsked: "Rien de demandé",
        found: "Trouvé",
        kind: "Sorte",
        about: "Sujet",
        longerWord: "sous un mot plus long",
        loan: "Un rôle pour un temps",
        loansAsked: "Rôles que vous avez demandés",
        role: "Rôle",
        until: "Jusqu’au",
        end: "Fin",
        inTheLog: "au journal",
        noLoans: "Demandez-en un quand il vous le faut ; quelqu’un d’autre le prête.",
        askLoan: "Demander ce rôle",
        recorded: "Ceci est inscrit au journal.",
        hours: "Heures",
        hoursHint: "De 1 à \(Access.loanHoursMax), dès qu’il est prêté.",
        why: "Pourquoi",
        whyHint: "Sans noms ; cela est gardé.",
        giveBack: "Le rendre",
        asked: "demandé",
        lent: "prêté",
        over: "terminé",
        meanings: [
            (.data, "Données", "Ce que garde le coffre, et ce qu’il y a dedans."),
            (
                .findings, "Découvertes",
                "Ce dont les détecteurs n’étaient pas sûrs ; tranchez-le ici."
            ),
            (.releases, "Remises", "Des copies réduites à une finalité ; vérifiez-les ici."),
            (
                .dependencies, "Dépendances",
                "De quoi tout est fait, et ce que cela pourrait atteindre."
            ),
            (.work, "Mon travail", "Ce pour quoi vous êtes engagé, vos tâches et votre dossier."),
            (
                .projects, "Projets",
                "Ce que font des mains du dehors, et ce que valent les étiquettes."
            ),
            (.people, "Personnes et accès", "Inviter, placer, suspendre et rétablir."),
            (
                .policies, "Règles",
                "Quelle règle permet quoi à qui ; en proposer et en adopter d’autres."
            ),
            (.ledger, "Journal", "Ce qui s’est passé, avec des preuves que chacun peut vérifier."),
        ]
    )
}
