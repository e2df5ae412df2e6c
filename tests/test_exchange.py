"""Exchange formats, each through a client that is not ours: translate-toolkit and OmegaT."""
import subprocess

import pytest
from conftest import SAMPLES, document_of
from lxml import etree
from translate.storage import tbx as foreign_tbx
from translate.storage import xliff as foreign_xliff
from translate.storage import xliff2 as foreign_xliff2

from bilingual.exchange import omegat, tbx, tmx, xliff
from bilingual.glossary import Entry, Status
from bilingual.glossary.files import read_rows
from bilingual.model.document import Candidate, FuzzyMatch, Issue, Severity, State, Term, TermStatus
from bilingual.model.errors import BilingualError
from bilingual.review import read as read_edited
from bilingual.review.match import match
from bilingual.support.paths import builtin_glossary
from bilingual.translation.memory import Unit
from bilingual.workspace.delivery import deliver
from bilingual.workspace.record import records
from bilingual.writers import write

STATES = [State.INITIAL, State.TRANSLATED, State.REVIEWED, State.FINAL]


@pytest.fixture
def document():
    """Four sentences in four states, with a term, bold, an issue, a comment, a fuzzy match and awkward characters."""
    document = document_of("要发展新质生产力。", "推进改革 & <开放>。", "第三句。", "第四句。")
    for n, (segment, state) in enumerate(zip(document.segments, STATES)):
        segment.target, segment.state = f'Sentence {n} of "four" & <more>.', state
    first, second, *_ = document.segments
    first.target = "We will develop new quality productive forces."
    first.terms = [
        Term(
            "新质生产力",
            "new quality productive forces",
            3,
            8,
            variants=("new forces",),
            status=TermStatus.USED,
            target_span=(16, 45),
            entry=Entry("新质生产力", "new quality productive forces", note="since 2023"),
        )
    ]
    document.blocks[0].bold = [(1, 8)]
    first.candidates = [
        Candidate("We will develop new quality productive forces.", 0.0, ((0, 1, 0, 7), (1, 3, 8, 15), (3, 8, 16, 45)))
    ]
    second.issues = [Issue("number-mismatch", Severity.ERROR, "“3” has no counterpart")]
    second.comment = "Check with the ministry\nand again"
    second.matches = [FuzzyMatch(88, "推进改革和开放。", "Advance reform.", "x", False)]
    return document


@pytest.mark.parametrize(("name", "store"), [("xlf", foreign_xliff.xlifffile), ("xlf2", foreign_xliff2.Xliff2File)])
def test_translate_toolkit_reads_our_xliff_and_we_what_it_writes(document, tmp_path, name, store):
    (path,), _ = write(document, tmp_path, [name])
    theirs = store.parsefile(str(path))
    units = [u for u in theirs.units if u.source]
    text = lambda value: getattr(value, "strings", [str(value)])[0] if value is not None else ""
    assert [text(u.source) for u in units] == [s.source for s in document.segments]
    assert [text(u.target) for u in units] == [s.target for s in document.segments]
    # Of version 2 translate-toolkit keeps the notes of a unit, but shows only those of a segment, which may have none.
    if name == "xlf":
        assert "Check with the ministry" in units[1].getnotes() and "has no counterpart" in units[1].getnotes()
    theirs.savefile(str(tmp_path / "back.xlf"))
    back = list(xliff.read(tmp_path / "back.xlf"))
    assert [(u.id.split("\x04")[-1], u.source, u.target) for u in back] == [
        (s.id, s.source, s.target) for s in document.segments
    ]
    assert [u.state for u in back] == STATES
    assert [u.notes for u in back] == [[], ["Check with the ministry\nand again"], [], []]
    units[2].target = "Changed elsewhere."
    theirs.savefile(str(tmp_path / "changed.xlf"))
    assert [u.target for u in xliff.read(tmp_path / "changed.xlf")][2] == "Changed elsewhere."


def test_inline_codes_stand_in_both_languages(document, tmp_path):
    paths, _ = write(document, tmp_path, ["xlf", "xlf2"])
    one, two = (etree.parse(str(p)) for p in paths)
    unit = one.find(".//{*}trans-unit")
    assert [m.text for m in unit.iterfind(".//{*}mrk[@mtype='term']")] == [
        "新质生产力",
        "new quality productive forces",
    ]
    assert ["".join(g.itertext()) for g in unit.iterfind(".//{*}g")] == [
        "发展新质生产力",
        "develop new quality productive forces",
    ]
    unit = two.find(".//{*}unit")
    assert ["".join(g.itertext()) for g in unit.iterfind(".//{*}pc")] == [
        "发展新质生产力",
        "develop new quality productive forces",
    ]
    entry = unit.find("{*}glossary/{*}glossEntry")
    assert entry.get("ref") == "#t0" and [e.text for e in entry] == [
        "新质生产力",
        "new quality productive forces",
        "new forces",
        "since 2023",
    ]
    assert [s.get("state") for s in two.iter("{*}segment")] == ["initial", "translated", "reviewed", "final"]


def test_corrections_come_back_through_xliff(document, tmp_path):
    deliver(document, tmp_path, ["xlf"])
    path = tmp_path / "test.xlf"
    text = path.read_text(encoding="utf-8").replace("Sentence 1 of", "A better sentence of")
    path.write_text(text, encoding="utf-8")
    edited = read_edited(path)
    (record,) = records(tmp_path)
    (change,) = match(edited.rows, record).changes
    assert not edited.problems and change.state is State.REVIEWED and change.target.startswith("A better sentence")


def test_xliff_that_is_none(tmp_path):
    (tmp_path / "a.xlf").write_text("<html/>")
    with pytest.raises(BilingualError, match="no XLIFF"):
        xliff.read(tmp_path / "a.xlf")
    (tmp_path / "b.xlf").write_text("<xliff")
    with pytest.raises(BilingualError, match="b.xlf is no XLIFF file"):
        xliff.read(tmp_path / "b.xlf")


ENTRIES = [
    Entry(
        "新质生产力",
        "new quality productive forces",
        ("new-quality productivity",),
        ("new productivity",),
        "economic",
        Status.APPROVED,
        "since 2023",
        "GWR 2024",
        "2024-03-05",
    ),
    Entry("一带一路", "Belt and Road", type="trade", status=Status.DRAFT),
    Entry("某词", "some & <word>", status=Status.DEPRECATED),
    Entry("江城", "", status=Status.KEEP_SOURCE),
    Entry("李强", "Li Qiang", type="person"),
]


def test_tbx_through_translate_toolkit(tmp_path):
    path = tmp_path / "g.tbx"
    assert tbx.write(ENTRIES, path) == 5
    theirs = foreign_tbx.tbxfile.parsefile(str(path))
    assert [str(u.source) for u in theirs.units] == [e.source for e in ENTRIES]
    assert [str(u.target) for u in theirs.units] == [
        "new quality productive forces",
        "Belt and Road",
        "some & <word>",
        "江城",
        "Li Qiang",
    ]
    assert "since 2023" in theirs.units[0].getnotes()
    theirs.savefile(str(tmp_path / "back.tbx"))
    assert list(tbx.read(tmp_path / "back.tbx")) == ENTRIES
    other = foreign_tbx.tbxfile(sourcelanguage="zh", targetlanguage="en")
    unit = other.addsourceunit("共同富裕")
    unit.settarget("common prosperity", "en")
    other.savefile(str(tmp_path / "other.tbx"))
    assert [(e.source, e.target, e.status) for e in tbx.read(tmp_path / "other.tbx")] == [
        ("共同富裕", "common prosperity", Status.APPROVED)
    ]


DCA = '<termNote type="{}">{}</termNote>'.format
STATUSES = {
    "basic": (
        DCA("administrativeStatus", "deprecatedTerm-admn-sts"),
        DCA("administrativeStatus", "preferredTerm-admn-sts"),
    ),
    "plain words": (DCA("administrativeStatus", "forbidden"), DCA("administrativeStatus", "preferred")),
    "default": (DCA("normativeAuthorization", "deprecatedTerm"), DCA("normativeAuthorization", "preferredTerm")),
    "superseded": (DCA("normativeAuthorization", "supersededTerm"), DCA("normativeAuthorization", "standardizedTerm")),
    "dct": (
        "<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>",
        "<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>",
    ),
    "spelt": (DCA("administrativeStatus", "Do not use"), ""),
}


@pytest.mark.parametrize("dialect", STATUSES)
@pytest.mark.parametrize("code", ["zh", "cmn-Hans", "chi"])
def test_forbidden_terms_of_every_dialect_stay_forbidden(tmp_path, dialect, code):
    bad, good = STATUSES[dialect]
    (tmp_path / "g.tbx").write_text(
        f"""<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"><text><body>
<conceptEntry><langSec xml:lang="{code}"><termSec><term>共同富裕</term></termSec></langSec><langSec xml:lang="en">
<termSec><term>co-wealth</term>{bad}</termSec><termSec><term>common prosperity</term>{good}</termSec>
<termSec><term>shared prosperity</term></termSec>
</langSec></conceptEntry></body></text></tbx>""",
        encoding="utf-8",
    )
    (entry,) = tbx.read(tmp_path / "g.tbx")
    assert (entry.target, entry.variants, entry.forbidden) == (
        "common prosperity",
        ("shared prosperity",),
        ("co-wealth",),
    )


def test_what_nobody_reviewed_is_no_persons_sentence(document, tmp_path):
    paths, _ = write(document, tmp_path, ["xlf", "xlf2"])
    for path in paths:
        assert {u.state for u in xliff.units(path)} <= {State.REVIEWED, State.FINAL}, (
            "the program's own translation is not a person's"
        )
    (tmp_path / "other.xlf").write_text(
        """<xliff version="1.2"><file source-language="zh" target-language="en"><body>
<trans-unit id="1"><source> 改革。 </source><target state="needs-translation">Draft</target></trans-unit>
<trans-unit id="2"><source>开放。 </source><target>Opening. </target></trans-unit>
<trans-unit id="3"><source>稳定。</source><target state="translated">Stability.</target></trans-unit>
</body></file></xliff>""",
        encoding="utf-8",
    )
    assert [(u.source, u.target, u.state) for u in xliff.units(tmp_path / "other.xlf")] == [
        ("开放。", "Opening.", State.REVIEWED),
        ("稳定。", "Stability.", State.TRANSLATED),
    ]


def test_glossary_commands_for_other_programs(run, tmp_path):
    rows = read_rows(builtin_glossary())
    applied = [r for r in rows if r.get("status") != "deprecated"]  # OmegaT has no mark for what is not to be used
    for form, entries in (("tbx", rows), ("utf8", applied)):
        assert run("glossary", "export", f"g.{form}").returncode == 0
        done = run("glossary", "import", f"g.{form}", "-o", f"from-{form}.xlsx")
        assert done.returncode == 0 and f"{len(entries):,} entries" in done.stderr, done.stderr
        assert run("glossary", "check", f"from-{form}.xlsx").returncode == 0
    assert (tmp_path / "g.utf8").read_text(encoding="utf-8").splitlines()[0].count("\t") == 2
    (tmp_path / "bad.utf8").write_text("只有中文\n", encoding="utf-8")
    done = run("glossary", "import", "bad.utf8")
    assert done.returncode == 2 and "bad.utf8 line 1" in done.stderr


@pytest.mark.foreign("omegat")
def test_omegat_translates_with_our_memory_and_glossary(tmp_path):
    """OmegaT without a window takes our TMX as the truth (tm/enforce), reads our glossary, and translates."""
    project = tmp_path / "project"
    for folder in ("source", "target", "tm/enforce", "glossary", "omegat", "dictionary"):
        (project / folder).mkdir(parents=True)
    (project / "omegat.project").write_text(
        """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>ZH-CN</source_lang><target_lang>EN-US</target_lang>
<sentence_seg>true</sentence_seg></project></omegat>""",
        encoding="utf-8",
    )
    text = (SAMPLES / "notice.txt").read_text(encoding="utf-8").strip().splitlines()[0].strip()
    (project / "source" / "notice.txt").write_text(text + "\n", encoding="utf-8")
    tmx.write([Unit(text, "The notice, as reviewed.", State.REVIEWED)], project / "tm" / "enforce" / "ours.tmx")
    omegat.write(ENTRIES, project / "glossary" / "ours.utf8")
    tbx.write(ENTRIES, project / "glossary" / "ours.tbx")
    done = subprocess.run(
        ["omegat", str(project), "--mode=console-translate", f"--config-dir={tmp_path / 'config'}"],
        capture_output=True,
        text=True,
        timeout=240,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
    )
    assert "The notice, as reviewed." in (project / "target" / "notice.txt").read_text(encoding="utf-8"), (
        done.stdout + done.stderr
    )
