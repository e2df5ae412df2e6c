"""The house: floors without circles, calm files, no network name in the engine's users."""
import ast
from pathlib import Path

from conftest import ROOT

PACKAGE = ROOT / "bilingual"


def imports(path: Path) -> set[str]:
    """The modules of this package that a file imports when it is imported itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bilingual"):
            for alias in node.names:
                deeper = f"{node.module}.{alias.name}"
                found.add(deeper if module_file(deeper) else node.module)
        elif isinstance(node, ast.Import):
            found |= {a.name for a in node.names if a.name.startswith("bilingual")}
    return found


def module_file(name: str) -> Path | None:
    base = ROOT.joinpath(*name.split("."))
    return next((p for p in (base.with_suffix(".py"), base / "__init__.py") if p.exists()), None)


def test_no_circular_imports():
    graph = {}
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        graph[name] = {i for i in imports(path) if i != name}
    # A module of a package may import the package itself: its __init__ does not import it back at the top.
    done, active = set(), []

    def visit(name):
        assert name not in active, " → ".join([*active[active.index(name):], name])
        if name in done or name not in graph:
            return
        active.append(name)
        for other in graph[name]:
            visit(other)
        active.pop()
        done.add(name)
    for name in graph:
        visit(name)


def test_nothing_above_the_engine_knows_what_it_is_made_of():
    for path in PACKAGE.rglob("*.py"):
        if "engine" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert "ctranslate2" not in text and "sentencepiece" not in text, path


def test_files_are_calm():
    for path in PACKAGE.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path
