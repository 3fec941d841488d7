"""Every tool's API, in the version at hand: packs that are shipped, the user's own, and what installed tools say of themselves."""

from edascribe_codegen.catalogue.contents import Catalogue
from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.installed import installed, named, resolve
from edascribe_codegen.catalogue.library import PackInfo, available, keep, load, load_file, problems, shared_folders, write

__all__ = [
    "Catalogue",
    "CatalogueError",
    "PackInfo",
    "available",
    "installed",
    "keep",
    "load",
    "load_file",
    "named",
    "problems",
    "resolve",
    "shared_folders",
    "write",
]
