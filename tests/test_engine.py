"""The first engine: argostranslate's own output, in batches; packages found, checked and installed."""
import http.server
import json
import os
import subprocess
import sys
import threading
import zipfile

import pytest
from conftest import ROOT, SAMPLES, glossary_of

from bilingual.engine import packages
from bilingual.engine.base import Request
from bilingual.engine.load import load
from bilingual.engine.standins import disguised, revealed
from bilingual.glossary.matcher import Matcher
from bilingual.model.document import Candidate
from bilingual.model.errors import BilingualError

SENTENCES = ["会议在北京举行。", "要着力扩大国内需求，推动经济高质量发展。", "新增就业一千二百万人以上。", "中国",
             "深入实施区域协调发展战略、区域重大战略、主体功能区战略。", "今年工作的总体要求是什么？"]


def test_plain_text_equals_argostranslate_sentence_by_sentence(plain_package, tmp_path):
    """argostranslate's own API on the same package; only its sentence splitting, which needs the network, is left out.
    """
    script = """
import json, sys
from pathlib import Path
import ctranslate2
from argostranslate import package, settings, translate
class Whole:
    def split_sentences(self, text): return [text]
pkg = package.Package(Path(sys.argv[1]))
translator = ctranslate2.Translator(str(pkg.package_path / "model"), device="cpu", compute_type="int8")
found = [translate.apply_packaged_translation(pkg, s, translator, Whole(), 1) for s in json.load(sys.stdin)]
print(json.dumps([[h.value for h in row] for row in found]))
"""
    theirs = subprocess.run([sys.executable, "-c", script, str(plain_package)], input=json.dumps(SENTENCES),
                            capture_output=True, text=True, env={**os.environ, "HOME": str(tmp_path)})
    assert theirs.returncode == 0, theirs.stderr
    ours = load(str(plain_package)).translate([Request(s) for s in SENTENCES])
    assert [[c.text] for [c] in ours] == json.loads(theirs.stdout.splitlines()[-1])


@pytest.mark.parametrize("name",
                         ["https://www.gov.cn/a?b=1&c=2", "zhang_san@gov.cn", "622202123456789012", "A>B", "<标题>"])
def test_names_that_are_hard_to_spell_come_back_whole(engine, name):
    source = f"材料请发送至{name}，逾期不予受理。"
    terms = tuple(Matcher(glossary_of()).find(source))
    text = engine.translate([Request(source, terms)])[0][0].text
    assert text.count(name) == 1 and "A1" not in text


def test_a_stand_in_is_no_word_of_the_text():
    terms = tuple(Matcher(glossary_of()).find("见A1和a_b@c.cn，a_b@c.cn"))
    request, codes = disguised(Request("见A1和a_b@c.cn，a_b@c.cn", terms))
    assert codes == {"A2": "a_b@c.cn"} and [t.target for t in request.terms] == ["A1", "A2", "A2"]
    seen = revealed(Candidate("See A1, A2 now", 0.0, ((0, 1, 0, 3), (5, 6, 8, 10), (9, 10, 11, 14))), codes)
    assert seen.text == "See A1, a_b@c.cn now" and seen.links == ((0, 1, 0, 3), (5, 6, 8, 16), (9, 10, 17, 20))


def test_an_endless_sentence_is_not_cut(engine):
    once, twice = ("，".join(["推动高质量发展取得新的进展"] * n) + "。" for n in (80, 160))
    [short], [long] = engine.translate([Request(once), Request(twice)])
    assert len(long.text.split()) > 1.6 * len(short.text.split()) > 100


def test_progress_counts_every_request(engine):
    done = []
    engine.translate([Request(s) for s in SENTENCES], 0, done.append)
    assert sum(done) == len(SENTENCES)


def test_words_are_linked_alike_in_a_batch_and_alone(engine):
    together = engine.translate([Request(s) for s in SENTENCES])
    alone = [engine.translate([Request(s)])[0] for s in SENTENCES]
    assert [[c.text for c in row] for row in together] == [[c.text for c in row] for row in alone]
    assert [row[0].links for row in together] == [row[0].links for row in alone]


def test_a_second_try_changes_only_the_clause_that_lacks_something(engine):
    clauses = ["深入实施区域协调发展战略和主体功能区战略并加快建设全国统一大市场，",
               "持续优化营商环境和完善要素市场化配置的体制机制，",
               "大力发展先进制造业和现代服务业并培育壮大新兴产业和未来产业，",
               "着力扩大国内需求和推动经济实现质的有效提升和量的合理增长。"]
    source = "".join(clauses)
    [first] = engine.translate([Request(source)])
    [second] = engine.translate([Request(source, places=((len(source) - 5, len(source) - 1),))], 1)
    [other] = engine.translate([Request("".join(clauses[:2]).rstrip("，"))])
    head = other[0].text.rstrip(".")  # a part by itself, because the whole is too long; one candidate is the whole
    assert first[0].text.startswith(head)
    assert len({c.text for c in second}) > 2 and sum(c.text.startswith(head) for c in second) >= len(second) - 1


def test_package_is_found_in_order(plain_archive, tmp_path, monkeypatch, private_home):
    assert packages.find().origin == "embedded"
    installed = packages.install(plain_archive)
    assert packages.find() == installed and installed.term_markup is None
    assert packages.find("embedded").term_markup
    packages.choose("embedded")
    assert packages.find().origin == "embedded"
    packages.choose(None)
    (installed.path.parent / "junk").mkdir()
    assert [p.path for p in packages.installed()] == [installed.path], "a folder that is no package hides none"
    from argostranslate import package
    (installed.path.parent / "junk").rmdir()
    assert [p.package_path for p in package.get_installed_packages()] == [installed.path], "argostranslate sees it too"
    packages.remove(installed)
    assert packages.installed() == []


def archive(path, files):
    with zipfile.ZipFile(path, "w") as z:
        for name, content in files.items():
            z.writestr(name, content)
    return path


@pytest.mark.parametrize(("files", "words"), [
    ({"a/metadata.json": "{}", "b/x": ""}, "one folder"),
    ({"../evil": "x"}, "one folder"),
    ({"a/metadata.json": "{}"}, "metadata.json is missing or broken"),
    ({"a/metadata.json": '{"from_code": "en", "to_code": "de"}'}, "zh→en"),
    ({"a/metadata.json": '{"from_code": "zh", "to_code": "en"}'}, "incomplete"),
])
def test_bad_packages_are_refused_and_leave_nothing(tmp_path, files, words):
    bad = archive(tmp_path / "bad.argosmodel", files)
    with pytest.raises(BilingualError, match=words):
        packages.install(bad)
    assert packages.installed() == []
    assert not [p for p in packages.argos_folders()[0].parent.rglob("*") if p.name == "evil"]


@pytest.fixture
def index(plain_archive, tmp_path, monkeypatch):
    """A local server that stands for the package index and its files."""
    folder = tmp_path / "www"
    folder.mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=folder)

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    (folder / "zh_en.argosmodel").write_bytes(plain_archive.read_bytes())
    from argostranslate import settings
    monkeypatch.setattr(settings, "remote_package_index", base + "index.json")
    yield folder, base
    server.shutdown()


def test_download(index):
    folder, base = index
    (folder / "index.json").write_text(json.dumps([
        {"from_code": "zh", "to_code": "en", "package_version": "1.9",
         "links": [base + "gone.argosmodel", base + "zh_en.argosmodel"]}]))
    seen = []
    package = packages.download(lambda done, total: seen.append((done, total)))
    assert package.origin == "installed" and seen[-1][0] == seen[-1][1] > 1e6
    packages.remove(package)


def test_failures_of_the_network_are_sentences(index, monkeypatch):
    folder, base = index
    with pytest.raises(BilingualError, match="index .* cannot be read .*model install FILE"):
        packages.download(lambda done, total: None)
    (folder / "index.json").write_text("[]")
    with pytest.raises(BilingualError, match="lists no zh→en"):
        packages.download(lambda done, total: None)
    (folder / "index.json").write_text(json.dumps([{"from_code": "zh", "to_code": "en", "links": [base + "gone"]}]))
    with pytest.raises(BilingualError, match="404"):
        packages.download(lambda done, total: None)


def test_model_commands(run, plain_archive):
    listed = run("model", "list")
    assert "* embedded" in listed.stdout
    assert "term markup" in run("model", "info").stdout
    missing = run("translate", SAMPLES / "notice.txt", "-m", "nothing")
    assert missing.returncode == 2 and "bilingual model list" in missing.stderr
    assert run("model", "install", ROOT / "README.md").returncode == 2
