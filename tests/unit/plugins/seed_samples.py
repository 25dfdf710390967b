# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The samples of the vendor's page "IntegrationPackInstance", as values: the odd ones are as odd as they are there."""

from __future__ import annotations

import typing as t

CREATE_REQUEST: dict[str, t.Any] = {
    "integrationPackOverrideName": "Domestic Order Intake",
    "integrationPackId": "89abcdef-0123-4567-89ab-cdef01234567",
}

CREATE_ANSWER: dict[str, t.Any] = {
    "@type": "IntegrationPackInstance",
    "ProcessId": [
        {
            "@type": "ProcessId",
            "originalProcessId": "bc407c7d-cacc-48da-a430-c6a4d2835a83",
            "wrapperProcessId": "52896de8-229a-449a-ae5d-ecfe8fc2e770",
            "name": "Domestic Order Intake test1 - INT",
        },
        {
            "@type": "ProcessId",
            "originalProcessId": "f23ce1b1-7440-4535-a534-685a17a41607",
            "wrapperProcessId": "4dbfb44f-2676-488c-beb8-1121677117a3",
            "name": "Domestic Order Intake test1 - New Process 3",
        },
    ],
    "integrationPackId": "89abcdef-0123-4567-89ab-cdef01234567",
    "integrationPackOverrideName": "Domestic Order Intake test1",
    "id": "SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyNQ",
}

GET_ANSWER: dict[str, t.Any] = {
    "@type": "IntegrationPackInstance",
    "ProcessId": [
        {
            "@type": "ProcessId",
            "originalProcessId": "bc407c7d-cacc-48da-a430-c6a4d2835a83",
            "wrapperProcessId": "0331193a-2675-4f33-97fc-e050a4fd4eec",
            "name": "Domestic Order Intake - INT",
        },
        {
            "@type": "ProcessId",
            "originalProcessId": "f23ce1b1-7440-4535-a534-685a17a41607",
            "wrapperProcessId": "ea975f03-592f-49e5-84cb-49f69f75adb4",
            "name": "Domestic Order Intake - New Process 3",
        },
    ],
    "integrationPackId": "a3c4917d-9622-4c5f-978c-0f02b5f5457a",
    "integrationPackOverrideName": "Domestic Order Intake",
    "id": "SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA",
}

DELETE_DENIED: dict[str, t.Any] = {"message": "Access denied due to insufficient permissions."}

# The one process is an object and not a list, and the status of a success is 0.
BULK_ANSWER: dict[str, t.Any] = {
    "response": [
        {
            "Result": {
                "ProcessId": {
                    "originalProcessId": "bc407c7d-cacc-48da-a430-c6a4d2835a83",
                    "wrapperProcessId": "0331193a-2675-4f33-97fc-e050a4fd4eec",
                    "name": "Domestic Order Intake - INT",
                },
                "id": "SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA",
                "integrationPackId": "a3c4917d-9622-4c5f-978c-0f02b5f5457a",
                "integrationPackOverrideName": "Domestic Order Intake",
            },
            "index": 0,
            "id": "string",
            "statusCode": 0,
            "errorMessage": "string",
        }
    ]
}

QUERY_REQUEST: dict[str, t.Any] = {
    "QueryFilter": {
        "expression": {"argument": ["Order Intake"], "operator": "EQUALS", "property": "integrationPackName"}
    }
}

# Two results are announced and three come, the first of them with nothing but processes. So it is for queryMore.
QUERY_ANSWER: dict[str, t.Any] = {
    "numberOfResults": 2,
    "@type": "QueryResult",
    "result": [
        {"ProcessId": GET_ANSWER["ProcessId"]},
        {
            "@type": "IntegrationPackInstance",
            "integrationPackOverrideName": "Domestic Order Intake",
            "integrationPackId": "89abcdef-0123-4567-89ab-cdef01234567",
            "id": "76543210FEDCBA9876543210FEDCBA98",
        },
        {
            "@type": "IntegrationPackInstance",
            "integrationPackOverrideName": "International Order Intake",
            "integrationPackId": "89abcdef-0123-4567-89ab-cdef01234567",
            "id": "876543210FEDCBA9876543210FEDCBA9",
        },
    ],
}
