"""What the metadata says that follows from one address: where the project is at home, and the README for other places.

The address is in pyproject.toml, and nowhere else. Links of the README are relative, as a repository shows them; on the
page of a package index they lead to the release that was built.
"""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

RELATIVE = re.compile(r"\]\((?!#|[a-z]+:)([^)#]*)")
"""The end of a link or picture that is no whole address, nor a place on the same page, with the file that it names."""

PICTURES = (".png", ".svg")


class CustomMetadataHook(MetadataHookInterface):
    """Fills in `urls` and `readme`."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill them in; `home` is the address of the repository, in which a release is the tag of its version."""
        home, tag = self.config["home"], f"v{metadata['version']}"
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")

        def whole(link: re.Match[str]) -> str:
            return f"]({home}/{'raw' if link[1].endswith(PICTURES) else 'blob'}/{tag}/{link[1]}"

        metadata["urls"] = {
            "Homepage": home,
            "Issues": f"{home}/issues",
            "Changelog": f"{home}/blob/{tag}/CHANGELOG.md",
            "Documentation": f"{home}/tree/{tag}/docs",
        }
        metadata["readme"] = {"content-type": "text/markdown", "text": RELATIVE.sub(whole, text)}
