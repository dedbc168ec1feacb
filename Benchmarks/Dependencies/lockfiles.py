#!/usr/bin/env python3
"""Holds our reading of lock files to that of other readers, package by package.

    Benchmarks/Dependencies/lockfiles.py FOLDER

Every file below FOLDER is read twice: by `dependencies-benchmark locks`, and here, by the readers
that Python brings for TOML, JSON, YAML and XML and a few patterns. What one names and the other
does not is told, and where both name a package, whether they hold it by the same digests. Ends with
1 when there is any difference. Needs PyYAML.
"""

import base64
import json
import os
import pathlib
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree

import yaml


class Plain(yaml.SafeLoader):
    """YAML in which every value is text: a version is no number."""


Plain.yaml_implicit_resolvers = {}


def folded(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def hexed(text):
    """A digest as `sha512-…` of npm, or plain: in base sixteen."""
    found = re.match(r"sha\d+-(.+)", text)
    return base64.b64decode(found[1]).hex() if found else text.rpartition(":")[2].lower()


def held(texts):
    """Those that are digests of the SHA family; `null` is what `Plain` makes of none."""
    return frozenset(
        hexed(text) for text in texts if text and text != "null" and not text.startswith("md5")
    )


def poetry(path):
    """poetry.lock and pdm.lock."""
    tree = tomllib.loads(path.read_text())
    metadata = tree.get("metadata", {})
    for package in tree.get("package", []):
        name, version = package["name"], package["version"]
        older = metadata.get("files", {})
        files = package.get("files") or older.get(name) or older.get(f"{name} {version}") or []
        hashes = [file["hash"] for file in files] or metadata.get("hashes", {}).get(name, [])
        yield folded(name), version, held(hashes)


def uv(path):
    for package in tomllib.loads(path.read_text()).get("package", []):
        if {"editable", "virtual", "directory"} & package.get("source", {}).keys():
            continue
        files = package.get("wheels", []) + [package.get("sdist", {})]
        hashes = held(file.get("hash") for file in files)
        yield folded(package["name"]), package.get("version", ""), hashes


def pylock(path):
    for package in tomllib.loads(path.read_text()).get("packages", []):
        if "directory" in package:
            continue
        files = package.get("wheels", []) + [package.get("sdist", {}), package.get("archive", {})]
        hashes = held(text for file in files for text in file.get("hashes", {}).values())
        yield folded(package["name"]), package.get("version", ""), hashes


def cargo(path):
    for package in tomllib.loads(path.read_text()).get("package", []):
        if "source" in package:
            yield package["name"], package["version"], held([package.get("checksum")])


def pipenv(path):
    tree = json.loads(path.read_text())
    for group in tree.keys() - {"_meta"}:
        for name, entry in tree[group].items():
            version = re.sub(r"^===?", "", entry.get("version", ""))
            yield folded(name), version, held(entry.get("hashes", []))


def requirements(path):
    text = re.sub(r"\\\r?\n", " ", path.read_text())
    if "@EXPLICIT" in text:
        yield from conda_list(path)
        return
    for line in text.splitlines():
        yield from wanted(line)


def wanted(line):
    line = re.sub(r"(^|\s)#.*", "", line).strip().removeprefix("-e ")
    address = re.match(r"(?:([\w.-]+)\s*@\s*)?git\+[^#\s]*@([^#@\s/]+)(?:#egg=([\w.-]+))?", line)
    if address:
        yield folded(address[1] or address[3]), address[2]
    if not line or line.startswith(("-", ".")) or "://" in line:
        return
    name = re.match(r"[A-Za-z0-9._-]+", line)[0]
    plain = line.split(";")[0].split(" --")[0]
    exact = re.search(r"===?\s*([^\s,*]+)\s*$", plain)
    version = exact[1] if exact and "," not in plain else ""
    yield folded(name), version, held(re.findall(r"--hash=(\S+)", line))


def conda_list(path):
    for line in path.read_text().splitlines():
        found = re.match(r"\S+/([^/]+)-([^-/]+)-[^-/]+\.(?:conda|tar\.bz2)(?:#|$)", line.strip())
        if found and not line.startswith("#"):
            yield folded(found[1]), found[2]


def conda_lock(path):
    for package in yaml.load(path.read_text(), Plain)["package"]:
        hashes = package.get("hash", {})
        yield folded(package["name"]), package["version"], held([hashes.get("sha256")])


def environment(path):
    for item in yaml.load(path.read_text(), Plain).get("dependencies") or []:
        if isinstance(item, dict):
            for line in item.get("pip", []):
                yield from wanted(line)
            continue
        name, _, rest = re.sub(r".*::", "", item).partition("=")
        name = re.match(r"[\w.-]+", name)[0]
        loose = re.search(r"[<>!~*|,]", item)
        yield folded(name), "" if loose or not rest else rest.lstrip("=").split("=")[0]


def bun(path):
    text = re.sub(r",(\s*[}\]])", r"\1", path.read_text())
    for entry in json.loads(text).get("packages", {}).values():
        name, version = re.match(r"(@?[^@]+)@(.*)", entry[0]).groups()
        if not version.startswith(("workspace:", "link:", "root:")):
            digest = entry[-1] if isinstance(entry[-1], str) else ""
            yield name, version, held([digest] if digest.startswith("sha") else [])


def npm(path):
    tree = json.loads(path.read_text())
    if "packages" in tree:
        for key, entry in tree["packages"].items():
            if not key or entry.get("link") or "node_modules/" not in key:
                continue
            name = entry.get("name") or key.split("node_modules/")[-1]
            yield name, entry.get("version", ""), held(entry.get("integrity", "").split())
        return

    def visit(level):
        for name, entry in level.get("dependencies", {}).items():
            version = entry.get("version", "")
            if version.startswith("npm:"):
                name, _, version = version[4:].rpartition("@")
            yield name, version, held(entry.get("integrity", "").split())
            yield from visit(entry)

    yield from visit(tree)


def yarn(path):
    text = path.read_text()
    if "__metadata:" in text:
        for key, entry in yaml.load(text, Plain).items():
            if key == "__metadata":
                continue
            name, _, place = entry["resolution"].rpartition("@npm:")
            if not name:
                name = re.match(r"@?[^@]+", entry["resolution"])[0]
                if "@workspace:" in entry["resolution"] or "@link:" in entry["resolution"]:
                    continue
            yield name.split("@patch:")[0], entry["version"]
        return
    for block in re.split(r"\n(?=\S)", text):
        version = re.search(r'^  version:? "?([^"\n]+)"?', block, re.M)
        head = block.split("\n", 1)[0]
        if not version or head.startswith("#"):
            continue
        first = head.rstrip(":").split(",")[0].strip().strip('"')
        alias = re.match(r"(?:@?[^@]+)@npm:(@?[^@]+)", first)
        yield alias[1] if alias else re.match(r"@?[^@]+", first)[0], version[1]


def pnpm(path):
    for tree in yaml.load_all(path.read_text(), Plain):
        for key, entry in (tree or {}).get("packages", {}).items():
            entry = entry or {}
            plain = re.sub(r"\(.*", "", key).lstrip("/")
            if entry.get("resolution", {}).get("type") == "directory":
                continue
            if str(tree.get("lockfileVersion", "")).startswith("5"):
                name, _, version = plain.rpartition("/")
                version = version.split("_")[0]
            else:
                name, _, version = plain.rpartition("@")
            hashes = held([entry.get("resolution", {}).get("integrity")])
            yield entry.get("name", name), entry.get("version", version), hashes


def go_sum(path):
    for line in path.read_text().splitlines():
        words = line.split()
        # A sum of a manifest alone says that a module was asked, not that it is used.
        if len(words) == 3 and not words[1].endswith("/go.mod"):
            yield words[0], words[1]


def go_mod(path):
    text = re.sub(r"//.*", "", path.read_text())
    required = {}
    inside = re.findall(r"^require\s*\(([^)]*)\)", text, re.M)
    lines = [line for block in inside for line in block.splitlines()]
    lines += re.findall(r"^require\s+([^(\s]\S*\s+\S+)", text, re.M)
    for line in lines:
        words = line.split()
        if len(words) >= 2:
            required[words[0].strip('"')] = words[1]
    swaps = re.findall(r"^replace\s*\(([^)]*)\)", text, re.M)
    lines = [line for block in swaps for line in block.splitlines()]
    lines += re.findall(r"^replace\s+([^(\s].*)", text, re.M)
    general, exact = {}, {}
    for line in lines:
        if "=>" not in line:
            continue
        left, right = (side.split() for side in line.split("=>"))
        (exact if len(left) > 1 else general)[tuple(left)] = right
    for name, version in required.items():
        right = exact.get((name, version)) or general.get((name,))
        if right is None:
            yield name, version
        elif len(right) > 1:
            yield right[0], right[1]
        else:
            # A folder of one's own stands in its place: the module is named all the same.
            yield name, version


def composer(path):
    tree = json.loads(path.read_text())
    for group in ("packages", "packages-dev"):
        for entry in tree.get(group) or []:
            yield entry["name"].lower(), entry["version"]


def gemfile(path):
    section, kind = "", ""
    for line in path.read_text().splitlines():
        if line and not line.startswith(" "):
            kind = line.strip()
        found = re.match(r"^    (\S+) \(([^)]+)\)$", line)
        if found and kind in ("GEM", "GIT"):
            yield found[1], re.sub(r"-(x86|x64|java|arm|aarch|universal).*", "", found[2])


def swift(path):
    tree = json.loads(path.read_text())
    for pin in tree.get("pins") or tree["object"]["pins"]:
        place = pin.get("location") or pin["repositoryURL"]
        plain = re.sub(r"^(\w+://)?([^@/]+@)?", "", place.lower()).replace(":", "/", 1)
        yield re.sub(r"\.git$", "", plain), pin["state"].get("version") or ""


def pub(path):
    for name, entry in yaml.load(path.read_text(), Plain).get("packages", {}).items():
        if entry.get("source") not in ("sdk", "path"):
            described = entry.get("description")
            digest = described.get("sha256", "") if isinstance(described, dict) else ""
            yield name, entry["version"], held([digest])


def nuget(path):
    for group in json.loads(path.read_text())["dependencies"].values():
        for name, entry in group.items():
            if entry["type"] != "Project":
                yield name.lower(), entry["resolved"], held(["sha512-" + entry["contentHash"]])


def gradle(path):
    for line in path.read_text().splitlines():
        found = re.match(r"^([^:#]+:[^:]+):([^=]+)=", line)
        if found:
            yield found[1], found[2]


def workflow(path):
    def visit(node):
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "uses" and isinstance(value, str) and not value.startswith("./"):
                    if not value.startswith("docker://"):
                        name, _, reference = value.partition("@")
                        yield "/".join(name.split("/")[:2]).lower(), reference
                yield from visit(value)
        elif isinstance(node, list):
            for item in node:
                yield from visit(item)

    yield from visit(yaml.load(path.read_text(), Plain))


def pom(path):
    root = ElementTree.fromstring(path.read_bytes())
    space = re.match(r"\{.*\}", root.tag)
    space = space[0] if space else ""
    def own(what):
        return (
            root.findtext(space + what) or root.findtext(f"{space}parent/{space}{what}") or ""
        ).strip()

    values = {"project.groupId": own("groupId"), "pom.groupId": own("groupId")}
    values["project.parent.groupId"] = root.findtext(f"{space}parent/{space}groupId", "").strip()
    values["project.artifactId"] = own("artifactId")
    for member in root.find(f"{space}properties") or []:
        if isinstance(member.tag, str):
            values[member.tag.removeprefix(space)] = (member.text or "").strip()

    def filled(text):
        for _ in range(3):
            text = re.sub(r"\$\{([^}]+)\}", lambda found: values.get(found[1], found[0]), text)
        return text

    for dependency in root.iterfind(f"{space}dependencies/{space}dependency"):
        group = dependency.findtext(f"{space}groupId", "").strip()
        name = dependency.findtext(f"{space}artifactId", "").strip()
        yield f"{filled(group)}:{filled(name)}", None


READERS = {
    "poetry.lock": poetry, "pdm.lock": poetry, "uv.lock": uv, "Cargo.lock": cargo,
    "Pipfile.lock": pipenv, "package-lock.json": npm, "npm-shrinkwrap.json": npm,
    "yarn.lock": yarn, "pnpm-lock.yaml": pnpm, "bun.lock": bun, "go.sum": go_sum, "go.mod": go_mod,
    "composer.lock": composer, "Gemfile.lock": gemfile, "Package.resolved": swift,
    "pubspec.lock": pub, "packages.lock.json": nuget, "pom.xml": pom,
    "conda-lock.yml": conda_lock, "environment.yml": environment, "environment.yaml": environment,
}
PATTERNS = [
    (r"pylock(\.[^.]+)?\.toml", pylock), (r"requirements.*\.(txt|in)", requirements),
    (r".*\.lockfile", gradle), (r"conda-.*\.lock", conda_list),
]


def reader(path):
    if path.parent.name == "workflows":
        return workflow
    if path.name in READERS:
        return READERS[path.name]
    return next((read for like, read in PATTERNS if re.fullmatch(like, path.name)), None)


def ours(folder):
    program = os.environ.get("DEPENDENCIES_BENCHMARK", ".build/release/dependencies-benchmark")
    said = subprocess.run([program, "locks", folder], capture_output=True, text=True, check=True)
    found = {}
    for line in said.stdout.splitlines():
        path, ecosystem, name, version, digests = line.split("\t")
        if ecosystem != "Container":
            entry = found.setdefault(path, {}).setdefault((name, version), set())
            entry.update(digests.split())
    return found


def main():
    folder = pathlib.Path(sys.argv[1])
    found = ours(str(folder))
    files = entries = misses = 0
    for path in sorted(folder.rglob("*")):
        read = reader(path)
        if not path.is_file() or read is None:
            continue
        theirs, digests = set(), {}
        try:
            for name, version, *rest in read(path):
                theirs.add((name, version))
                if rest:
                    digests.setdefault((name, version), set()).update(rest[0])
        except Exception as fault:
            print(f"unjudged {path}: {type(fault).__name__} {fault}")
            continue
        files += 1
        held_by = found.get(str(path), {})
        own = set(held_by)
        if any(version is None for _, version in theirs):
            own = {(name, None) for name, _ in own}
        entries += len(theirs)
        lost, made = sorted(theirs - own, key=str), sorted(own - theirs, key=str)
        other = [entry for entry in digests if entry in held_by and digests[entry] != held_by[entry]]
        misses += len(lost) + len(made) + len(other)
        for sign, some in (("missed", lost), ("made up", made), ("other digests", other)):
            for name, version in some[:5]:
                print(f"{sign} {path}: {name} {version}")
    print(f"{files} files, {entries} packages, {misses} differences")
    sys.exit(1 if misses else 0)


main()
