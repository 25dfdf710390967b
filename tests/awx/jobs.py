# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs jobs as AWX does: what it sends to an execution node, what runs there, and what comes back."""

from __future__ import annotations

import json
import shutil
import subprocess
import typing as t
from dataclasses import dataclass
from pathlib import Path

import ansible_runner
import yaml

from ansible_collections.community.boomi.tests.awx.injector import inject
from ansible_collections.community.boomi.tests.awx.programs import AWX, environment
from ansible_collections.community.boomi.tests.simulator import Simulator

INVENTORY: dict[str, t.Any] = {"all": {"hosts": {}}}


class _Unsafe(yaml.SafeDumper):
    """Marks every text as no template, as AWX does with whatever does not come from the template itself."""

    def represent_data(self, data: t.Any) -> yaml.Node:
        if isinstance(data, str):
            return self.represent_scalar("!unsafe", data)
        return super().represent_data(data)


@dataclass
class Job:
    """What came of a job.

    :param artifacts: what it hands on to later jobs of a workflow
    :param everything: all that it has printed and left in files
    """

    status: str
    stdout: str
    artifacts: dict[str, t.Any]
    everything: str


class Runner:
    """Runs the playbooks of the project with ansible-runner, on the simulator."""

    def __init__(self, simulator: Simulator, collections: Path, directory: Path) -> None:
        self._simulator = simulator
        self._collections = collections
        self._directory = directory
        self._count = 0

    def __call__(
        self,
        template: t.Mapping[str, t.Any],
        answers: t.Mapping[str, t.Any],
        inventory: t.Any = None,
        account: str | None = None,
    ) -> Job:
        """Run a job of a template.

        :param answers: of its survey, and what earlier jobs of a workflow have handed on
        :param account: that the credential is of; the first one if it is left out
        """
        self._count += 1
        directory = self._directory / str(self._count)
        data = directory / "data"
        shutil.copytree(AWX / "project", data / "project")
        fixed = dict(template.get("extra_vars", {}))
        text = yaml.safe_dump(fixed) if fixed else ""
        text += yaml.dump(dict(answers), Dumper=_Unsafe, default_flow_style=False)
        (data / "env").mkdir()
        (data / "env" / "extravars").write_text(text, encoding="utf-8")
        (data / "inventory").mkdir()
        (data / "inventory" / "hosts.json").write_text(json.dumps(inventory or INVENTORY), encoding="utf-8")
        sent = self._transmit(data, template, account)
        printed = ""
        for arguments in (["worker"], ["process", str(directory / "back"), "--ident", "job"]):
            program = ["ansible-runner", *arguments]
            ended = subprocess.run(
                program, input=sent, env=environment(), cwd=directory, capture_output=True, check=False, timeout=300
            )
            sent = ended.stdout
            printed += ended.stderr.decode()
        return _read(directory / "back" / "artifacts", printed + sent.decode())

    def _transmit(self, data: Path, template: t.Mapping[str, t.Any], account: str | None) -> bytes:
        """Return what AWX sends to an execution node, with its own call of ansible-runner."""
        sim = self._simulator
        account = account or sim.account_id
        user = next(user for user in sim.world.users.values() if account in user.accounts)
        variables, _shown = inject(
            data,
            account_id=account,
            username=user.name,
            api_token=user.token or "",
            base_url=sim.base_url,
            requests_per_second="1000",
        )
        options = ["--check"] if template["job_type"] == "check" else []
        options += ["--diff"] if template.get("diff_mode") else []
        file = data.parent / "sent"
        with file.open("wb") as sent:
            ansible_runner.interface.run(
                streamer="transmit",
                _output=sent,
                private_data_dir=str(data),
                ident="job",
                playbook=template["playbook"],
                cmdline=" ".join(options),
                envvars={**variables, "ANSIBLE_COLLECTIONS_PATH": str(self._collections)},
                suppress_env_files=True,
            )
        return file.read_bytes()


def _read(artifacts: Path, printed: str) -> Job:
    files = {path: path.read_text(encoding="utf-8") for path in sorted(artifacts.rglob("*")) if path.is_file()}
    text = {path.name: content for path, content in files.items()}
    events = [json.loads(content) for path, content in files.items() if path.parent.name == "job_events"]
    handed_on = [
        event["event_data"].get("artifact_data", {}) for event in events if event["event"] == "playbook_on_stats"
    ]
    # In "command", the runner itself notes the environment of the job, which AWX masks before it keeps it.
    everything = "\n".join([printed, *(content for path, content in files.items() if path.name != "command")])
    return Job(text["status"], text["stdout"], handed_on[0] if handed_on else {}, everything)
