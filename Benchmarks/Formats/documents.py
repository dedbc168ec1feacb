"""Makes documents with the libraries that people make them with, and the words in each beside it:
`documents.py FOLDER`. Names and words are invented and drawn from a seed."""

import datetime
import pathlib
import random
import subprocess
import sys

import docx
import openpyxl
import pptx
import xlwt
from odf import draw, style, table, text
from odf.opendocument import OpenDocumentPresentation, OpenDocumentSpreadsheet, OpenDocumentText
from openpyxl.comments import Comment
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

random.seed(7)
root = pathlib.Path(sys.argv[1])
vocabulary = (
    "the of and to in river market Müller Zoë salary annual leave contract Köln project engineer "
    "Élodie review manager team office García meeting report children hospital union evaluation "
    "bonus performance address street training hired since March London département prénom straße "
    "español niño").split()


def prose(count=40):
    return " ".join(random.choice(vocabulary) + random.choice(["", "", "", ".", ","])
                    for _ in range(count))


class Paper:
    """A document in the making, and the words that went into it."""

    def __init__(self, folder, name):
        self.path = root / folder / name
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.words = []

    def say(self, words):
        self.words += str(words).split()
        return words

    def close(self):
        pathlib.Path(f"{self.path}.truth").write_text("\n".join(self.words))


def letter(number):
    paper, document = Paper("office", f"letter-{number}.docx"), docx.Document()
    document.add_heading(paper.say(prose(5)), 1)
    for _ in range(12):
        document.add_paragraph(paper.say(prose()))
    for row in document.add_table(rows=6, cols=3).rows:
        for cell in row.cells:
            cell.text = paper.say(prose(3))
    document.sections[0].header.paragraphs[0].text = paper.say(prose(4))
    document.sections[0].footer.paragraphs[0].text = paper.say(prose(4))
    document.core_properties.author = paper.say("Grace Murray")
    document.save(paper.path)
    paper.close()


def workbook(number):
    paper, book = Paper("office", f"pay-{number}.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.append(["name", "email", "salary", "hired", "note"])
    for row in range(60):
        hired = datetime.date(2020, 1, 1) + datetime.timedelta(days=7 * row)
        sheet.append([paper.say(prose(2)), paper.say(f"p{row}@example.org"),
                      paper.say(random.randint(30000, 90000)), hired, paper.say(prose(4))])
        paper.say(hired.isoformat())
    sheet["B3"].comment = Comment(paper.say(prose(6)), "Boss")
    hidden = book.create_sheet("Secret")
    hidden.sheet_state = "hidden"
    hidden["C5"] = paper.say(prose(5))
    book.save(paper.path)
    paper.close()


def slides(number):
    paper, talk = Paper("office", f"talk-{number}.pptx"), pptx.Presentation()
    for _ in range(6):
        slide = talk.slides.add_slide(talk.slide_layouts[1])
        slide.shapes.title.text = paper.say(prose(6))
        slide.placeholders[1].text = paper.say("\n".join(prose(12) for _ in range(4)))
        slide.notes_slide.notes_text_frame.text = paper.say(prose(15))
        cells = slide.shapes.add_table(2, 2, 0, 0, 3000000, 1000000).table
        for place in range(4):
            cells.cell(place // 2, place % 2).text = paper.say(prose(2))
    talk.save(paper.path)
    paper.close()


def open_documents(number):
    paper, document = Paper("office", f"letter-{number}.odt"), OpenDocumentText()
    for _ in range(12):
        document.text.addElement(text.P(text=paper.say(prose())))
    document.save(paper.path)
    paper.close()
    paper, document = Paper("office", f"pay-{number}.ods"), OpenDocumentSpreadsheet()
    sheet = table.Table(name="Pay")
    for _ in range(40):
        row = table.TableRow()
        for _ in range(5):
            cell = table.TableCell(valuetype="string")
            cell.addElement(text.P(text=paper.say(prose(2))))
            row.addElement(cell)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    document.save(paper.path)
    paper.close()
    paper, document = Paper("office", f"talk-{number}.odp"), OpenDocumentPresentation()
    layout = style.PageLayout(name="L")
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="M", pagelayoutname=layout)
    document.masterstyles.addElement(master)
    for _ in range(5):
        page, frame, box = draw.Page(masterpagename=master), draw.Frame(), draw.TextBox()
        box.addElement(text.P(text=paper.say(prose(20))))
        frame.addElement(box)
        page.addElement(frame)
        document.presentation.addElement(page)
    document.save(paper.path)
    paper.close()


def old_workbook(number):
    paper, book = Paper("office", f"pay-{number}.xls"), xlwt.Workbook()
    sheet = book.add_sheet("Pay")
    dates = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for row in range(80):
        hired = datetime.date(2020, 1, 1) + datetime.timedelta(days=row)
        sheet.write(row, 0, paper.say(prose(4)))
        sheet.write(row, 1, paper.say(random.randint(1000, 99999)))
        sheet.write(row, 2, hired, dates)
        paper.say(hired.isoformat())
    hidden = book.add_sheet("Hidden")
    hidden.visibility = 1
    hidden.write(0, 0, paper.say(prose(600)))
    book.save(paper.path)
    paper.close()


def pages(number, columns):
    paper = Paper("pages", f"{columns}-{number}.pdf")
    width, height = A4
    document = BaseDocTemplate(str(paper.path), pagesize=A4)
    frames = [Frame(40, 40, width / 2 - 50, height - 80),
              Frame(width / 2 + 10, 40, width / 2 - 50, height - 80)]
    if columns == 1:
        frames = [Frame(50, 50, width - 100, height - 100)]
    document.addPageTemplates(PageTemplate(frames=frames))
    story, look = [], getSampleStyleSheet()["Normal"]
    for _ in range(24):
        story += [Paragraph(paper.say(prose(random.randint(20, 60))), look), Spacer(1, 6)]
    document.build(story)
    paper.close()
    return paper


def scan(number):
    whole, paper = pages(100 + number, 1), Paper("scans", f"scan-{number}.pdf")
    paper.words = subprocess.run(["pdftotext", "-l", "1", whole.path, "-"], check=True,
                                 capture_output=True, text=True).stdout.split()
    drawn = paper.path.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "300", "-gray", "-l", "1", "-singlefile", "-png",
                    whole.path, drawn], check=True)
    picture = drawn.with_suffix(".png")
    page = Image.open(picture).rotate(0.4, fillcolor=255).filter(ImageFilter.GaussianBlur(0.8))
    page.save(paper.path, resolution=300)
    picture.unlink()
    paper.close()


for index in range(20):
    letter(index)
    workbook(index)
    slides(index)
    open_documents(index)
    old_workbook(index)
for index in range(5):
    pages(index, 1)
    pages(index, 2)
for index in range(3):
    scan(index)
