package import Kernel
import People

extension Language {
    /// Why the answer is no, in the reader's words: for the rooms in which people meet the house
    /// about themselves. What only the console's own rooms say stays English, as those rooms are.
    package func words(for failure: any Failure) -> String {
        guard self == .french else { return failure.message }
        return switch failure {
        case let failure as Accounts.Failure: Self.french(failure)
        case let failure as Workroom.Failure: Self.french(failure)
        case let failure as Access.Failure: Self.french(failure) ?? failure.message
        default: failure.message
        }
    }

    private static func french(_ failure: Accounts.Failure) -> String {
        switch failure {
        case .badInvitation:
            "Cette invitation ne tient pas : elle a servi, ou son temps est passé. Demandez-en une "
                + "autre."
        case .badName:
            "Donnez un nom de 1 à \(Accounts.nameMax) octets, et un nom de connexion de 3 à 40 "
                + "lettres minuscules, chiffres, points et traits d’union."
        case .nameTaken: "Ce nom de connexion n’est pas libre. Choisissez-en un autre."
        case .badCeremony: "La clé d’accès n’a pas répondu comme il faut. Réessayez."
        case .passkeyTaken: "Cette clé d’accès sert déjà."
        case .tooManyPasskeys: "Ce compte a autant de clés d’accès qu’il se peut. Retirez-en une."
        case .lastPasskey:
            "C’est la seule clé d’accès du compte. Ajoutez-en d’abord une autre."
        case .unknownAccount: "Ce compte n’existe pas."
        case .suspended: "Ce compte est suspendu."
        case .usedCode: "Ce code a déjà servi."
        case .badSession: "Cette session n’existe pas."
        case .badProvider: "Ce fournisseur d’identité est mal décrit."
        case .providerTaken: "On se fie déjà à ce fournisseur. Retirez-le d’abord."
        case .unknownProvider: "Ce fournisseur d’identité n’existe pas."
        case .signInThere: "Ce compte se connecte par son organisation."
        case .notStruck: "Les clés de ce compte tiennent : il n’a pas besoin d’un retour."
        case .ownersComeAlone:
            "Le propriétaire se connecte par sa seule clé d’accès : une maison doit s’ouvrir même "
                + "quand son fournisseur est fermé."
        case .linkedAlready: "Ce compte, ou cette connexion, est déjà lié."
        case .notLinked: "Ce compte n’est lié à aucune organisation."
        case .givenThere:
            "La connexion de votre organisation a créé ce compte, et il part avec elle. Demandez "
                + "au propriétaire de la maison."
        case .lastWayIn:
            "C’est le seul chemin vers ce compte. Ajoutez d’abord une clé d’accès."
        }
    }

    /// What somebody can meet on the page of their own account.
    private static func french(_ failure: Access.Failure) -> String? {
        switch failure {
        case .badReason:
            "Donnez une raison, en \(Access.reasonMax) octets au plus et sans noms."
        case .badHours: "Ce rôle ne se prête pas pour si longtemps, ou pour si peu de temps."
        case .badRoles: "Choisissez un rôle."
        case .unknownLoan: "Personne n’a demandé cela."
        case .loanSettled: "Cela a déjà été tranché."
        default: nil
        }
    }
}
