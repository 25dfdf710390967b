# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The file that describes an account: what an export writes, and what it keeps of an edited file."""

from __future__ import annotations

import copy
import json
import sys
import typing as t

import pytest
import yaml
from ansible.errors import AnsibleFilterError
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.filter.account_description import account_description
from ansible_collections.community.boomi.plugins.plugin_utils import _description_text as text
from ansible_collections.community.boomi.plugins.plugin_utils._description import Merge, describe

Values = dict[str, t.Any]
PASSWORD = "environments[Production].extensions.connections[Ledger].fields[password]"
PACK_PASSWORD = (
    "integration_packs[Order Intake as Domestic].extensions[Test, Domestic - INT].connections[Orders].fields[password]"
)


def ledger(*fields: Values) -> Values:
    """Return values of a connection."""
    return {"connections": [{"name": "Ledger", "fields": list(fields)}]}


CONFIGURATION: Values = {
    "environments": [
        {
            "name": "Production",
            "classification": "PROD",
            "runtimes": ["runtime-eu-1", "runtime-eu-2"],
            "roles": ["Operators"],
            "extensions": ledger({"id": "host", "value": "ledger.example"}),
        },
        {"name": "Test", "classification": "TEST", "runtimes": [], "roles": []},
    ],
    "integration_packs": [
        {
            "integration_pack_name": "Order Intake",
            "integration_pack_override_name": "Domestic",
            "environments": ["Test"],
        },
    ],
}


def account(configuration: Values | None = None, *secrets: str, unreadable: t.Sequence[str] = ()) -> Values:
    return {
        "account": "acme-1",
        "configuration": copy.deepcopy(CONFIGURATION if configuration is None else configuration),
        "secrets_set": [{"path": path, "variable": "vault_x"} for path in secrets],
        "unreadable": [
            {"section": section, "object": "role", "privilege": "API and ACCOUNT_ADMIN", "msg": "No."}
            for section in unreadable
        ],
    }


def render(value: t.Any, variables: Values) -> t.Any:
    """Give expressions, which are single names here, their values."""
    if isinstance(value, dict):
        return {name: render(entry, variables) for name, entry in value.items()}
    if isinstance(value, list):
        return [render(entry, variables) for entry in value]
    if isinstance(value, text.Expression):
        return variables[value.strip("{} ")]
    return value


def export(there: Values, existing: str = "", **variables: t.Any) -> str:
    rendered = {text.KEY: render(text.read(existing), variables)} if existing else {}
    return describe(there, existing, rendered)


def described(exported: str) -> t.Any:
    return text.read(exported)


def edited(**description: t.Any) -> str:
    """Return a file that a person wrote."""
    return yaml.safe_dump({text.KEY: {**description}}, sort_keys=False)


def production(**parts: t.Any) -> str:
    """Return a file with one environment."""
    return edited(environments=[{"name": "Production", **parts}])


def test_a_file_tells_what_is_not_in_it_and_nothing_that_changes_by_itself() -> None:
    exported = export(account(CONFIGURATION, PASSWORD, unreadable=["environments.roles"]))
    assert exported == (
        "# Description of the Boomi account acme-1, exported by the role community.boomi.account_export.\n"
        "# An export replaces comments and values. It keeps an expression such as\n"
        '# "{{ variable }}" if its value agrees with the account or cannot be read.\n'
        "#\n"
        "# These secrets are set and cannot be read. Add each as an entry of its list, and fill its variable:\n"
        f"#   {PASSWORD}\n"
        '#     secret: "{{ vault_x }}"\n'
        "#\n"
        "# These parts cannot be read. An export leaves them as they are in this file:\n"
        "#   environments.roles (role): the user needs API and ACCOUNT_ADMIN\n"
        "---\n"
        "account_bootstrap_description:\n"
        "  environments:\n"
        "    - name: Production\n"
        "      classification: PROD\n"
        "      runtimes:\n"
        "        - runtime-eu-1\n"
        "        - runtime-eu-2\n"
        "      roles:\n"
        "        - Operators\n"
        "      extensions:\n"
        "        connections:\n"
        "          - name: Ledger\n"
        "            fields:\n"
        "              - id: host\n"
        "                value: ledger.example\n"
        "    - name: Test\n"
        "      classification: TEST\n"
        "      runtimes: []\n"
        "      roles: []\n"
        "  integration_packs:\n"
        "    - integration_pack_name: Order Intake\n"
        "      integration_pack_override_name: Domestic\n"
        "      environments:\n"
        "        - Test\n"
    )


@pytest.mark.parametrize(
    ("rows", "x"), [("{{ x }}", [["FR", "DE"], ["DE", "FR"]]), (["{{ x }}", ["DE", "FR"]], ["FR", "DE"])]
)
def test_the_cells_of_a_table_agree_in_their_order_only(rows: t.Any, x: t.Any) -> None:
    def table(rows: t.Any) -> list[Values]:
        return [{"name": "Test", "extensions": {"cross_references": [{"name": "Countries", "rows": rows}]}}]

    existing, cells = edited(environments=table(rows)), [["FR", "DE"], ["DE", "FR"]]
    assert described(export(account({"environments": table(cells)}), existing, x=x))["environments"] == table(rows)
    swapped = account({"environments": table([row[::-1] for row in cells])})
    assert "{{ x }}" not in str(described(export(swapped, existing, x=x)))


def calls_of(work: t.Callable[[], object]) -> int:
    """Count the calls of functions."""
    count = 0

    def note(_frame: t.Any, event: str, _argument: t.Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_what_an_export_computes_grows_with_the_rows_of_a_table_that_is_replaced() -> None:
    def replace(number: int) -> int:
        meant, new = ([[f"{word}{row}", "x"] for row in range(number)] for word in ("old", "new"))
        tables = [{"cross_references": [{"name": "Countries", "rows": rows}]} for rows in (meant, new)]
        merge, (old, current) = Merge([], []), tables
        return calls_of(lambda: merge.document(old, old, current))

    assert replace(200) < 3 * replace(100)


def test_a_number_and_a_boolean_agree_with_what_the_modules_make_of_them() -> None:
    def description(size: str, process: str, enabled: t.Any, times: t.Any) -> Values:
        schedule = {"process": process, "enabled": enabled, "schedules": times}
        return {
            "environments": [{"name": "Test", "extensions": {"properties": [{"name": "size", "value": size}]}}],
            "integration_packs": [{"integration_pack_name": "Order Intake", "schedules": [schedule]}],
        }

    times = [{"cron": "0 6 * * *"}]
    there = account(description("5", "Domestic - INT", True, times))
    existing = edited(**description("{{ size }}", "INT", "{{ on }}", "{{ times }}"))
    for on in ("True", "yes"):
        kept = str(described(export(there, existing, size=5, on=on, times=times)))
        assert ("{{ size }}" in kept, "{{ on }}" in kept, "{{ times }}" in kept) == (True, True, True)
    assert "{{" not in str(described(export(there, existing, size=6, on=False, times=[])))


@pytest.mark.parametrize("times", ["{{ x }}", [{"cron": "{{ x }}"}], [{"cron": "0 6 * * mon-fri"}]])
def test_times_stay_in_the_words_of_cron_where_they_mean_the_same(times: t.Any) -> None:
    def scheduled(times: t.Any) -> list[Values]:
        return [{"integration_pack_name": "Order Intake", "schedules": [{"process": "INT", "schedules": times}]}]

    def packs(hours: str) -> t.Any:
        there = scheduled([{"minutes": "0", "hours": hours, "days_of_week": "2-6"}])
        existing, cron = edited(integration_packs=scheduled(times)), "0 6 * * 1-5"
        exported = export(
            account({"integration_packs": there}), existing, x=[{"cron": cron}] if times == "{{ x }}" else cron
        )
        return described(exported)["integration_packs"], there

    assert packs("6")[0] == scheduled(times)
    changed, there = packs("7")
    assert changed == there


def pack(name: str | None, *values: Values, process: str | None = None) -> Values:
    """Return an entry for an instance of the pack Order Intake, with fields of a connection."""
    own = {} if name is None else {"integration_pack_override_name": name}
    target = {"environment": "Test", **({"process": process} if process else {})}
    extensions = [{**target, "connections": [{"name": "Orders", "fields": list(values)}]}]
    return {"integration_pack_name": "Order Intake", **own, **({"extensions": extensions} if values else {})}


def of_instance(name: str, where: str = "Test") -> str:
    return f"integration_packs[{name}].extensions[{where}].connections[Orders].fields[password]"


def test_the_entry_of_a_secret_stays_as_long_as_the_secret_is_set() -> None:
    entry = {"id": "password", "secret": "{{ vault_ledger }}"}
    pack_entry = {"id": "password", "secret": "{{ vault_orders }}"}
    existing = edited(
        environments=[{"name": "Production", "extensions": ledger(entry)}],
        integration_packs=[{**pack(None, pack_entry, process="INT"), "name": "Domestic"}],
    )
    variables = {"vault_ledger": "s3cret", "vault_orders": "s3cret"}
    kept = export(account(CONFIGURATION, PASSWORD, PACK_PASSWORD), existing, **variables)
    environment, installed = (described(kept)[section][0] for section in CONFIGURATION)
    assert environment["extensions"] == ledger({"id": "host", "value": "ledger.example"}, entry)
    assert installed["extensions"][0]["connections"][0]["fields"] == [pack_entry]
    assert ("secrets" in kept, "s3cret" in kept) == (False, False)
    assert export(account(CONFIGURATION, PASSWORD, PACK_PASSWORD), kept, **variables) == kept
    assert export(account(), kept, **variables) == export(account())
    half = export(account(CONFIGURATION, PASSWORD), kept, **variables)
    assert ("vault_ledger" in half, "vault_orders" in half) == (True, False)


SECRET = {"id": "password", "secret": "{{ vault_intake }}"}
# What the platform calls the instances of the pack, by their names.
TITLES = {"Domestic": "Order Intake as Domestic", "Export": "Order Intake as Export", "Order Intake": "Order Intake"}


@pytest.mark.parametrize(
    ("there", "written", "kept"),
    [
        # An entry without a name means the instance that is called as its pack, if there is one.
        (["Domestic", "Order Intake"], None, "Order Intake"),
        (["Domestic", "Order Intake"], "Order Intake", "Order Intake"),
        (["Domestic", "Order Intake"], "Domestic", "Domestic"),
        (["Domestic"], None, "Domestic"),
        # What may mean either is left to a person.
        (["Domestic", "Export"], None, None),
    ],
)
def test_a_secret_stays_with_its_instance(there: list[str | None], written: str | None, kept: str | None) -> None:
    found = account({"integration_packs": list(map(pack, there))}, *map(of_instance, TITLES.values()))
    exported = export(found, edited(integration_packs=[pack(written, SECRET)]), vault_intake="x")
    short = {"name" if key.endswith("override_name") else key: one for key, one in pack(written, SECRET).items()}
    assert export(found, edited(integration_packs=[short]), vault_intake="x") == exported
    names = there if kept in there else [kept, *there]
    assert described(exported)["integration_packs"] == [pack(one, *[SECRET] * (one == kept)) for one in names]
    missing = [name for name, title in TITLES.items() if of_instance(title) in exported]
    assert missing == [name for name in TITLES if name != kept]


@pytest.mark.parametrize(
    ("process", "where", "is_its"),
    [
        ("INT", "Test, Domestic - INT", True),
        ("INT", "Test, Domestic - PRINT", False),
        # An instance with one process is told without it.
        ("INT", "Test", True),
        (None, "Test, Domestic - INT", True),
    ],
)
def test_a_secret_stays_with_its_process(process: str | None, where: str, is_its: bool) -> None:
    found = account({"integration_packs": [pack("Domestic")]}, of_instance(TITLES["Domestic"], where))
    exported = export(found, edited(integration_packs=[pack("Domestic", SECRET, process=process)]), vault_intake="x")
    assert ("{{ vault_intake }}" in exported, "These secrets" in exported) == (is_its, not is_its)


LEDGER = {"name": "Ledger", "fields": [{"id": "password", "secret": "s3cret"}]}
GONE = {"id": "user", "value": "gone"}


@pytest.mark.parametrize(
    ("connections", "x"),
    [
        ("{{ x }}", [LEDGER, {"name": "Gone", "fields": [GONE]}]),
        (["{{ x }}"], {**LEDGER, "fields": [*LEDGER["fields"], GONE]}),
        ([{"name": "Ledger", "fields": "{{ x }}"}], [*LEDGER["fields"], GONE]),
    ],
)
def test_a_secret_is_told_again_where_the_expression_that_it_was_in_is_dropped(connections: t.Any, x: t.Any) -> None:
    found = account({"environments": [{"name": "Production"}]}, PASSWORD)
    exported = export(found, production(extensions={"connections": connections}), x=x)
    assert described(exported) == {"environments": [{"name": "Production"}]}
    assert PASSWORD in exported


BY_ID = [
    {"id": key, "fields": [{"id": "password", "secret": f"{{{{ vault_{key} }}}}"}]} for key in ("ledger", "archive")
]


@pytest.mark.parametrize(
    ("connections", "is_told"),
    [(BY_ID[:1], True), (BY_ID, False), (["{{ x }}", BY_ID[0]], True)],
    ids=["one entry", "one for each", "one that is dropped"],
)
def test_secrets_of_entries_that_may_mean_either_are_told_until_there_is_one_for_each(
    connections: t.Any, is_told: bool
) -> None:
    paths = [PASSWORD, PASSWORD.replace("Ledger", "Archive")]
    found = account({"environments": [{"name": "Production"}]}, *paths)
    dropped = {**BY_ID[1], "fields": [{"id": "password", "secret": "s3cret"}, GONE]}
    existing = production(extensions={"connections": connections})
    exported = export(found, existing, x=dropped, vault_ledger="s3cret", vault_archive="s3cret")
    kept = [one for one in connections if one in BY_ID]
    assert by_name(described(exported)["environments"][0]["extensions"]["connections"]) == by_name(kept)
    assert [path in exported for path in paths] == [is_told, is_told]


@pytest.mark.parametrize(
    ("processes", "meant"),
    [
        (["Domestic - Archive - Orders", "Domestic - Orders"], ["Domestic - Orders"]),
        # What may be either is left to a person.
        (["Domestic - Archive - Orders", "Domestic - Old - Orders"], []),
    ],
)
def test_a_short_name_means_the_process_with_nothing_but_the_instance_in_front(
    processes: list[str], meant: list[str]
) -> None:
    def scheduled(names: list[str], enabled: t.Any) -> list[Values]:
        return [{**pack("Domestic"), "schedules": [{"process": n, "runtime": "r", "enabled": enabled} for n in names]}]

    existing = edited(integration_packs=scheduled(["Orders"], "{{ on }}"))
    exported = export(account({"integration_packs": scheduled(processes, True)}), existing, on=True)
    schedules = described(exported)["integration_packs"][0]["schedules"]
    assert [one["process"] for one in schedules] == processes
    assert [one["process"] for one in schedules if one["enabled"] == "{{ on }}"] == meant


@pytest.mark.parametrize("unreadable", [["environments.roles"], ["environments", "integration_packs.environments"]])
def test_what_cannot_be_read_stays_as_it_is(unreadable: list[str]) -> None:
    there = copy.deepcopy(CONFIGURATION)
    if "environments" in unreadable:
        del there["environments"]
        # Without names, IDs stand in for them.
        there["integration_packs"][0]["environments"] = ["0b1c"]
    else:
        for environment in there["environments"]:
            del environment["roles"]
    existing = edited(
        environments=[{"name": "Production", "roles": ["{{ role }}", "Auditors"]}],
        integration_packs=[{"integration_pack_name": "Order Intake", "environments": ["{{ where }}"]}],
    )
    kept = described(export(account(there, unreadable=unreadable), existing, role="Operators", where="Test"))
    assert kept["environments"][0]["roles"] == ["{{ role }}", "Auditors"]
    assert kept["integration_packs"][0]["environments"] == ["{{ where }}"]


@pytest.mark.parametrize("environments", ["{{ them }}", [{"name": "A"}, {"name": "Old", "state": "absent"}]])
def test_a_section_that_was_not_read_stays_as_a_whole(environments: t.Any) -> None:
    found = account({"integration_packs": []})
    kept = described(export(found, edited(environments=environments), them=[{"name": "A"}]))
    assert kept == {"environments": environments, "integration_packs": []}


def test_what_a_person_asks_for_beyond_the_account_stays() -> None:
    reset = {"id": "port", "use_default": True}
    gone = {"name": "Sandbox", "state": "absent"}
    existing = edited(
        purge="{{ strict }}",
        max_removals=3,
        environments=[
            gone,
            {"name": "Production", "extensions": ledger(reset)},
            {"name": "Never made"},
        ],
    )
    kept = described(export(account(), existing, strict=True))
    assert (kept["purge"], kept["max_removals"]) == ("{{ strict }}", 3)
    assert [one["name"] for one in kept["environments"]] == ["Production", "Sandbox", "Test"]
    assert kept["environments"][1] == gone
    assert reset in kept["environments"][0]["extensions"]["connections"][0]["fields"]
    # A secret that is set is not the default.
    told = production(extensions=ledger({**reset, "id": "password"}))
    assert export(account(CONFIGURATION, PASSWORD), told) == export(account(CONFIGURATION, PASSWORD))


def test_a_key_that_yaml_does_not_read_as_a_text_is_dropped_like_any_other_unknown_one() -> None:
    existing = edited(environments=[{"name": "Production", 2: "x", True: ["{{ x }}"]}])
    assert export(account(), existing, x="x") == export(account())


@pytest.mark.parametrize(
    ("existing", "said"),
    [
        # As a lookup returns it that may ignore its errors.
        (None, "existing must be the text of a file"),
        ("a: [", "not valid YAML, line 1"),
        ("a: 2026-02-30", "not valid YAML."),
        ("$ANSIBLE_VAULT;1.1;AES256\n3338", "encrypted as a whole"),
        ("vault_x: 1\n", "not a description"),
        ("account_bootstrap_description: {}\nother: 1\n", "not a description"),
        ("account_bootstrap_description: {environments: [{fields: [{secret: hunter2}]}]}", "environments[0].fields[0]"),
        *(
            (f"{before}# Description of the Boomi account birch-2, exported\n---\n", "describes account birch-2, not")
            for before in ("", "\ufeff", "# (c) Acme\n")
        ),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused(existing: str | None, said: str) -> None:
    with pytest.raises(text.DescriptionError) as refused:
        describe(account(), existing, {})
    assert said in str(refused.value)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("rendered", [None, [], "text", {}])
def test_values_of_another_file_are_refused(rendered: t.Any) -> None:
    existing = edited(environments=[{"name": "{{ x }}"}])
    with pytest.raises(AnsibleFilterError, match="rendered must be the variables of the same file"):
        account_description(account(), existing, {text.KEY: rendered})


@pytest.mark.parametrize(
    ("section", "key"),
    [("environments", "id"), ("integration_packs", "id"), ("integration_packs", "integration_pack_id")],
)
def test_an_id_in_the_place_of_a_name_is_refused(section: str, key: str) -> None:
    values = ledger({"id": "host", "use_default": True})
    kept: t.Any = values if section == "environments" else [{"environment": "Test", **values}]
    with pytest.raises(text.DescriptionError, match=f"entry of {section} by its ID, 0b1c, .* Give its name instead"):
        export(account(), edited(**{section: [{key: "0b1c", "extensions": kept}]}))
    # What the account has no more, and of which nothing stays, is dropped.
    assert "0b1c" not in export(account(), edited(**{section: [{key: "0b1c"}]}))


def test_what_ansible_vault_has_encrypted_stays_encrypted() -> None:
    encrypted = "$ANSIBLE_VAULT;1.1;AES256\n333363\n"
    existing = (
        "account_bootstrap_description: {environments: [{name: Production, extensions: {connections: [{name: Ledger, "
        f'fields: [{{id: password, secret: !vault "{encrypted}"}}]}}]}}}}]}}'.replace("\n", "\\n")
    )
    kept = describe(account(CONFIGURATION, PASSWORD), existing, {text.KEY: render(text.read(existing), {})})
    assert "secret: !vault |\n" in kept
    assert describe(account(CONFIGURATION, PASSWORD), kept, {text.KEY: text.read(kept)}) == kept


# Ansible reads in its first line what stands for braces.
HEADER = "#jinja2:variable_start_string:'[[',variable_end_string:']]'\n[[ lookup('pipe', 'id') ]]"


@pytest.mark.parametrize("name", ["{{ lookup('pipe', 'id') }}", HEADER])
def test_what_looks_like_an_expression_on_the_platform_is_none_in_the_file(name: str) -> None:
    exported = export(account({"environments": [{"name": name}], "integration_packs": []}))
    assert f"- name: !unsafe {json.dumps(name)}\n" in exported
    assert export(account({"environments": [{"name": name}], "integration_packs": []}), exported) == exported


def test_an_expression_with_other_braces_stays_where_its_value_agrees() -> None:
    existing = edited(environments=[{"name": HEADER, "runtimes": []}])
    rendered = {text.KEY: {"environments": [{"name": "Test", "runtimes": []}]}}
    assert described(describe(account(), existing, rendered))["environments"][1]["name"] == HEADER


def test_a_name_cannot_end_the_comment_that_it_stands_in() -> None:
    exported = export(account(CONFIGURATION, "environments[a\nb: 1\u2028c: 2\x85d: 3]"))
    assert yaml.safe_load(exported).keys() == {text.KEY}
    assert "#   environments[a b: 1 c: 2 d: 3]\n" in exported


# The same examples in every run. YAML is slow, and hypothesis would look for simpler examples for minutes.
PROPERTY = settings(max_examples=40, phases=[Phase.generate])
NAMES = st.sampled_from(["A", "B", "yes", "1e3", "012", "a: b", " #", "{{ q }}", "é😀", "x\ny", "'", '"', "- ]", "\\"])
FIELDS = st.lists(
    st.builds(lambda i, v: {"id": i, "value": v}, NAMES, st.text(max_size=5)),
    unique_by=lambda one: one["id"],
    min_size=1,
    max_size=3,
)
CONNECTIONS = st.lists(
    st.builds(lambda n, f: {"name": n, "fields": f}, NAMES, FIELDS), unique_by=lambda one: one["name"], max_size=2
)
ENVIRONMENTS = st.lists(
    st.builds(
        lambda name, runtimes, connections: {
            "name": name,
            "runtimes": sorted(runtimes),
            **({"extensions": {"connections": connections}} if connections else {}),
        },
        NAMES,
        st.sets(NAMES, max_size=3),
        CONNECTIONS,
    ),
    unique_by=lambda one: one["name"],
    max_size=3,
)
CONFIGURATIONS = st.builds(lambda environments: {"environments": environments}, ENVIRONMENTS)


def plain(value: t.Any) -> t.Any:
    if isinstance(value, dict):
        return {name: plain(entry) for name, entry in value.items()}
    return [plain(entry) for entry in value] if isinstance(value, list) else str(value)


def by_name(value: t.Any) -> t.Any:
    """Return a description with its lists in one order."""
    if isinstance(value, dict):
        return {name: by_name(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return sorted(map(by_name, value), key=str)
    return value


@PROPERTY
@given(CONFIGURATIONS)
def test_an_export_says_what_the_account_has_and_the_next_one_changes_no_byte(configuration: Values) -> None:
    exported = export(account(configuration))
    assert by_name(plain(described(exported))) == by_name(configuration)
    assert export(account(configuration), exported) == exported
    backwards = {"environments": configuration["environments"][::-1]}
    assert export(account(backwards)) == exported


@PROPERTY
@given(CONFIGURATIONS, CONFIGURATIONS, st.data())
def test_whatever_a_person_replaces_by_expressions_an_export_tells_the_account(
    before: Values, after: Values, data: st.DataObject
) -> None:
    variables: Values = {}

    def replace(value: t.Any) -> t.Any:
        """Put expressions in the place of anything, below the first level."""
        if data.draw(st.booleans()):
            # A list agrees in any order.
            variables[f"v{len(variables)}"] = plain(value[::-1] if isinstance(value, list) else value)
            return text.Expression(f"{{{{ v{len(variables) - 1} }}}}")
        if isinstance(value, dict):
            return {name: replace(entry) for name, entry in value.items()}
        return [replace(entry) for entry in value] if isinstance(value, list) else value

    file = {name: replace(entry) for name, entry in described(export(account(before))).items()}
    existing = text.write(file, [])
    kept = export(account(before), existing, **variables)
    assert by_name(described(kept)) == by_name(file)
    changed = export(account(after), existing, **variables)
    assert by_name(plain(render(described(changed), variables))) == by_name(after)
    assert export(account(after), changed, **variables) == changed
