extension Words {
    package static let french = Words(
        skip: "Aller à la page",
        rooms: "Salles",
        signIn: "Se connecter",
        signInSummary: "Votre clé d’accès dit qui vous êtes : un doigt, un visage ou un code sur "
            + "votre propre appareil.",
        usePasskey: "Se connecter avec une clé d’accès",
        needsScript: "Les clés d’accès ont besoin de JavaScript. Sans lui, connectez-vous avec des "
            + "codes ci-dessous.",
        noPasskey: "Sans clé d’accès",
        codesHint: "Il faut les deux : le code affiché par votre téléphone, et un code de votre "
            + "feuille. Chacun ne sert qu’une fois.",
        handle: "Nom de connexion",
        handleHint: "De 3 à 40 lettres minuscules, chiffres, points et traits d’union. "
            + "Vous seul devez le connaître.",
        code: "Code sur votre téléphone",
        recoveryCode: "Code de votre feuille",
        useCodes: "Se connecter avec des codes",
        search: "Rechercher",
        signOut: "Se déconnecter",
        organisation: "Par votre organisation",
        signInWith: "Se connecter avec",
        vouched: "Votre organisation vous connaît",
        vouchedWhole: "Elle dit que vous y avez prouvé qui vous êtes. Rien de plus n’est demandé.",
        vouchedHalf: "Il faut ici une preuve de plus : votre clé d’accès.",
        goOn: "Continuer",
        join: "Vous êtes invité",
        joinSummary: "Choisissez votre nom ici et créez une clé d’accès. Aucun mot de passe n’est "
            + "nécessaire.",
        display: "Votre nom",
        displayHint: "Comme vos collègues vous connaissent. Il est scellé sous une clé à vous.",
        makePasskey: "Créer une clé d’accès et entrer",
        recorded: "Ceci est inscrit au journal.",
        prove: "Prouvez que c’est bien vous",
        proveSummary: "Ce que vous allez faire est grave : il faut une preuve de quelques minutes.",
        account: "Votre compte",
        accountSummary: "Ce qui prouve que vous êtes vous, et où vous êtes connecté.",
        passkeys: "Clés d’accès",
        added: "Ajoutée",
        lastUsed: "Dernier usage",
        copies: "Gardée",
        onManyDevices: "sur tous vos appareils",
        onOneDevice: "sur un appareil",
        remove: "Retirer",
        addPasskey: "Ajouter une clé d’accès",
        sessions: "Où vous êtes connecté",
        began: "Début",
        ends: "Fin",
        thisOne: "ce navigateur",
        end: "Terminer",
        endAll: "Tout terminer",
        wayBack: "Un chemin de retour",
        wayBackSummary: "Pour le jour où vous perdez vos clés d’accès : des codes sur votre "
            + "téléphone, et une feuille de codes gardée ailleurs.",
        setUpCodes: "Préparer les codes",
        roles: "Rôles",
        settings: "Réglages",
        theme: "Clair ou sombre",
        density: "Lignes",
        language: "Langue",
        keys: "Des touches seules mènent aux salles",
        save: "Enregistrer ces réglages",
        backHome: "Aller à la première page",
        myWork: "Mon travail",
        concern: "Signaler un problème",
        notHere: "Il n’y a rien à cette adresse, ou rien que vous puissiez voir. Vérifiez "
            + "l’adresse, ou demandez à qui vous l’a envoyée de quoi il s’agit.",
        notFromHere: "Ce formulaire ne venait pas de votre page, ou la page était trop ancienne. "
            + "Revenez, rechargez-la et renvoyez-le.",
        tooOften: "C’était trop souvent. Attendez une minute et réessayez.",
        otherAddress: "La maison ne répond pas à ce nom. Prenez l’adresse que l’on vous a donnée.",
        notUnderstood: "Ceci n’a pas été compris. Revenez, vérifiez le formulaire et renvoyez-le.",
        didNotWork: "Cela n’a pas marché. Vérifiez ce que vous avez saisi, ou demandez de l’aide à "
            + "qui vous a invité.",
        brokenStart:
            "Quelque chose est cassé ici ; rien n’a été changé. Réessayez dans une minute. "
            + "Si cela dure, donnez ce numéro à l’exploitant :",
        titles: [
            400: "Pas compris", 403: "Pas permis", 404: "Rien ici pour vous",
            421: "Une autre adresse", 422: "Cela ne marche pas", 429: "Trop souvent",
            503: "Quelque chose est cassé",
        ]
    )
}
