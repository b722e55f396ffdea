"""From YAML to pages. `define_env` hands the views to MkDocs' macros; see the README for the way of a fact."""

from __future__ import annotations


def define_env(env) -> None:
    """Hand the views over as macros (called by mkdocs-macros-plugin)."""
    from pathlib import Path

    from .check import cached
    from .pages import files_address
    from .views import as_macros

    live = env.conf["extra"].get("live")  # while serving: see live.py
    knowledge = live.knowledge if live else cached(Path(env.project_dir) / env.conf["extra"].get("data", "data"))
    made = as_macros(knowledge, files_address(env.conf["repo_url"], env.conf["edit_uri"]), *([live.keep] if live else []))
    for name, macro in made.items():
        env.macro(macro, name)
