# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Write the README of each role from its argument specification. A unit test compares them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROLES = Path(__file__).resolve().parents[2] / "roles"
# The READMEs begin as this file does.
LICENCE = "\n".join(["<!--", *(line[2:] for line in Path(__file__).read_text("utf-8").splitlines()[:3]), "-->", ""])
RESULTS = (
    "The role prints a summary, even if it fails halfway. `{0}_result` holds what the module"
    " `boomi_account_configuration` returned, and only `changed` and `failed` if the role refuses its variables. If a"
    " variable of the role uses an undefined one, `{0}_result` keeps its value."
)
ENVIRONMENTS = """
{0}_environments:
  - name: Production
    classification: PROD
    runtimes: [runtime-eu-1, runtime-eu-2]
  - name: Test
    classification: TEST"""
PACKS = """
{0}_integration_packs:
  - integration_pack_name: Invoice Sync
    environments: [Production]
  - integration_pack_name: Order Intake
    integration_pack_override_name: Domestic Order Intake
    environments: [Production, Test]"""
WINDOW = """
{0}_action: start
{0}_file: /var/lib/boomi/window.json
{0}_environments: [Production]"""
CUSTOMER = """
{0}_account: Acme Trading
{0}_account_groups:
  - name: Retail customers
    integration_packs: [Invoice Sync]
{0}_users:
  - user: john@example.com
    first_name: John
    last_name: Doe
    roles: [Production Support]
{0}_runtimes:
  - name: cloud-eu
    cloud: Europe Cloud
{0}_description:
  environments:
    - name: Production
      runtimes: [cloud-eu]
  integration_packs:
    - integration_pack_name: Invoice Sync
      environments: [Production]"""
EXAMPLES = {
    "account_bootstrap": ENVIRONMENTS + PACKS,
    "account_export": "{0}_dest: account.yml",
    "account_report": "{0}_dest: [report.html, report.csv]",
    "customer_onboarding": CUSTOMER,
    "environments": ENVIRONMENTS,
    "integration_packs": PACKS,
    "maintenance_window": WINDOW,
}
EXPORTED = (
    "The role prints a summary. `account_export_result` has the keys `changed`, `dest`, `account`, `secrets_set`, and"
    " `unreadable`, the last three from the module `boomi_account_configuration_info`."
)
STOPPED = (
    "The role prints a summary. With `start`, `{0}_result` holds lists of schedules (`noted`, `disabled`), lists of"
    " listeners (`noted_listeners`, `paused`), and the names of runtimes whose listeners could not be paused"
    " (`unreachable_runtimes`). With `end`, it holds lists of schedules (`noted`, `enabled`, `changed_meanwhile`,"
    " `gone`) and of listeners (`noted_listeners`, `resumed`, `changed_listeners`, `gone_listeners`,"
    " `unreachable_listeners`, and `already_listening`, which an earlier run or somebody else has resumed)."
)
REPORTED = (
    "The role prints a summary. `account_report_result` has the keys `changed`, `dest`, and"
    " `statuses`, the number of accounts by status: `not read`, `problems` (differences, offline runtimes, or secrets"
    " that are not set), `notes` (schedules that are off, or parts that the user may not read), and `ok`."
)
ONBOARDED = (
    "The role prints a summary, even if it fails halfway. `{0}_result` has the keys `changed`, `account_id`, and"
    " `summary_lines`. After a failure, finished steps stay done, and the next run continues from there. If the role"
    " refuses its variables, `{0}_result` holds only `changed` and `failed`."
)
EARLY = " If the role fails before that, `{0}_result` holds only"
RESULTS_OF = {
    "account_export": f"{EXPORTED}{EARLY} `changed` and `failed`.",
    "account_report": f"{REPORTED}{EARLY} `changed` and `failed`.",
    "customer_onboarding": ONBOARDED,
    "maintenance_window": f"{STOPPED}{EARLY} `failed`.",
}
MARKUP = re.compile(r"[CVOM]\(([^()]*)\)")


def text_of(description: str | list[str]) -> str:
    """Return a description as one paragraph of Markdown."""
    paragraphs = [description] if isinstance(description, str) else description
    return MARKUP.sub(r"`\1`", " ".join(paragraphs))


def rows(options: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """Give the rows of the table of variables; those of a list's items follow the list."""
    for name, option in options.items():
        kind = option["type"].replace("raw", "") + (f" of {option['elements']}" if "elements" in option else "")
        if "choices" in option:
            kind = " or ".join(f"`{choice}`" for choice in option["choices"])
        default = "required" if option.get("required") else ""
        if "default" in option:
            value = option["default"]
            default = f"`{str(value).lower() if isinstance(value, bool) else value}`"
        yield f"| `{prefix}{name}` | {kind} | {default} | {text_of(option['description'])} |"
        yield from rows(option.get("options", {}), f"{prefix}{name}[].")


def readme(role: str) -> str:
    """Return the README of a role."""
    specification = yaml.safe_load((ROLES / role / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))
    main = specification["argument_specs"]["main"]
    example = EXAMPLES[role].format(role).strip()
    indented = "\n".join(f"        {line}" for line in example.splitlines())
    parts = [
        LICENCE,
        f"# Role `community.boomi.{role}`: {main['short_description'][0].lower()}{main['short_description'][1:]}\n",
        *(f"{text_of(paragraph)}\n" for paragraph in main["description"]),
        "## Example\n",
        "```yaml",
        "- hosts: localhost",
        "  gather_facts: false",
        "  roles:",
        f"    - role: community.boomi.{role}",
        "      vars:",
        f"{indented}",
        "```\n",
        "## Variables\n",
        "| variable | type | default | meaning |",
        "| --- | --- | --- | --- |",
        *rows(main["options"]),
        "",
        "## Results\n",
        RESULTS_OF.get(role, RESULTS).format(role),
        "",
    ]
    return "\n".join(parts)


def main() -> None:
    """Write them all."""
    for role in EXAMPLES:
        (ROLES / role / "README.md").write_text(readme(role), encoding="utf-8")


if __name__ == "__main__":
    main()
