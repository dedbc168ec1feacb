"""Makes the small documents that the tests of formats start from: `seeds.py FOLDER`.

Everybody in them is invented. They are committed, so the tests need none of the packages that make
them: xlwt, pyarrow, pillow.
"""

import datetime
import io
import pathlib
import sqlite3
import struct
import subprocess
import sys
import tarfile
import tempfile

import pyarrow
import pyarrow.parquet
import xlwt
from PIL import Image, ImageDraw, ImageFont
from PIL.ExifTags import IFD

people = [("Ada Byron", "ada@example.org", 51000, datetime.date(2020, 1, 2)),
          ("Zoë Kowalska", "zoe@example.org", 48000.5, datetime.date(2021, 3, 4))]
folder = pathlib.Path(sys.argv[1])


def workbook():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Pay")
    dates = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for column, name in enumerate(["name", "email", "salary", "hired"]):
        sheet.write(0, column, name)
    for row, person in enumerate(people, 1):
        for column, value in enumerate(person):
            style = dates if column == 3 else xlwt.Style.default_style
            sheet.write(row, column, value, style)
    hidden = book.add_sheet("Reviews")
    hidden.visibility = 1
    # Long enough to go on in a second record.
    hidden.write(0, 0, "too slow " * 1200)
    book.save(folder / "pay.xls")


def tables():
    columns = list(zip(*people))
    table = pyarrow.table({
        "name": columns[0], "salary": pyarrow.array(columns[2], pyarrow.float64()),
        "hired": columns[3], "skills": [["welding", "tax"], []], "note": [None, "on leave"],
    })
    pyarrow.parquet.write_table(table, folder / "people.parquet")
    path = folder / "people.sqlite"
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.executescript("PRAGMA page_size = 512; VACUUM;")
    base.execute("CREATE TABLE people (name TEXT, email TEXT, salary REAL, hired TEXT)")
    for person in people:
        base.execute("INSERT INTO people VALUES (?, ?, ?, ?)", [*person[:3], str(person[3])])
    base.commit()
    base.close()


def pictures():
    picture = Image.new("L", (760, 160), 255)
    pen = ImageDraw.Draw(picture)
    text = "Ada Byron lives in London\nand leads the harbour team"
    pen.multiline_text((20, 20), text, fill=0, font=ImageFont.load_default(40), spacing=16)
    exif = Image.Exif()
    exif[0x013B] = "Grace Murray"
    place = exif.get_ifd(IFD.GPSInfo)
    place[1], place[2], place[3], place[4] = "N", (48.0, 51.0, 24.0), "W", (2.0, 21.0, 3.0)
    picture.save(folder / "words.jpg", quality=40, exif=exif)
    picture.quantize(2).save(folder / "words.png", optimize=True)


def archives():
    content = b"first_name,pay\nAda,51000\n"
    with tempfile.TemporaryDirectory() as desk:
        (pathlib.Path(desk) / "list.csv").write_bytes(content)
        for name, options in [("locked.7z", ["-psecret", "-mhe=on"]), ("open.7z", [])]:
            path = (folder / name).absolute()
            path.unlink(missing_ok=True)
            subprocess.run(["7z", "a", "-bd", *options, path, "list.csv"],
                           cwd=desk, check=True, stdout=subprocess.DEVNULL)
        path = (folder / "locked.zip").absolute()
        path.unlink(missing_ok=True)
        subprocess.run(["7z", "a", "-bd", "-tzip", "-psecret", "-mem=AES256", path, "list.csv"],
                       cwd=desk, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(folder / "list.tgz", "w:gz") as archive:
        entry = tarfile.TarInfo("deep/list.csv")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))


def box(kind, *parts):
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def film():
    said = "My name is Ada Byron".encode()
    sample = struct.pack(">H", len(said)) + said
    title = box(b"data", struct.pack(">II", 1, 0), b"Interview with Ada Byron")
    items = box(b"ilst", box(b"\xa9nam", title))
    meta = box(b"meta", bytes(4), box(b"hdlr", bytes(8), b"mdir", bytes(13)), items)
    taken = box(b"\xa9xyz", struct.pack(">HH", 18, 0), b"+48.8566+002.3522/")
    kind = box(b"ftyp", b"isom", bytes(4))
    start = len(kind) + 8
    tables = box(
        b"stbl",
        box(b"stsd", bytes(4), struct.pack(">I", 1), box(b"tx3g", bytes(8))),
        box(b"stts", bytes(4), struct.pack(">III", 1, 1, 2000)),
        box(b"stsc", bytes(4), struct.pack(">IIII", 1, 1, 1, 1)),
        box(b"stsz", bytes(4), struct.pack(">III", 0, 1, len(sample))),
        box(b"stco", bytes(4), struct.pack(">II", 1, start)),
    )
    track = box(b"trak", box(
        b"mdia", box(b"mdhd", bytes(12), struct.pack(">IIHH", 1000, 2000, 0, 0)),
        box(b"hdlr", bytes(8), b"sbtl", bytes(13)), box(b"minf", tables)))
    movie = box(b"moov", track, box(b"udta", taken, meta))
    (folder / "interview.mp4").write_bytes(kind + box(b"mdat", sample) + movie)


def element(number, *parts):
    body = b"".join(parts)
    return bytes.fromhex(number) + struct.pack(">I", 0x10000000 | len(body)) + body


def talk():
    info = element("1549A966", element("7BA9", b"Talk by Ada Byron"))
    track = element("AE", element("D7", b"\x01"), element("83", b"\x11"),
                    element("86", b"S_TEXT/UTF8"))
    block = element("A0", element("A1", b"\x81\x00\x0a\x00Zoe speaks"))
    cluster = element("1F43B675", element("E7", b"\x03\xe8"), block)
    segment = element("18538067", info, element("1654AE6B", track), cluster)
    head = element("1A45DFA3", element("4282", b"matroska"))
    (folder / "talk.mkv").write_bytes(head + segment)
    author = b"INFOIART" + struct.pack("<I", 10) + b"Ada Byron\0"
    sound = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
    sound += b"data" + struct.pack("<I", 8) + bytes(8)
    sound += b"LIST" + struct.pack("<I", len(author)) + author
    (folder / "note.wav").write_bytes(b"RIFF" + struct.pack("<I", len(sound)) + sound)


def compound(tree):
    """A compound file (MS-CFB) of nested dictionaries of bytes, in sectors of 512 bytes."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    sectors, table, small, small_table, entries = [], [], b"", [], []

    def chain(content):
        first = len(sectors)
        for start in range(0, len(content), 512):
            sectors.append(content[start:start + 512].ljust(512, b"\0"))
            table.append(len(sectors))
        if len(sectors) > first:
            table[-1] = end
            return first
        return end

    def add(name, value):
        nonlocal small
        index = len(entries)
        entries.append([name, 2 if isinstance(value, bytes) else 1, free, free, free, end, 0])
        if isinstance(value, dict):
            previous = None
            for child in sorted(value, key=lambda text: (len(text), text.upper())):
                number = add(child, value[child])
                entries[index if previous is None else previous][4 if previous is None else 3] = number
                previous = number
            return index
        entries[index][6] = len(value)
        if len(value) >= 4096:
            entries[index][5] = chain(value)
        else:
            entries[index][5] = len(small) // 64
            count = -(-len(value) // 64)
            small_table.extend(range(len(small_table) + 1, len(small_table) + count))
            small_table.append(end)
            small += value.ljust(count * 64, b"\0")
        return index

    add("Root Entry", tree)
    entries[0][1] = 5
    entries[0][5], entries[0][6] = chain(small), len(small)
    directory = b""
    for name, kind, left, right, child, start, size in entries:
        wide = name.encode("utf-16-le") + b"\0\0"
        directory += wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
        directory += struct.pack("<III", left, right, child) + bytes(36)
        directory += struct.pack("<IQ", start, size)
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    first_directory = chain(directory)
    first_small = chain(struct.pack(f"<{len(small_table)}I", *small_table).ljust(
        -(-len(small_table) // 128) * 512, b"\xff"))
    place = len(sectors)
    table.append(0xFFFFFFFD)
    words = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    assert len(words) == 512
    sectors.append(words)
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    head += struct.pack("<HHHHH6xIII4xIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, first_directory,
                        4096, first_small, -(-len(small_table) // 128), end, 0)
    head += struct.pack("<I", place) + b"\xff" * 432
    assert len(head) == 512
    return head + b"".join(sectors)


def letter():
    body = "Dear Ada Byron,\rplease come on Monday.\r"
    note = "\x02 she is ill\r"
    wide = "Zoë Kowalska\r"
    # Two pieces: one of a byte a character, one of two.
    first, second = (body + note).encode("cp1252"), wide.encode("utf-16-le")
    main = bytearray(4096 * 2)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 10, 0x0200)
    struct.pack_into("<III", main, 76, len(body), len(note), len(wide))
    main[2048:2048 + len(first)] = first
    main[4096:4096 + len(second)] = second
    places = [0, len(body) + len(note), len(body) + len(note) + len(wide)]
    pieces = struct.pack("<III", *places)
    pieces += struct.pack("<HIH", 0, 0x40000000 | 2048 * 2, 0)
    pieces += struct.pack("<HIH", 0, 4096, 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x1A2, 0, len(table))
    (folder / "letter.doc").write_bytes(compound({"WordDocument": bytes(main), "1Table": table}))


def message():
    def wide(text):
        return text.encode("utf-16-le")

    def properties(head, *pairs):
        return bytes(head) + b"".join(struct.pack("<IIQ", *pair) for pair in pairs)

    sent = (1700000000 + 11644473600) * 10_000_000
    inner = {
        "__properties_version1.0": properties(24),
        "__substg1.0_0037001F": wide("Her review"),
        "__substg1.0_1000001F": wide("She asked for more pay."),
    }
    tree = {
        "__properties_version1.0": properties(32, (0x00390040, 6, sent)),
        "__substg1.0_0037001F": wide("Bewerbung"),
        "__substg1.0_0C1A001F": wide("Zoë Kowalska"),
        "__substg1.0_1000001F": wide("Please see what is attached."),
        "__substg1.0_1035001F": wide("<1@example.org>"),
        "__recip_version1.0_#00000000": {
            "__properties_version1.0": properties(8),
            "__substg1.0_3001001F": wide("Ada Byron"),
            "__substg1.0_39FE001F": wide("ada@example.org"),
        },
        "__attach_version1.0_#00000000": {
            "__properties_version1.0": properties(8),
            "__substg1.0_3707001F": wide("pay.csv"),
            "__substg1.0_37010102": b"first_name,pay\nAda,51000\n",
        },
        "__attach_version1.0_#00000001": {
            "__properties_version1.0": properties(8),
            "__substg1.0_3001001F": wide("Her review"),
            "__substg1.0_3701000D": inner,
        },
    }
    (folder / "note.msg").write_bytes(compound(tree))
    (folder / "locked.docx").write_bytes(
        compound({"EncryptedPackage": bytes(64), "EncryptionInfo": bytes(64)}))


folder.mkdir(parents=True, exist_ok=True)
workbook()
tables()
pictures()
archives()
film()
talk()
letter()
message()
