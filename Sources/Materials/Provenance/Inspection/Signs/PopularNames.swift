/// Names that are worth imitating: packages that most people who write software have installed.
///
/// Written by hand, and short: whoever has a list of downloads hands that over instead. A name that
/// stands here is never taken for an imitation itself.
public enum PopularNames {
    /// The names, by ecosystem.
    public static let known: [Ecosystem: [String]] = [
        .pypi: names(pypi), .npm: names(npm), .crates: names(crates), .rubygems: names(gems),
    ]

    private static func names(_ text: String) -> [String] {
        text.split { $0 == " " || $0 == "\n" }.map(String.init)
    }

    private static let pypi = """
        aiobotocore aiofiles aiohttp aiosignal airflow alembic altair annotated-types ansible
        anthropic anyio apache-airflow appdirs argcomplete argon2-cffi arrow asgiref asn1crypto
        asyncpg attrs authlib awscli azure-core azure-identity azure-storage-blob babel backoff
        bcrypt beautifulsoup4 black bleach blinker bokeh boto3 botocore bottle bs4 build cachetools
        celery certifi cffi chardet charset-normalizer cheroot cherrypy click cloudpickle colorama
        colorlog configparser coverage cryptography cycler cython dash dask databricks-sdk datasets
        decorator deepdiff deprecated dill distlib distro django django-filter djangorestframework
        dnspython docker docker-compose docopt docutils duckdb email-validator execnet falcon
        fastapi fastjsonschema filelock flake8 flask flask-cors flask-login flask-sqlalchemy
        flit-core fonttools frozenlist fsspec future gevent gitpython google-api-core google-auth
        google-cloud-bigquery google-cloud-storage googleapis-common-protos graphql-core greenlet
        grpcio grpcio-tools gunicorn h11 hatchling html5lib httpcore httplib2 httptools httpx
        huggingface-hub hydra-core hypothesis idna imageio importlib-metadata importlib-resources
        iniconfig invoke ipykernel ipython ipywidgets isodate isort itsdangerous jedi jinja2 jira
        jmespath joblib jsonpatch jsonpath-ng jsonschema jupyter jupyterlab keras keyring
        kiwisolver kombu kubernetes langchain langchain-core lightgbm litellm lockfile loguru lxml
        mako markdown markdown-it-py markupsafe marshmallow matplotlib mccabe mistune mock
        more-itertools moto motor msal msgpack multidict mypy mypy-extensions
        mysql-connector-python mysqlclient nbconvert nbformat netaddr networkx nltk nodeenv nose
        notebook numba numpy oauthlib openai opencv-python openpyxl opentelemetry-api
        opentelemetry-sdk orjson packaging paho-mqtt pandas paramiko parso pathspec peewee pendulum
        pexpect pika pillow pip pipenv pkginfo platformdirs playwright plotly pluggy poetry
        poetry-core polars portalocker pre-commit prettytable prometheus-client prompt-toolkit
        propcache protobuf psutil psycopg2 psycopg2-binary ptyprocess py4j pyarrow pyasn1
        pycodestyle pycparser pycryptodome pydantic pydantic-core pydantic-settings pydub pyflakes
        pygame pygments pyinstaller pyjwt pylint pymongo pymysql pynacl pyodbc pyopenssl pyparsing
        pyperclip pyqt5 pyserial pyspark pytest pytest-asyncio pytest-cov pytest-mock pytest-xdist
        python-dateutil python-dotenv python-jose python-multipart python-slugify pytorch-lightning
        pytz pywin32 pyyaml pyzmq rapidfuzz redis referencing regex reportlab requests
        requests-oauthlib requests-toolbelt rich rpds-py rsa ruamel.yaml ruff s3fs s3transfer scapy
        scikit-image scikit-learn scipy scrapy seaborn selenium semver sentence-transformers
        sentry-sdk setuptools setuptools-scm shapely simplejson six slack-sdk smmap sniffio
        snowflake-connector-python sortedcontainers soupsieve spacy sphinx sqlalchemy sqlmodel
        sqlparse starlette statsmodels streamlit sympy tabulate telethon tenacity tensorboard
        tensorflow termcolor testcontainers textual thrift tiktoken tldextract tokenizers toml
        tomli tomlkit toolz torch torchaudio torchvision tornado tox tqdm traitlets transformers
        trio twine twisted typeguard typer typing-extensions tzdata tzlocal ujson ultralytics
        uritemplate urllib3 uvicorn uvloop validators virtualenv waitress wandb watchdog watchfiles
        wcwidth web3 websocket-client websockets werkzeug wheel wrapt xgboost xlrd xlsxwriter
        xmltodict yarl zeep zipp zope.interface zstandard
        """

    private static let npm = """
        acorn ajv angular ansi-colors ansi-regex ansi-styles anymatch apollo-client archiver
        argparse async autoprefixer aws-sdk axios babel-core babel-eslint babel-loader bcrypt
        bcryptjs big.js bignumber.js bitcoinjs-lib bluebird bn.js body-parser bootstrap boxen
        brace-expansion braces browserify browserslist bson buffer bunyan busboy bytes cac
        camelcase chai chalk cheerio chokidar chromedriver classnames clean-css cli-table
        cli-table3 cliui clone clsx codemirror color color-convert color-name colorette colors
        commander commondir compression concat-stream concurrently config connect consola cookie
        cookie-parser copy-webpack-plugin core-js cors cross-env cross-fetch cross-spawn crypto-js
        css-loader cssnano csv-parse cypress d3 date-fns dayjs debug deepmerge defu del depd diff
        discord.js dockerode dotenv dotenv-expand electron elliptic emotion enquirer enzyme
        es6-promise esbuild escape-string-regexp eslint eslint-config-prettier eslint-plugin-import
        eslint-plugin-prettier eslint-plugin-react espree esprima estraverse ethers event-stream
        eventemitter3 events execa express express-session fast-deep-equal fast-glob fastify fastq
        file-loader file-type fill-range find-up firebase firebase-admin follow-redirects form-data
        formidable framer-motion fs-extra fsevents gatsby glob globals globby got graceful-fs
        graphql grunt gsap gulp handlebars hardhat has-flag helmet highlight.js
        hoist-non-react-statics html-webpack-plugin http-errors http-proxy http-proxy-middleware
        https-proxy-agent husky i18next iconv-lite immer immutable inherits ini inquirer ioredis
        is-number isarray isomorphic-fetch jasmine jest jest-cli joi jquery js-yaml jsdom json5
        jsonwebtoken jszip karma keypress keyv kleur knex koa koa-router leaflet lerna less
        lint-staged lit lodash lodash.debounce lodash.get lodash.merge log4js lru-cache
        lucide-react luxon magic-string mapbox-gl marked material-ui memfs merge2 micromatch mime
        mime-types mini-css-extract-plugin minimatch minimist mkdirp mobx mocha moment
        moment-timezone mongodb mongoose morgan ms msw multer mustache mysql mysql2 nan nanoid
        nconf next next-auth ng-bootstrap nock node-fetch node-gyp node-ipc node-sass node-uuid
        nodemailer nodemon nopt normalize-url npm npm-run-all nuxt nyc oclif open openai ora
        p-limit p-queue passport path-to-regexp pg picocolors picomatch pino pkg plotly.js pm2
        polished postcss postcss-loader prettier prisma prismjs progress prompts prop-types
        protobufjs proxy pug puppeteer qs query-string ramda react react-dom react-hook-form
        react-i18next react-native react-query react-redux react-router react-router-dom
        react-scripts react-select readable-stream readline-sync recharts recoil redis redux
        redux-saga redux-thunk reflect-metadata request request-promise reselect resolve restify
        rimraf rollup rxjs safe-buffer sass sass-loader selenium-webdriver semver sequelize
        serialize-javascript serve sharp shelljs signal-exit sinon slash socket.io socket.io-client
        source-map source-map-support sqlite3 standard stream-browserify string-width strip-ansi
        strip-json-comments style-loader styled-components stylelint stylus superagent supertest
        supports-color svelte svgo swagger-ui swiper swr tailwind-merge tailwindcss tape tar terser
        terser-webpack-plugin three through2 tinycolor2 tmp tough-cookie truffle ts-jest ts-loader
        ts-node tslib tslint tsx turbo twilio typeorm typescript ua-parser-js uglify-js underscore
        undici unified url-loader uuid validator vite vitest vue vue-loader vue-router vuetify vuex
        web3 webpack webpack-cli webpack-dev-server whatwg-fetch which winston wrap-ansi
        write-file-atomic xlsx xml2js xmlbuilder yaml yargs yargs-parser yup zod zustand
        """

    private static let crates = """
        actix-web ahash anyhow arrayvec askama async-std async-trait autocfg axum backtrace base64
        bigdecimal bincode bindgen bitcoin bitflags bumpalo bytemuck byteorder bytes cargo cfg-if
        chrono clap clap_derive colored console cookie criterion crossbeam crossbeam-channel
        crossbeam-utils crossterm csv ctrlc curve25519-dalek darling dashmap diesel digest dirs
        dotenv dotenvy ed25519-dalek either env_logger ethers eyre fastrand flate2 fnv
        form_urlencoded futures futures-util generic-array getrandom git2 glob h2 half hashbrown
        heck hex hmac http-body httparse hyper hyper-util idna image indexmap indicatif insta
        itertools itoa jsonwebtoken lazy_static libc libloading linked-hash-map lock_api lru memchr
        memmap2 miette mime miniz_oxide mockall nalgebra native-tls ndarray nix nom num num-bigint
        num-traits num_cpus once_cell openssl openssl-sys ordered-float parking_lot
        percent-encoding petgraph phf pin-project pin-project-lite pkg-config polars proc-macro2
        proptest prost pyo3 quick-xml quote rand rand_chacha rand_core ratatui rayon redis regex
        regex-syntax reqwest ring rocket rusqlite rust_decimal rustc-hash rustls rustls-pemfile ryu
        same-file schemars scopeguard semver serde serde_derive serde_json serde_yaml sha1 sha2
        signal-hook slab smallvec snafu socket2 solana-sdk sqlx strsim structopt strum subtle syn
        sysinfo tar tempfile termcolor thiserror time tinyvec tokio tokio-stream tokio-tungstenite
        tokio-util toml toml_edit tonic tower tower-http tracing tracing-subscriber tungstenite
        typenum unicode-segmentation unicode-width url uuid walkdir warp wasm-bindgen web-sys
        winapi windows windows-sys winnow zerocopy zeroize zip zstd
        """

    private static let gems = """
        actioncable actionmailer actionpack actionview activejob activemodel activerecord
        activestorage activesupport addressable airbrake arel ast aws-sdk aws-sdk-core aws-sdk-s3
        bcrypt better_errors bigdecimal bootsnap bootstrap bootstrap-sass brakeman builder bullet
        bundler byebug cancancan capistrano capybara carrierwave chef coffee-rails coffee-script
        concurrent-ruby crass cucumber dalli database_cleaner delayed_job devise diff-lcs docile
        dotenv dotenv-rails dry-validation elasticsearch erubi eventmachine excon execjs
        factory_bot factory_bot_rails faker faraday fastlane ffi figaro fog-aws friendly_id
        globalid google-protobuf grape graphql guard haml hashie highline http_parser.rb httparty
        i18n importmap-rails jbuilder jekyll jquery-rails json json-jwt jwt kaminari letter_opener
        liquid listen logger loofah mail method_source mime-types mini_magick mini_portile2
        minitest mongoid msgpack multi_json multipart-post mustache mysql2 net-http net-scp
        net-smtp net-ssh nokogiri oauth2 octokit oj omniauth omniauth-oauth2 padrino paperclip
        parallel parser pg poltergeist premailer propshaft pry pry-byebug public_suffix puma pundit
        rack rack-cors rack-protection rack-test rails rails-html-sanitizer railties rainbow rake
        ransack redcarpet redis redis-client regexp_parser request_store resque rest-client rexml
        rouge rspec rspec-core rspec-expectations rspec-mocks rspec-rails rubocop rubocop-ast
        rubocop-rails ruby-progressbar rubyzip sass sass-rails sassc sawyer sequel shoulda-matchers
        sidekiq simplecov sinatra slack-notifier slim solargraph spring sprockets sprockets-rails
        sqlite3 stimulus-rails stripe strong_password sys-uname tailwindcss-rails temple
        terminal-table test-unit thin thor tilt turbo-rails turbolinks twilio-ruby typhoeus tzinfo
        uglifier unf unicode-display_width unicorn vcr view_component warden web-console webmock
        webpacker webrick websocket-driver will_paginate yard zeitwerk
        """
}
