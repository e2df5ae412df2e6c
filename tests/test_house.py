"""What the import contract in pyproject.toml cannot hold: no circles, lazy imports counted, calm files, engines unseen
from above.
"""
import ast
import graphlib
from pathlib import Path

from conftest import ROOT

PACKAGE = ROOT / "bilingual"


def imports(path: Path) -> set[str]:
    """The modules of this package that a file imports, at the top and inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bilingual"):
            for alias in node.names:
                deeper = f"{node.module}.{alias.name}"
                found.add(deeper if is_module(deeper) else node.module)
        elif isinstance(node, ast.Import):
            found |= {a.name for a in node.names if a.name.startswith("bilingual")}
    return found


def is_module(name: str) -> bool:
    base = ROOT.joinpath(*name.split("."))
    return base.with_suffix(".py").exists() or (base / "__init__.py").exists()


def graph() -> dict[str, set[str]]:
    made = {}
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        made[name] = imports(path) - {name}
    return made


def test_no_module_imports_itself_by_way_of_others():
    tuple(graphlib.TopologicalSorter(graph()).static_order())  # raises CycleError, which names the circle


def test_no_package_imports_itself_by_way_of_others():
    of = lambda module: ".".join(module.split(".")[:2])
    packages: dict[str, set[str]] = {}
    for module, others in graph().items():
        packages.setdefault(of(module), set()).update(of(o) for o in others if of(o) != of(module)
                                                      and of(o) != "bilingual")
    packages.pop("bilingual", None)  # the public names, which import the pipeline when they are used
    tuple(graphlib.TopologicalSorter(packages).static_order())


def test_nothing_above_the_engine_knows_what_it_is_made_of():
    for path in PACKAGE.rglob("*.py"):
        if not {"engine", "tuning"} & set(path.parts):  # tuning makes models for that engine
            text = path.read_text(encoding="utf-8")
            assert "ctranslate2" not in text and "sentencepiece" not in text, path


def test_only_tuning_imports_torch_and_only_its_command_imports_tuning():
    for path in PACKAGE.rglob("*.py"):
        if "tuning" in path.relative_to(PACKAGE).parts:
            continue
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        named = [n.module or "" if isinstance(n, ast.ImportFrom) else " ".join(a.name for a in n.names)
                 for n in tree if isinstance(n, ast.Import | ast.ImportFrom)]
        assert not any(name.split(".")[0] == "torch" for name in named), path
        tuning = {name for name in imports(path) if name.startswith("bilingual.tuning")}
        assert not tuning or path == PACKAGE / "cli" / "tune.py", path


def test_files_are_calm():
    for path in PACKAGE.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path
