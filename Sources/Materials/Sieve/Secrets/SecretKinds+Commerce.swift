extension SecretKind {
    /// Payments and shops.
    static let payment = """
        Stripe | live secret key | money of an account | sk_live_ | letters 10-128
        Stripe | test secret key | tests of an account | sk_test_ | letters 10-128
        Stripe | production secret key | money of an account | sk_prod_ | letters 10-128
        Stripe | live restricted key | what it was restricted to | rk_live_ | letters 10-128
        Stripe | test restricted key | tests | rk_test_ | letters 10-128
        Stripe | production restricted key | what it was restricted to | rk_prod_ | letters 10-128
        Stripe | webhook secret | signatures of events | whsec_ | base64 24-80
        Square | access token | a shop | sq0atp- | word 22-60 2
        Square | OAuth secret | sign-in of an application | sq0csp- | word 40-60
        Square | personal token | a shop | EAAA | base64 50-70 3.5
        Shopify | access token | a shop | shpat_ | hex 32
        Shopify | custom application token | a shop | shpca_ | hex 32
        Shopify | private application token | a shop | shppa_ | hex 32
        Shopify | application secret | signatures of events | shpss_ | hex 32
        Shopify | partner token | an organisation | prtapi_ | hex 32
        PayPal | Braintree token | payments | access_token$production$ | dollar 40-70
        PayPal | Braintree test token | tests | access_token$sandbox$ | dollar 40-70
        Plaid | production token | bank accounts of a person | access-production- | word 36
        Plaid | development token | bank accounts of a person | access-development- | word 36
        Plaid | sandbox token | tests | access-sandbox- | word 36
        Paddle | live key | payments | pdl_live_apikey_ | word 50-60
        Paddle | sandbox key | tests | pdl_sdbx_apikey_ | word 50-60
        Polar | organisation token | a shop | polar_oat_ | word 30-60
        Polar | personal token | the account | polar_pat_ | word 30-60
        Klarna | live key | payments | klarna_live_api_ | base64 40-240
        Klarna | test key | tests | klarna_test_api_ | base64 40-240
        Xendit | live key | payments | xnd_production_ | letters 40-80
        Xendit | test key | tests | xnd_development_ | letters 40-80
        Midtrans | server key | payments | Mid-server- | word 24
        Omise | live secret key | payments | skey_live_ | lower 19
        Omise | test secret key | tests | skey_test_ | lower 19
        GoCardless | live token | payments | live_ | padded 40 3.5
        Mollie | live key | payments | live_ | letters 30 3.5
        Mollie | test key | tests | test_ | letters 30 3.5
        Lob | live publishable key | addresses | live_pub_ | hex 31
        Lob | test publishable key | tests | test_pub_ | hex 31
        Lob | live key | letters and addresses | live_ | hex 35
        Lob | test key | tests | test_ | hex 35
        Flutterwave | test secret key | tests | FLWSECK_TEST- | word 12-34
        Flutterwave | test public key | tests | FLWPUBK_TEST- | word 32-34
        Flutterwave | secret key | payments | FLWSECK- | word 32-34
        Duffel | test token | tests | duffel_test_ | padded 43
        Duffel | live token | flights | duffel_live_ | padded 43
        Shippo | live token | parcels | shippo_live_ | hex 40
        Shippo | test token | tests | shippo_test_ | hex 40
        EasyPost | key | parcels | EZAK | letters 54 3.5
        EasyPost | test key | tests | EZTK | letters 54 3.5
        Adyen | key | payments | AQE | base64 80-200 4
        """

    /// Mail, chat and telephony.
    static let messaging = """
        Slack | bot token | a workspace, as its scopes say | xoxb- | word 20-120
        Slack | user token | a workspace, as its user | xoxp- | word 20-120
        Slack | workspace token | a workspace | xoxa- | word 20-120
        Slack | refresh token | a workspace | xoxr- | word 20-120
        Slack | session token | a workspace | xoxs- | word 20-120
        Slack | older token | a workspace | xoxo- | word 20-120
        Slack | browser token | a workspace, as its user | xoxc- | word 20-120
        Slack | browser cookie | a workspace, as its user | xoxd- | base64 20-300
        Slack | configuration token | applications | xoxe- | word 40-300
        Slack | rotating bot token | a workspace, for hours | xoxe.xoxb- | word 100-300
        Slack | rotating user token | a workspace, for hours | xoxe.xoxp- | word 100-300
        Slack | application token | events of an application | xapp- | word 30-160
        Slack | webhook | posting in one channel | hooks.slack.com/services/ | base64 40-60
        Slack | workflow | starting it | hooks.slack.com/workflows/ | base64 40-80
        Slack | trigger | a workflow | hooks.slack.com/triggers/ | base64 40-80
        Discord | webhook | posting in one channel | discord.com/api/webhooks/ | base64 60-100
        Discord | older webhook | one channel | discordapp.com/api/webhooks/ | base64 60-100
        Microsoft | Teams webhook | one channel | webhook.office.com/webhookb2/ | address 60-240
        Google | chat webhook | one space | chat.googleapis.com/v1/spaces/ | address 60-240
        Telegram | bot token | a bot | :AA | word 33 3.5 | digits 8-10
        SendGrid | API key | mail | SG. | dotted 66 3.5
        Mailgun | private key | mail | key- | hex 32 3
        Mailgun | public key | checks of addresses | pubkey- | hex 32 3
        Mailchimp | key | lists of an account | -us | digits 1-2 0 | hex 32
        Mailersend | token | mail | mlsn. | hex 64
        Brevo | API key | mail | xkeysib- | word 70-90
        Brevo | mail password | mail | xsmtpsib- | word 70-90
        Resend | API key | mail | re_ | word 30-40 3.8
        Klaviyo | private key | lists of an account | pk_ | letters 34 3
        OneSignal | application key | an application | os_v2_app_ | lower 80-120
        OneSignal | organisation key | an organisation | os_v2_org_ | lower 80-120
        Twilio | API key | telephony, with its secret | SK | hex 32 3
        Facebook | access token | pages or an account | EAAC | letters 80-250 4
        Facebook | page token | pages | EAAM | letters 80-250 4
        Facebook | user token | an account | EAAB | letters 80-250 4
        X | bearer token | what an application reads | AAAAAAAAAAAAAAAAAAAAA | address 60-120 3.5
        Pinterest | access token | an account | pina_ | upper 64-400
        HubSpot | private application token | contacts | pat-na1- | word 36
        HubSpot | private application token | contacts | pat-eu1- | word 36
        Zapier | webhook | starting a task | hooks.zapier.com/hooks/catch/ | base64 10-40
        IFTTT | webhook | starting a task | maker.ifttt.com/use/ | word 20-50
        """

    /// Everything else that marks its keys.
    static let platforms = """
        Dropbox | access token | files of an account | sl. | word 130-200
        Dropbox | user token | files of an account | sl.u. | word 130-1400
        42 | secret | an application of the school | s-s4t2ud- | hex 64
        42 | application secret | an application of the school | s-s4t2af- | hex 64
        Adobe | client secret | an application | p8e- | letters 32
        Beamer | token | news of a product | b_ | padded 44 4
        PostHog | personal key | projects of an account | phx_ | word 40-60
        PostHog | flags key | flags of a project | phs_ | word 40-60
        Mapbox | secret token | as its scopes say | sk.eyJ | dotted 60-200
        Mapbox | temporary token | as its scopes say | tk.eyJ | dotted 60-200
        ElevenLabs | key | voices | sk_ | hex 48
        Cal.com | key | calendars of an account | cal_live_ | hex 32
        Svix | test key | events | testsk_ | word 24-60
        Stytch | live secret | sign-in of users | secret-live- | padded 36-48
        Stytch | test secret | tests | secret-test- | padded 36-48
        Persona | production key | checks of identities | persona_production_ | word 36
        Persona | sandbox key | tests | persona_sandbox_ | word 36
        Onfido | live token | checks of identities | api_live. | dotted 30-70
        Onfido | sandbox token | tests | api_sandbox. | dotted 30-70
        Rootly | key | incidents | rootly_ | hex 64
        Alchemy | token | a chain's nodes | alcht_ | letters 30
        QuickNode | key | a chain's nodes | QN_ | hex 32
        """
}
