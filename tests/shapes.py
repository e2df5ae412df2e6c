# ruff: noqa: E501  XML reads better in one line
"""Documents with what real ones hold and simple ones do not: forms, fields, equations, references, charts, comments."""

import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Inches

PICTURE = Path(__file__).parent.parent / "docs" / "page.png"
W = nsdecls("w")
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
SUP, SUB, LINE = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>', '<w:u w:val="single"/>'
TAB = "<w:r><w:tab/></w:r>"


def words(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def computed(code: str, result: str | None, form: str = "") -> str:
    """A field between its marks."""
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{words(result)}' if result is not None else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {code} '
        f'</w:instrText></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(number: int, sign: str) -> str:
    return (
        f'<w:sdt {W14}><w:sdtPr><w:id w:val="{number}"/><w14:checkbox><w14:checked '
        'w14:val="0"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{words(sign)}</w:sdtContent></w:sdt>"
    )


PARAGRAPHS = {
    "equation": words("经济增长率按公式") + f"<m:oMath {M}><m:r><m:t>y=ax+b</m:t></m:r></m:oMath>" + words("计算。"),
    "exponents": words("减少CO")
    + words("2", SUB)
    + words("排放10")
    + words("8", SUP)
    + words("吨，推动高质量发展")
    + words("1", SUP)
    + words("。"),
    "link": computed('HYPERLINK "https://example.org/a"', "新质生产力") + words("是内在要求。"),
    "reference": words("要求见")
    + computed("REF _Ref1 \\h", "第三条")
    + words("，日期为")
    + computed('DATE \\@ "yyyy年M月d日"', "2024年3月5日")
    + words("。"),
    "form": words("姓名：")
    + computed("FORMTEXT", "     ", '<w:ffData><w:name w:val="t1"/><w:enabled/><w:textInput/></w:ffData>')
    + words("性别：")
    + computed(
        "FORMCHECKBOX",
        None,
        '<w:ffData><w:name w:val="c1"/><w:enabled/><w:checkBox><w:sizeAuto/></w:checkBox></w:ffData>',
    )
    + words("男"),
    "boxes": box(77, "☐") + words("同意") + TAB + box(78, "☐") + words("反对"),
    "choice": words("申请类别：")
    + '<w:sdt><w:sdtPr><w:id w:val="79"/><w:dropDownList><w:listItem w:displayText="国有企业" w:value="1"/>'
    f"</w:dropDownList></w:sdtPr><w:sdtContent>{words('国有企业')}</w:sdtContent></w:sdt>",
    "chosen date": words("填报日期：")
    + '<w:sdt><w:sdtPr><w:id w:val="80"/><w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/></w:date>'
    f"</w:sdtPr><w:sdtContent>{words('2024年3月5日')}</w:sdtContent></w:sdt>",
    "labels": words("姓名＿＿＿＿＿＿性别＿＿＿＿"),
    "blanks": words("签名：") + words("          ", LINE) + words("    日期：") + words("          ", LINE),
    "underscores": words("单位名称：________________电话：__________"),
    "contents": words("第一章 总则") + TAB + words("3"),
    "target": '<w:bookmarkStart w:id="5" w:name="_Ref1"/>'
    + words("第三条")
    + '<w:bookmarkEnd w:id="5"/>'
    + words(" 各地区要深化改革。"),
    "ruby": f"<w:r><w:ruby><w:rubyPr/><w:rt>{words('fùzé')}</w:rt><w:rubyBase>{words('负责')}</w:rubyBase></w:ruby></w:r>"
    + words("部门要落实责任。"),
    "signature": words("　" * 26 + "国务院办公厅"),
    "date": TAB * 9 + words("2024年3月5日"),
}


def word(path: Path) -> Path:
    """A form with a field, a control or an equation in nearly every paragraph."""
    document = docx.Document()
    end = document.element.body[-1]
    for content in PARAGRAPHS.values():
        end.addprevious(parse_xml(f"<w:p {W}>{content}</w:p>"))
    cell = lambda text: f"<w:tc><w:p>{words(text)}</w:p></w:tc>"
    end.addprevious(
        parse_xml(
            f'<w:tbl {W}><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol '
            f'w:w="3000"/></w:tblGrid><w:tr>{cell("指标")}{cell("目标")}</w:tr><w:sdt><w:sdtPr><w:id '
            f'w:val="90"/></w:sdtPr><w:sdtContent><w:tr>{cell("城镇新增就业")}{cell("1200万人")}</w:tr></w:sdtContent></w:sdt></w:tbl>'
        )
    )
    paragraph = document.add_paragraph("点击图片")
    paragraph.add_run().add_picture(str(PICTURE), width=914400)
    picture = paragraph.runs[-1]._r
    picture.find(".//{*}docPr").set("descr", "统计数据图")
    leads = document.part.relate_to(
        "https://example.org/p", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", True
    )
    link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{leads}"/>')
    paragraph._p.append(link)
    link.append(picture)
    paragraph.add_run("了解情况。")
    document.add_comment(paragraph.runs[0], "请核实数据。", "甲")
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:ascii"), "仿宋")
    document.save(path)
    return path


def workbook(path: Path) -> Path:
    """A table with formulas, a list, a comment, a chart and a header, with the folder entries that WPS writes."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("项目", "金额（万元）", "结果"), ("基础设施", 100, "合格"), ("生态保护", 50, "不合格")):
        sheet.append(row)
    sheet["A6"] = CellRichText("面积为10", TextBlock(InlineFont(vertAlign="superscript"), "8"), "平方米")
    sheet["E1"], sheet["E2"], sheet["E3"] = (
        '=COUNTIF(C2:C3,"合格")',
        "=SUM(T1[金额（万元）])",
        '=IF(C2="合格","高","低")',
    )
    sheet.add_table(Table(displayName="T1", ref="A1:C3"))
    choice = DataValidation(type="list", formula1='"合格,不合格"', prompt="请选择结果", showInputMessage=True)
    choice.add("C2:C3")
    sheet.add_data_validation(choice)
    sheet["A2"].comment = Comment("请核实项目", "甲")
    sheet.oddHeader.center.text, sheet.oddHeader.center.font = "内部资料", "宋体,加粗"
    sheet.oddFooter.right.text = "第&P页"
    chart = BarChart()
    chart.title = "投资情况"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "G2")
    plain = path.with_name("plain.xlsx")
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for folder in ("xl/", "xl/worksheets/"):
            new.writestr(folder, b"")
        for name in old.namelist():
            new.writestr(name, old.read(name))
    plain.unlink()
    return path


def slides(path: Path) -> Path:
    """A slide with exponents, a chart and a picture that is described."""
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "全省经济工作"
    frame = slide.shapes.add_textbox(Inches(1), Inches(2), Inches(6), Inches(1)).text_frame
    for text, level in (
        ("减少CO", ""),
        ("2", "-25000"),
        ("排放10", ""),
        ("4", "30000"),
        ("吨，深化改革", ""),
        ("1", "30000"),
        ("。", ""),
    ):
        run = frame.paragraphs[0].add_run()
        run.text = text
        if level:
            run._r.get_or_add_rPr().set("baseline", level)
    data = CategoryChartData()
    data.categories = ["东部", "西部"]
    data.add_series("投资", (1, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(3), Inches(4), Inches(3), data)
    picture = slide.shapes.add_picture(str(PICTURE), Inches(6), Inches(3), Inches(1))
    picture._element.find(".//{*}cNvPr").set("descr", "会议照片")
    for number, kind, text in (
        (1, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
         '<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cm authorId="0" idx="1">'
         '<p:pos x="10" y="10"/><p:text>请核对投资数据。</p:text></p:cm></p:cmLst>'),
        (2, "http://schemas.microsoft.com/office/2018/10/relationships/comments",
         '<p188:cmLst xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main" '
         'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p188:cm id="{1}"><p188:txBody><a:bodyPr/>'
         '<a:p><a:r><a:t>改为全省。</a:t></a:r></a:p></p188:txBody></p188:cm></p188:cmLst>'),
    ):
        part = Part(PackURI(f"/ppt/comments/comment{number}.xml"), "application/vnd.ms-powerpoint.comments+xml",
                    show.part.package, text.encode())
        slide.part.rels._add_relationship(kind, part)
    show.save(path)
    return path


NAMES = " ".join(
    f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"'
    for n, u in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"))
)


def opendocument(path: Path) -> Path:
    """Bookmarks, references to them, tabs, readings and exponents."""
    content = f"""<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} office:version="1.2"><office:automatic-styles>
<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style></office:automatic-styles>
<office:body><office:text><text:h text:outline-level="1"><text:bookmark-start text:name="a"/>总体要求<text:bookmark-end text:name="a"/></text:h>
<text:p>内容见<text:bookmark-ref text:reference-format="text" text:ref-name="a">总体要求</text:bookmark-ref>，面积10<text:span text:style-name="T1">8</text:span>平方米。</text:p>
<text:p>第一章<text:tab/>3</text:p><text:p>要<text:ruby><text:ruby-base>负责</text:ruby-base><text:ruby-text>fùzé</text:ruby-text></text:ruby>任。</text:p>
<text:p><text:tab/><text:tab/>国务院办公厅</text:p></office:text></office:body></office:document-content>"""
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def book(path: Path, encryption: str = "http://www.idpf.org/2008/embedding") -> Path:
    """A book with an obfuscated font and a table of contents that is no chapter."""
    page = '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="zh"><head><title>{}</title></head><body>{}</body></html>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
            '<rootfile full-path="b/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        archive.writestr(
            "META-INF/encryption.xml",
            '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns='
            '"http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod '
            f'Algorithm="{encryption}"/><CipherData><CipherReference URI="b/font/a.otf"/>'
            "</CipherData></EncryptedData></encryption>",
        )
        archive.writestr(
            "b/p.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc='
            '"http://purl.org/dc/elements/1.1/"><dc:identifier '
            'id="i">x</dc:identifier><dc:title>政策汇编</dc:title><dc:language>zh-CN</dc:language></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/><item id="n" '
            'href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine><itemref '
            'idref="c"/></spine></package>',
        )
        archive.writestr(
            "b/c.xhtml",
            page.format(
                "总则",
                "<h1>总则</h1><p>面积10<sup>8</sup>平方米，<ruby>负责<rt>fùzé</rt></ruby>部门<sup><a href='#n'>1</a>"
                "</sup>要落实。</p><p><img src='x.png' alt='会议照片'/></p>",
            ),
        )
        archive.writestr(
            "b/nav.xhtml",
            page.format(
                "目录", '<nav><ol><li><a href="c.xhtml">总则</a></li><li><a href="d.xhtml">附录资料</a></li></ol></nav>'
            ),
        )
    return path


MAKERS = {"docx": word, "xlsx": workbook, "pptx": slides, "odt": opendocument, "epub": book}
