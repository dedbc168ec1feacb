import People

extension Language {
    /// Why the workroom says no.
    static func french(_ failure: Workroom.Failure) -> String {
        conditions(failure) ?? asked(failure)
    }

    /// What stands between somebody and a task.
    private static func conditions(_ failure: Workroom.Failure) -> String? {
        switch failure {
        case .noGuideline: "Ce projet n’a pas encore de consigne."
        case .notOffered: "Ces conditions ont déjà été acceptées ou sont terminées."
        case .notAccepted: "Lisez et acceptez d’abord les conditions de ce projet."
        case .outdated(let version):
            "La consigne a changé. Lisez ce qui diffère et acceptez la version \(version)."
        case .untrained: "Passez d’abord les modules de ce projet."
        case .over: "Cet engagement est terminé."
        case .askSomebody:
            "Ceci a échoué trois fois. Demandez au contact du projet de le revoir avec vous ; il "
                + "peut être rouvert."
        case .nothingLeft: "Il n’y a pas de tâche pour vous dans ce projet en ce moment."
        case .leased: "Vous avez déjà une tâche. Rendez-la d’abord, faite ou non."
        case .tooFast(let most):
            "Ce projet prend au plus \(most) tâches par heure d’une même personne. Reposez-vous."
        case .notLeased: "Cette tâche ne vous est pas confiée."
        case .tooLate:
            "Cette tâche a été confiée à quelqu’un d’autre. Si votre travail doit être payé, "
                + "contestez-le."
        case .elsewhere(let address):
            "On ne travaille à ce projet que depuis certains réseaux, et \(address) n’est dans "
                + "aucun. Allez-y, ou demandez au contact du projet d’ajouter le vôtre."
        case .otherDevice:
            "On ne travaille à ce projet qu’avec une clé d’accès qui reste sur un seul appareil. "
                + "Connectez-vous avec une clé de sécurité, ou une clé d’accès non synchronisée."
        default: nil
        }
    }

    /// What was asked, and cannot be.
    private static func asked(_ failure: Workroom.Failure) -> String {
        switch failure {
        case .unknown: "L’atelier n’a rien de ce nom pour vous."
        case .already: "Cela a déjà été fait."
        case .badReason: "Donnez une raison, en \(Workroom.reasonMax) octets au plus."
        case .badAnswer(let name): "La réponse à « \(name) » ne convient pas à la question."
        case .tooMany: "C’est trop à la fois. Divisez."
        case .notMasked: "Ce champ n’est pas masqué."
        case .notRejected: "Seul un refus peut être contesté, une fois."
        case .notContested: "Il n’y a pas de contestation ouverte de cela."
        case .ownRejection: "Qui a refusé ne réexamine pas."
        case .notAccepting: "Il n’y a rien d’accepté à sceller."
        case .notDisputed: "Il n’y a pas de litige ouvert de ce nom."
        // What only whoever leads a project hears, in the console's own language.
        default: failure.message
        }
    }
}
