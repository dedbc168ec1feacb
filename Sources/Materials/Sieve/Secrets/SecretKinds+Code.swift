extension SecretKind {
    /// Forges, package registries and tools of developers.
    static let code = """
        GitHub | personal token | repositories, as its scopes say | ghp_ | letters 36 crc
        GitHub | OAuth token | an account, as it agreed | gho_ | letters 36 crc
        GitHub | user token of an application | an account, for hours | ghu_ | letters 36 crc
        GitHub | server token of an application | repositories, for an hour | ghs_ | letters 36 crc
        GitHub | refresh token | an account, for months | ghr_ | letters 36 crc
        GitHub | fine-grained token | repositories it names | github_pat_ | word 82
        GitLab | personal token | projects, as its scopes say | glpat- | dotted 20-64
        GitLab | deploy token | one project or group | gldt- | word 20
        GitLab | runner token | jobs | glrt- | dotted 20-64
        GitLab | job token | one job | glcbt- | word 20-40
        GitLab | trigger token | pipelines | glptt- | hex 40
        GitLab | feed token | what the owner can read | glft- | word 20
        GitLab | feature flags token | flags of a project | glffct- | word 20
        GitLab | mail token | issues by mail | glimt- | word 25
        GitLab | agent token | a cluster | glagent- | word 50
        GitLab | OAuth secret | sign-in of an application | gloas- | word 64
        GitLab | SCIM token | the users of a group | glsoat- | word 20
        GitLab | workspace token | a workspace | glwt- | word 20
        GitLab | runner registration | joining runners | GR1348941 | word 20 3
        GitLab | session | an account | _gitlab_session= | letters 32
        npm | access token | packages, as its scopes say | npm_ | letters 36 crc
        PyPI | upload token | packages it names | pypi-AgEIcHlwaS5vcmc | word 50-1000 3.5
        PyPI | test token | packages it names | pypi-AgENdGVzdC5weXBpLm9yZw | word 50-1000 3.5
        PyPI | token | packages it names | pypi- | word 50-1000 3.5
        RubyGems | API key | gems, as its scopes say | rubygems_ | hex 48
        crates.io | token | crates, as its scopes say | cio | letters 32 3.5
        Clojars | deploy token | packages | CLOJARS_ | letters 60
        NuGet | API key | packages, as its scopes say | oy2 | lower 43 3.5
        Packagist | user token | private packages | packagist_uut_ | hex 68
        Packagist | organisation token | private packages | packagist_ort_ | hex 68
        Packagist | update token | private packages | packagist_out_ | hex 68
        Docker | personal token | images | dckr_pat_ | word 27
        Docker | organisation token | images | dckr_oat_ | word 27-36
        Deno | deploy token | projects | ddp_ | letters 36
        Atlassian | API token | the account | ATATT3 | padded 150-250
        Atlassian | OAuth token | sites | ATCTT3 | padded 150-250
        Bitbucket | server token | repositories | BBDC- | base64 40-50
        Bitbucket | application password | repositories | ATBB | letters 32
        Trello | token | boards of an account | ATTA | hex 72
        Sourcegraph | access token | code the owner reads | sgp_ | word 40-72 3
        Sourcegraph | licence key | the product | slk_ | hex 64
        Sourcegraph | gateway token | models | sgd_ | hex 64
        Postman | API key | the account | PMAK- | word 59
        Postman | collection key | one collection | PMAT- | upper 26
        Linear | API key | the account | lin_api_ | letters 40
        Linear | OAuth token | a workspace | lin_oauth_ | hex 64
        ReadMe | API key | documents | rdme_ | lower 70
        Figma | personal token | files of an account | figd_ | word 38-46
        Notion | integration token | pages it was given | ntn_ | letters 43-50
        Notion | older integration token | pages it was given | secret_ | letters 43 3.5
        Airtable | personal token | bases it names | pat | dotted 79 3.5
        Typeform | personal token | forms and answers | tfp_ | dotted 59
        Contentful | management token | the account | CFPAT- | word 43
        Buildkite | user token | pipelines | bkua_ | hex 40
        CircleCI | personal token | projects of an account | CCIPAT_ | word 40-80
        CircleCI | project token | one project | CCIPRJ_ | word 40-80
        Sonar | user token | the account | squ_ | hex 40
        Sonar | project token | one project | sqp_ | hex 40
        Sonar | analysis token | sending analyses | sqa_ | hex 40
        Snyk | user token | the account | snyk_uat. | dotted 40-200
        Socket | API key | an organisation | sktsec_ | word 30-70
        Endor Labs | API key | an organisation | endr+ | word 16
        LaunchDarkly | server key | flags of an environment | sdk- | word 36
        LaunchDarkly | API token | the account | api- | word 36
        SettleMint | application token | an application | sm_aat_ | letters 16
        SettleMint | personal token | the account | sm_pat_ | letters 16
        SettleMint | service token | a service | sm_sat_ | letters 16
        Frame.io | token | films of an account | fio-u- | padded 64
        Harness | personal token | the account | pat. | dotted 60-80 3.5
        Harness | service token | an account of a machine | sat. | dotted 60-80 3.5
        JetBrains | permanent token | as its scopes say | perm: | dotted 40-200 3.5
        Trigger.dev | production key | tasks | tr_prod_ | letters 20-24
        Trigger.dev | development key | tasks | tr_dev_ | letters 20-24
        Trigger.dev | personal token | the account | tr_pat_ | letters 40
        Inngest | signing key | events of production | signkey-prod- | hex 32-64
        Inngest | test signing key | events of tests | signkey-test- | hex 32-64
        n8n | API key | workflows | n8n_api_ | letters 40-160
        """

    /// Models, data sets and inference.
    static let intelligence = """
        OpenAI | project key | one project | sk-proj- | word 20-200
        OpenAI | service key | an account of a machine | sk-svcacct- | word 20-200
        OpenAI | administrator key | an organisation | sk-admin- | word 20-200
        Anthropic | API key | a workspace | sk-ant-api03- | word 80-110
        Anthropic | administrator key | an organisation | sk-ant-admin01- | word 80-110
        Anthropic | OAuth token | an account | sk-ant-oat01- | word 80-110
        Anthropic | key | a workspace | sk-ant- | word 40-140
        OpenRouter | key | models, up to its limit | sk-or-v1- | hex 64
        Langfuse | secret key | a project | sk-lf- | word 36
        Helicone | key | an organisation | sk-helicone- | word 30-60
        Models | key | models of an account | sk- | word 32-64 3.5
        Hugging Face | user token | models and data of an account | hf_ | letters 30-40 3
        Hugging Face | organisation token | what an organisation has | api_org_ | letters 34 3
        Perplexity | key | models | pplx- | letters 48-56
        Replicate | token | models | r8_ | letters 37-40
        Groq | key | models | gsk_ | letters 52
        Cerebras | key | models | csk- | letters 48
        xAI | key | models | xai- | letters 70-90
        Together | key | models | tgp_v1_ | word 43
        Tavily | key | searches | tvly- | word 32-48
        Firecrawl | key | reading pages | fc- | hex 32
        Jina | key | embeddings | jina_ | word 60
        E2B | key | sandboxes | e2b_ | hex 40
        NVIDIA | key | models | nvapi- | word 60-70
        LangSmith | personal token | traces of an account | lsv2_pt_ | word 40-60
        LangSmith | service key | traces of a workspace | lsv2_sk_ | word 40-60
        LlamaCloud | key | indexes | llx- | word 40-60
        Pinecone | key | indexes of a project | pcsk_ | word 60-80
        Weights & Biases | key | runs of an account | wandb_v1_ | word 40-100
        Fireworks | key | models | fw_ | letters 20-32 3.5
        Kaggle | token | the account | KGAT_ | hex 32
        """
}
