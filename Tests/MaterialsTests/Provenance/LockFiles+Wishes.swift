extension LockFiles {
    /// Lists of conda, and manifests that say what is wanted.
    static let wishes: [(String, String, [String])] = [
        (
            "conda-linux-64.lock",
            """
            # platform: linux-64
            @EXPLICIT
            https://conda.anaconda.org/conda-forge/noarch/ca-certificates-2024.2.2-hbd8a1_0.conda#00
            https://repo.example/linux-64/font-ttf-dejavu-2.37-h1_0.tar.bz2#sha256:11
            # pip requests @ https://files.example/requests-2.31.0-py3-none-any.whl#sha256=aa
            """,
            [
                "Conda ca-certificates 2024.2.2 1 -", "Conda font-ttf-dejavu 2.37 1 -",
                "PyPI requests 2.31.0 1 -",
            ]
        ),
        (
            "requirements-conda.txt",
            """
            # This file may be used to create an environment using:
            # $ conda create --name <env> --file <this file>
            # platform: linux-64
            _libgcc_mutex=0.1=main
            numpy=1.26.4=py311_0
            """,
            ["Conda -libgcc-mutex 0.1 0 -", "Conda numpy 1.26.4 0 -"]
        ),
        (
            "conda-lock.yml",
            """
            version: 1
            metadata: {}
            package:
            - name: numpy
              version: 1.10
              manager: conda
              platform: linux-64
              url: https://conda.anaconda.org/conda-forge/linux-64/numpy-1.10-0.conda
              hash: {md5: '00', sha256: '11'}
              category: main
            - name: pytest
              version: 8.0.0
              manager: pip
              hash: {sha256: '22'}
              category: dev
            """,
            ["Conda numpy 1.10 2 -", "PyPI pytest 8.0.0 1 dev"]
        ),
        (
            "pixi.lock",
            """
            version: 6
            packages:
            - conda: https://conda.anaconda.org/conda-forge/linux-64/python-3.12.2-h1_0.conda
              sha256: '00'
              md5: '11'
            - pypi: https://files.example/requests-2.31.0-py3-none-any.whl
              name: requests
              version: 2.31.0
              sha256: '22'
            - pypi: ./own
              name: own
              version: 0.1.0
            """,
            ["Conda python 3.12.2 2 -", "PyPI requests 2.31.0 1 -"]
        ),
        (
            "environment-dev.yml",
            """
            name: x
            channels: [conda-forge]
            dependencies:
            - numpy=1.26.4=py311_0
            - conda-forge/linux-64::scipy==1.12.0
            - pandas >=2,<3
            - python 3.11.*
            - "zlib[version='1.3']"
            - pip
            """,
            [
                "Conda numpy 1.26.4 0 -", "Conda scipy 1.12.0 0 -", "Conda pandas - 0 -",
                "Conda python - 0 -", "Conda zlib 1.3 0 -", "Conda pip - 0 -",
            ]
        ),
        (
            "pyproject.toml",
            """
            [tool.poetry.dependencies]
            python = "^3.11"
            requests = "^2.31"
            flask = {version = "==3.0.2", extras = ["async"]}
            own = {path = "../own"}
            [tool.poetry.group.docs.dependencies]
            mkdocs = {git = "https://github.com/u/m.git", rev = "main"}
            [build-system]
            requires = ["poetry-core>=1"]
            """,
            [
                "PyPI poetry-core - 0 build", "PyPI requests - 0 -", "PyPI flask 3.0.2 0 -",
                "PyPI own - 0 -", "PyPI mkdocs - 0 docs",
            ]
        ),
        (
            "Pipfile",
            """
            [[source]]
            url = "https://pypi.org/simple"
            [packages]
            a = "*"
            b = {version = "==1.0", extras = ["x"]}
            [dev-packages]
            c = "==2"
            """,
            ["PyPI a - 0 -", "PyPI b 1.0 0 -", "PyPI c 2 0 dev"]
        ),
        (
            "Cargo.toml",
            """
            [dependencies]
            serde = { version = "1.0", features = ["derive"] }
            exact = "=1.2.3"
            alias = { package = "real", version = "2" }
            shared = { workspace = true }
            [target.'cfg(unix)'.build-dependencies]
            cc = "1"
            """,
            [
                "crates.io serde - 0 -", "crates.io exact 1.2.3 0 -", "crates.io real - 0 -",
                "crates.io cc - 0 build",
            ]
        ),
        (
            "composer.json",
            #"""
            {"require": {"php": ">=8", "v/a": "^1.0", "v/b": "2.1.0"}, "require-dev": {"v/c": "*"}}
            """#,
            ["Packagist v/a - 0 -", "Packagist v/b 2.1.0 0 -", "Packagist v/c - 0 dev"]
        ),
        (
            "pubspec.yaml",
            """
            name: own
            dependencies:
              flutter:
                sdk: flutter
              http: ^1.2.0
              path: 1.9.0
            dev_dependencies:
              g: {git: {url: "https://github.com/u/g", ref: main}}
            """,
            ["Pub http - 0 -", "Pub path 1.9.0 0 -", "Pub g - 0 dev"]
        ),
        (
            "src/Own.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk"><ItemGroup>
            <PackageReference Include="A.B" Version="1.2.3" />
            <PackageReference Include="C"><Version>[2.0]</Version></PackageReference>
            <PackageReference Include="D" Version="3.*" />
            <PackageReference Include="Central" />
            <ProjectReference Include="../Other/Other.csproj" />
            </ItemGroup></Project>
            """,
            ["NuGet a.b 1.2.3 0 -", "NuGet c 2.0 0 -", "NuGet d - 0 -"]
        ),
    ]
}
