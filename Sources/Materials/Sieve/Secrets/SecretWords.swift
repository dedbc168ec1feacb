/// How much a word promises that a secret follows it.
enum SecretStrength: Sendable {
    /// Passwords are short and chosen by people: anything that is no ordinary word counts.
    case password
    /// Tokens and keys are drawn by machines: length and entropy count.
    case token
    /// Names of products that people write before a key: only strong values count.
    case name
    /// `login is admin / hunter2`: an account, then its password.
    case login
}

/// The words that a secret follows, in the languages of the house.
enum SecretWords {
    static let passwords = """
        password|passwd|passwort|kennwort|passphrase|passcode|mot de passe|mdp|contraseña|\
        contrasena|clave de acceso|wachtwoord|senha|pwd|pword|hasło|lösenord|pass:|pass=|pass is|\
        pw:|pw is|pw=|code wifi|clé wifi|wifi key|wlan-schlüssel|zugangscode|code d'accès|\
        _pass|.pass|dbpass|sshpass|pswd|psswd|passwrd|pasword|paswd|psword|securestring|\
        clave del|clave wifi|contraseña:|codigo de acceso|código de acceso|wlan-passwort
        """
    static let tokens = """
        token|secret|api_key|apikey|api-key|api key|access_key|access key|accesskey|access-key|\
        private_key|privatekey|private key|signing_key|signing key|encryption_key|master_key|\
        auth_key|authkey|auth_token|client_key|credential|_key|-key|key for|key:|key =|key=|\
        key is|key\"|clé api|clé d'api|clé pour|schlüssel für|api-schlüssel|clave api|\
        clave para|clave de api|clé secrète|webhook_url|connectionstring|connection_string|\
        _pat|salt|sid =|access_id|_auth|contribsys__com|service_key|servicekey|client_id|\
        clientid|app_id|_api|api =
        """
    static let names = """
        prod key|staging key|secret_value|deploy key|license key|licence key|activation key
        """
    static let logins = """
        login is|login for|login to|login:|login =|logins:|creds:|creds are|creds for|\
        credentials:|credentials are|credentials for|log in with|login with|sign in with|\
        connecte-toi avec|identifiants|identifiants :|zugang:|zugang für|zugang zu|anmeldedaten|\
        anmeldung:|login für|login pour|login para|acceso:|credenciales|acceso a|accès à|\
        accès :|connexion :|zugangsdaten|user/pass|user / pass|username and password
        """
}
