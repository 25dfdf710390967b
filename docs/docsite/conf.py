# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sphinx's settings for the site that "make docs" builds."""

from __future__ import annotations

import typing as t

if t.TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "community.boomi"
author = "community.boomi contributors"
project_copyright = f"2026 {author}"
html_title = html_short_title = "Ansible collection for Boomi"

extensions = ["sphinx_antsibull_ext"]
default_role = "any"
highlight_language = "YAML+Jinja"
pygments_style = "ansible"

html_theme = "sphinx_ansible_theme"
html_theme_options = {
    "topbar_links": {"Repository": "https://github.com/ansible-collections/community.boomi"},
}
html_static_path = ["static"]
html_css_files = ["site.css"]
html_use_index = False
html_copy_source = False
html_show_sphinx = False
# Summaries are fetched from the pages, which browsers refuse for pages that are opened from files.
html_show_search_summary = False

# Every reference has to lead somewhere. These lead to Ansible's own documentation, whose index is not at hand: nothing
# in a build may call the network.
nitpicky = True
nitpick_ignore = [("std:ref", "common_return_values"), ("std:ref", "ansible_configuration_settings")]
nitpick_ignore_regex = [("envvar", "ANSIBLE_.*"), ("std:ref", r"ansible_collections\.ansible\.builtin\..*")]


def setup(app: Sphinx) -> None:
    """Let the title at the top of a page lead to the first page. The theme knows whole addresses only."""

    def lead_home(_app: Sphinx, _page: str, _template: str, context: dict[str, t.Any], _tree: object) -> None:
        context["theme_documentation_home_url"] = context["pathto"]("index")

    app.connect("html-page-context", lead_home)
