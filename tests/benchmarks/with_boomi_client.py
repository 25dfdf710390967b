# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Install the instances of one pack that are missing: python with_boomi_client.py PACK NAME..."""

from __future__ import annotations

import os
import sys

from boomi import Boomi, models


def main() -> None:
    """Ask for what is there, page by page, and create the rest, one after the other."""
    pack, *names = sys.argv[1:]
    client = Boomi(
        username=f"BOOMI_TOKEN.{os.environ['BOOMI_USERNAME']}",
        password=os.environ["BOOMI_API_TOKEN"],
        account_id=os.environ["BOOMI_ACCOUNT_ID"],
        base_url=f"{os.environ['BOOMI_API_URL']}/api/rest/v1/{{accountId}}",
    )
    by_name = models.IntegrationPackSimpleExpression(operator="EQUALS", property="name", argument=[pack])
    packs = client.integration_pack.query_integration_pack(
        models.IntegrationPackQueryConfig(query_filter=models.IntegrationPackQueryConfigQueryFilter(expression=by_name))
    )
    pack_id = packs.result[0].id_
    of_pack = models.IntegrationPackInstanceSimpleExpression(
        operator="EQUALS", property="integrationPackId", argument=[pack_id]
    )
    service = client.integration_pack_instance
    page = service.query_integration_pack_instance(
        models.IntegrationPackInstanceQueryConfig(
            query_filter=models.IntegrationPackInstanceQueryConfigQueryFilter(expression=of_pack)
        )
    )
    there = set()
    while True:
        there |= {instance.integration_pack_override_name for instance in getattr(page, "result", [])}
        if not getattr(page, "query_token", None):
            break
        page = service.query_more_integration_pack_instance(page.query_token)
    for name in names:
        if name not in there:
            service.create_integration_pack_instance(
                models.IntegrationPackInstance(integration_pack_id=pack_id, integration_pack_override_name=name)
            )


if __name__ == "__main__":
    main()
