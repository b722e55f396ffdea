"""From YAML to pages. `define_env` hands the views to MkDocs' macros; see the README for the way of a fact."""

from __future__ import annotations


def define_env(env) -> None:
    """Hand the views over as macros (called by mkdocs-macros-plugin)."""
    from pathlib import Path

    from jinja2 import pass_context

    from .check import cached
    from .pages import files_address
    from .views import VIEWS

    folder = Path(env.project_dir) / env.conf["extra"].get("data", "data")
    files = files_address(env.conf["repo_url"], env.conf["edit_uri"])
    live = env.conf["extra"].get("live")  # while serving: see live.py

    def macro(name, view):
        @pass_context
        def call(context, *args: str) -> str:
            page = context["page"].file.src_uri
            if live:
                return live.keep((page, name, args), lambda: view(live.knowledge, page, *args, files=files))
            return view(cached(folder), page, *args, files=files)

        return call

    for name, view in VIEWS.items():
        env.macro(macro(name, view), name)
