"""The papers say what the program does: commands, options, checks, formats, files, links."""
import importlib.util
import re
import shlex
import shutil
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner
from conftest import ROOT

from bilingual import checks
from bilingual.cli import main
from bilingual.glossary.rows import COLUMNS
from bilingual.readers import READERS
from bilingual.writers import FORMATS

DOCS = ROOT / "docs"
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
WRITTEN = [*READMES, *(ROOT / n for n in ("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")),
           *sorted(DOCS.rglob("*.md"))]


def generated():
    """The module that makes pages of the documentation; the folder docs is no package."""
    spec = importlib.util.spec_from_file_location("generated", DOCS / "generated.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = generated()
COMMANDS = dict(PAGES.walk())
TEXTS = {p: p.read_text(encoding="utf-8") for p in WRITTEN}


def sections(page: str) -> dict[str, str]:
    """The parts of a page by their headings."""
    parts = re.split(r"^#+ (.+)$", page, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_explained_in_the_reference(name):
    command, section = COMMANDS[name], sections(PAGES.commands_page())[name]
    assert command.help and command.help.split()[0] in section
    for option in (p for p in command.params if isinstance(p, click.Option)):
        assert option.help, f"{name} {option.opts[-1]} has no help"
        assert all(f"`{o}" in section or f", {o}" in section for o in option.opts), option.opts


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_a_terminal_of_80_columns_and_nothing_in_it_is_cut(name):
    shown = CliRunner().invoke(main, [*name.split()[1:], "--help"], prog_name="bilingual", terminal_width=80).stdout
    lines = [l for l in shown.splitlines() if not l.startswith("Usage: ")]
    assert shown.startswith(f"Usage: {name} ") and not [l for l in lines if len(l) > 80 or l.endswith(("...", "…"))]


@pytest.mark.parametrize("name", [n for n, c in COMMANDS.items() if not isinstance(c, click.Group)])
def test_every_command_is_shown_in_the_readme_or_a_guide(name):
    assert any(name in text for text in TEXTS.values()), f"{name} is in no paper"


def test_every_check_is_in_the_reference_with_title_and_severity():
    page = PAGES.checks_page()
    for check in checks.registry().values():
        assert f"| `{check.name}` | {check.severity.value} | {check.title}" in page and len(check.title) > 10


def test_every_format_is_documented():
    read, written = TEXTS[DOCS / "reference" / "formats.md"], TEXTS[DOCS / "guides" / "translate.md"]
    assert not [e for e in READERS if e != ".markdown" and e not in read]
    assert not [f for f in FORMATS if f"`{f}`" not in written]


def test_every_column_and_every_key_of_a_project_is_documented():
    from bilingual.support import toml
    from bilingual.workspace.project import TEMPLATE
    page = sections(TEXTS[DOCS / "reference" / "files.md"])
    assert not [c for c in COLUMNS if not re.search(rf"^\| .*\b{c}\b", page["The glossary"], re.M)]
    for key, value in toml.loads(TEMPLATE).items():
        shown = str(value).replace("'", '"') if isinstance(value, list) else f'"{value}"'
        assert f"| `{key}` | `{shown}` |" in page["bilingual.toml"]


def calls(text: str) -> list[str]:
    """The calls of the program in a paper: lines of its blocks of code, and what stands between back quotes."""
    lines = re.findall(r"^ *(?:\$ )?(bilingual (?!\d)[^\n#→]*)", text, re.M) + re.findall(r"`(bilingual [^`]+)`", text)
    return [part.strip() for line in lines for part in line.split("&&") if part.strip().startswith("bilingual ")]


def test_calls_are_found():
    assert len(calls(TEXTS[ROOT / "README.md"])) > 8


@pytest.mark.parametrize("path", [p for p in WRITTEN if p.stem != "CHANGELOG"], ids=lambda p: str(p.relative_to(ROOT)))
def test_every_call_in_a_paper_is_one_that_the_program_knows(path):
    for call in calls(TEXTS[path]):
        words = shlex.split(re.split(r" [|<>] ", call)[0])[1:]
        command, name = main, "bilingual"
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            if words[0] == "COMMAND":
                break
            assert words[0] in command.commands, f"{path.name}: {call}"
            command, name = command.commands[words[0]], f"{name} {words.pop(0)}"
        known = {o for p in command.params for o in p.opts} | {"-h", "--help"}
        assert not [w for w in words if w.startswith("-") and w != "-" and w not in known], f"{path.name}: {call}"


def anchors(text: str) -> set[str]:
    """The names under which the headings of a page can be linked to."""
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_inside_the_repository_lead_somewhere(path):
    made = {(DOCS / page).resolve(): text for page, text in PAGES.pages().items()}
    for target, anchor in re.findall(r"\]\(((?!https?:)[^)#]*)(?:#([^)]*))?\)", TEXTS[path]):
        to = (path.parent / target).resolve() if target else path
        assert to.exists() or to in made, f"{path.name}: {target}"
        if anchor:
            assert anchor in anchors(made.get(to) or to.read_text(encoding="utf-8")), f"{path.name}: {target}#{anchor}"


def test_the_readme_counts_the_glossary_right():
    from bilingual.glossary.load import load
    from bilingual.support.paths import builtin_glossary
    count = f"{len(load([builtin_glossary()])):,}"
    assert f"{count} entries" in TEXTS[READMES[0]] and f"{count} 条" in TEXTS[READMES[1]]


def test_the_readme_says_how_to_test_as_it_is_tested():
    line = next(l.strip() for l in TEXTS[ROOT / "README.md"].splitlines() if "[dev]" in l and l.startswith("    "))
    assert line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_readmes_point_to_each_other():
    assert "](README.zh-CN.md)" in TEXTS[READMES[0]] and "](README.md)" in TEXTS[READMES[1]]


@pytest.mark.slow
def test_the_site_is_built_and_asks_nothing_of_other_machines(tmp_path):
    pytest.importorskip("mkdocs")
    pytest.importorskip("material")
    pytest.importorskip("mkdocstrings_handlers.python")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path / "site"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > len(WRITTEN) - len(READMES)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        tags = re.findall(r"<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*>", text)
        assert not [t for t in tags if re.search(r"""(?:src|href|data)=["']?(?:https?:)?//""", t)], page
    for sheet in (tmp_path / "site").rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", sheet.read_text(encoding="utf-8")), sheet


@pytest.mark.slow
@pytest.mark.parametrize("page", ["tutorial.md", "guides/align.md"])
def test_what_is_shown_of_an_alignment_is_what_comes(page, run, tmp_path):
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    asked = r"```console\n\$ (bilingual (?:align|concordance|translate --text).+)\n((?s:.+?))```"
    shown = re.findall(asked, TEXTS[DOCS / page])
    assert len(shown) >= 2
    for command, lines in shown:
        done = run(*shlex.split(command)[1:])
        told = re.sub(r"\d{4}-\d\d-\d\d", "DATE", done.stdout + done.stderr).splitlines()
        for line in re.sub(r"\d{4}-\d\d-\d\d", "DATE", lines).splitlines():
            assert line == "..." or line in told, (command, told)
