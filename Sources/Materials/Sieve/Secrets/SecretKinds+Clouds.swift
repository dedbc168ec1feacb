extension SecretKind {
    /// Clouds, hosting, networks and data bases. The columns are explained at `SecretKind`.
    static let clouds = """
        AWS | access key | the account, as its user may | AKIA | upper 16
        AWS | temporary access key | the account, for hours | ASIA | upper 16
        AWS | bearer token | one service of the account | ABIA | upper 16
        AWS | context credential | one context of the account | ACCA | upper 16
        AWS | Bedrock key | models of the account | ABSK | base64 109-269
        AWS | short Bedrock key | models, for hours | bedrock-api-key- | base64 32-512
        Amazon | marketplace token | orders of a shop | amzn.mws. | word 36
        Amazon | login client secret | sign-in of an application | amzn1.oa2-cs.v1. | hex 64
        Google | API key | the services it was made for | AIza | word 35 3.2
        Google | OAuth client secret | sign-in of an application | GOCSPX- | word 24-32
        Google | OAuth access token | an account, for an hour | ya29. | word 20-2048
        Google | OAuth refresh token | an account, until revoked | 1//0 | word 60-150
        DigitalOcean | personal token | the account | dop_v1_ | hex 64
        DigitalOcean | OAuth token | the account | doo_v1_ | hex 64
        DigitalOcean | refresh token | the account | dor_v1_ | hex 64
        Alibaba | access key | the account, with its secret | LTAI | letters 16-20
        Tencent | secret id | the account, with its key | AKID | letters 32
        Yandex | API key | services of a folder | AQVN | word 35-38
        Yandex | IAM token | the account, for hours | t1. | dotted 50-400
        Yandex | static access key | object storage | YC | word 38 3.8
        Yandex | OAuth token | an account | y0_ | word 50-60 3.8
        Cloudflare | origin CA key | certificates of a zone | v1.0- | word 60-200
        Fly.io | token | an organisation | fo1_ | padded 43
        Fly.io | macaroon | as its caveats say | fm1a_ | base64 60-1024
        Fly.io | refresh macaroon | as its caveats say | fm1r_ | base64 60-1024
        Fly.io | macaroon of version 2 | as its caveats say | fm2_ | base64 60-1024
        Heroku | API key | the account | HRKU- | word 36-66
        PlanetScale | service token | an organisation | pscale_tkn_ | dotted 32-64
        PlanetScale | OAuth token | an account | pscale_oauth_ | dotted 32-64
        PlanetScale | password | a branch of a data base | pscale_pw_ | dotted 32-64
        Scaleway | access key | the account, with its secret | SCW | upper 17
        Scalingo | token | the account | tk-us- | word 48
        Databricks | personal token | a workspace | dapi | hex 32
        ClickHouse | key secret | an organisation | 4b1d | letters 38 3.5
        Supabase | personal token | the account | sbp_ | hex 40
        Supabase | secret key | the whole of a project | sb_secret_ | word 31-48
        Neon | API key | projects | napi_ | lower 60-70
        Render | API key | the account | rnd_ | letters 28-40
        Netlify | personal token | the account | nfp_ | letters 36-40
        Netlify | OAuth token | the account | nfo_ | letters 36-40
        Netlify | command line token | the account | nfc_ | letters 36-40
        Netlify | build token | one build | nfb_ | letters 36-40
        Netlify | console token | the account | nfu_ | letters 36-40
        Vercel | blob store token | one store, to read and write | vercel_blob_rw_ | word 30-70
        Tailscale | node key | joining a network | tskey-auth- | word 20-80
        Tailscale | API key | a network | tskey-api- | word 20-80
        Tailscale | OAuth client secret | a network | tskey-client- | word 20-80
        Tailscale | SCIM key | the users of a network | tskey-scim- | word 20-80
        Tailscale | webhook secret | signatures of events | tskey-webhook- | word 20-80
        Tailscale | key | a network | tskey- | word 20-80
        Defined Networking | token | a network | dnkey- | padded 60-90
        OpenShift | token | a cluster | sha256~ | word 43 3.2
        HashiCorp | Vault service token | as its policies say | hvs. | word 24-300
        HashiCorp | Vault batch token | as its policies say | hvb. | word 100-400
        HashiCorp | Vault recovery token | as its policies say | hvr. | word 24-300
        HashiCorp | Terraform token | an organisation | .atlasv1. | word 60-70 | letters 14
        Pulumi | access token | the account | pul- | hex 40
        Prefect | user key | the account | pnu_ | letters 36
        Prefect | service key | an account of a machine | pnb_ | letters 36
        Doppler | personal token | the account | dp.pt. | letters 40-44
        Doppler | service token | secrets of one configuration | dp.st. | dotted 40-80
        Doppler | command line token | the account | dp.ct. | letters 40-44
        Doppler | service account token | as its roles say | dp.sa. | letters 40-44
        Doppler | SCIM token | the users | dp.scim. | letters 40-44
        Doppler | audit token | the audit log | dp.audit. | letters 40-44
        Dynatrace | access token | as its scopes say | dt0c01. | dotted 80-100
        Dynatrace | OAuth client secret | as its scopes say | dt0s01. | dotted 70-100
        Dynatrace | OAuth client secret | as its scopes say | dt0s02. | dotted 70-100
        Dynatrace | OAuth client secret | as its scopes say | dt0s08. | dotted 70-100
        Dynatrace | platform token | as its scopes say | dt0s16. | dotted 70-100
        Grafana | cloud token | a stack | glc_ | base64 32-400
        Grafana | service account token | as its role says | glsa_ | word 41 3
        Grafana | API key | as its role says | eyJrIjoi | base64 70-400
        New Relic | user key | the account | NRAK- | letters 27
        New Relic | browser key | sending from pages | NRJS- | hex 19
        New Relic | insert key | sending data | NRII- | word 32
        New Relic | query key | reading data | NRIQ- | word 32
        New Relic | REST key | the account | NRRA- | hex 42
        Sentry | user token | the account | sntryu_ | hex 64
        Sentry | organisation token | an organisation | sntrys_eyJ | base64 60-400
        Sentry | application token | an application | sntrya_ | hex 64
        Sentry | integration token | an integration | sntryi_ | hex 64
        Infracost | API key | prices | ico- | letters 32
        1Password | service account token | its vaults | ops_eyJ | base64 100-2048
        1Password | secret key | the account, with its password | A3- | word 31-42 3.5
        age | secret key | everything sealed to it | AGE-SECRET-KEY-1 | upper 58 0
        NATS | seed of a user | messages, as its account allows | SU | upper 56 3.8
        NATS | seed of an account | an account | SA | upper 56 3.8
        NATS | seed of an operator | every account | SO | upper 56 3.8
        Octopus Deploy | API key | the account | API- | upper 26 3
        Artifactory | API key | packages | AKCp | letters 69 3.5
        Artifactory | reference token | packages | cmVmd | letters 59 3.5
        Azure | storage key | a storage account | AccountKey= | base64 80-100
        Azure | shared access key | a queue or a hub | SharedAccessKey= | base64 40-60
        Azure | storage key by its mark | a storage account | +ASt | base64 8 | base64 76
        Azure | Cosmos DB key by its mark | a data base | ACDb | base64 8 | base64 76
        Azure | batch key by its mark | a batch account | +ABa | base64 8 | base64 76
        Azure | DevOps token | an organisation | AZDO | letters 4 | letters 76
        Akamai | client token | the account, with its secret | akab- | word 33
        UpCloud | API token | the account | ucat_ | letters 26-40
        Aiven | token | the account | aivenv1_ | base64 60-600
        Aiven | service password | a data base | AVNS_ | word 19
        Ubidots | API key | devices | BBFF- | letters 30
        Adafruit | IO key | devices | aio_ | letters 28
        MongoDB | Atlas service secret | an organisation | mdb_sa_sk_ | word 40
        CockroachDB | API key | an organisation | CCDB1_ | word 62-63
        Xata | API key | the account | xau_ | letters 32-60
        Fauna | key | a data base | fnA | word 37-40 3.8
        Tinybird | token | a workspace | p.eyJ | dotted 60-400
        Elastic | cloud key | deployments | essu_ | base64 40-160
        Axiom | API token | data sets | xaat- | word 36
        Axiom | personal token | the account | xapt- | word 36
        Honeycomb | ingest key | sending data | hcaik_ | lower 58
        Checkly | user key | the account | cu_ | hex 32
        MaxMind | licence key | data bases of places | _mmk | word 0 | word 36
        """
}
