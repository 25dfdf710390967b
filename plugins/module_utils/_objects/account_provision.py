# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: how a partner asks for an account, and looks whether it is there.

Not in the vendor's OpenAPI document. The steps and the two statuses are from the vendor's page "Provision Partner
Customer Account operation", the names of fields from a public client that has used it (boompy).
"""

from __future__ import annotations

import typing as t

from .._engine.kind import Field, Kind, Raw
from .account_groups import ACCOUNT


class Provision:
    """How the API provisions an account."""

    # What is asked for, and answered; and what comes of it.
    request = Kind(
        "AccountProvision",
        "provisioning of an account",
        (
            Field("id"),
            Field("name", given=True),
            Field("street", given=True),
            Field("city", given=True),
            Field("state_code", "stateCode", given=True),
            Field("zip_code", "zipCode", given=True),
            Field("country_code", "countryCode", given=True),
            Field("status", given=True),
            Field(
                "products",
                "product",
                given=True,
                fields=(Field("product_code", "productCode"), Field("quantity", type="int")),
            ),
            Field("account_id", "accountId"),
        ),
        {},
        key="account_provision",
        # Which privileges it takes is not documented; creating accounts takes these.
        read="API and ACCOUNT_ADMIN",
        write="API and ACCOUNT_ADMIN",
    )
    account = ACCOUNT
    # Statuses of a request that is under way, and of one that has led to an account.
    pending, completed = "PENDING", "COMPLETED"
    # What not every customer has.
    optional = ("state_code",)

    @property
    def given(self) -> tuple[str, ...]:
        """The options that describe an account."""
        return tuple(field.name for field in self.request.fields if field.given)

    def body(self, params: t.Mapping[str, t.Any]) -> Raw:
        """Return the request that the options describe."""
        products = self.request.field("products")
        return {
            **self.request.write({name: params[name] for name in self.given if name != products.name}),
            products.api: [
                {part.api: product[part.name] for part in products.fields} for product in params["products"]
            ],
        }

    def request_path(self) -> tuple[str, ...]:
        """Return the path of the action that asks for an account."""
        return (self.request.name, "execute")

    def look_path(self, request_id: str) -> tuple[str, ...]:
        """Return the path of what became of a request."""
        return (self.request.name, request_id)


ACCOUNT_PROVISION = Provision()
