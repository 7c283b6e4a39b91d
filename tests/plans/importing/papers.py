"""Papers in every form in which offices send them: printed, scanned askew, photographed."""

import io
import random
import shutil
import subprocess
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from weasyprint import HTML

STYLE = """@page{size:A4;margin:20mm 15mm 20mm 30mm;@top-center{content:counter(page)}}
body{font:14pt 'Liberation Serif'} p{text-indent:10mm;text-align:justify;margin:6pt 0}
table{border-collapse:collapse;width:100%} td,th{border:.5pt solid;padding:3pt 5pt}
.head td{border:0;text-align:center;vertical-align:top;width:50%} .stamp{border:2pt solid red;padding:4pt;width:30mm}"""
HEAD = """<table class=head><tr><td>ĐẢNG BỘ TỈNH MINH HÀ<br><b>ĐẢNG ỦY XÃ TÂN LẬP</b><br>*<br>Số 14-KH/ĐU{under}</td>
<td><b>ĐẢNG CỘNG SẢN VIỆT NAM</b><br><br><br><i>Tân Lập, ngày 09 tháng 02 năm 2026</i></td></tr></table>
<p align=center><b>KẾ HOẠCH</b><br>công tác dân vận năm 2026</p>"""
TABLE = """<table><tr><th>TT<th>Nội dung<th>Chủ trì<th>Phối hợp<th>Thời gian</tr>
<tr><td>I<td colspan=4>TUYÊN TRUYỀN</tr>
<tr><td>1<td>Tổ chức hội nghị quán triệt kế hoạch<td>Ban Xây dựng Đảng<td>Các chi bộ trực thuộc<td>Tháng 3/2026</tr>
<tr><td>2<td>Đối thoại với Nhân dân<td rowspan=2>Ủy ban nhân dân xã<td>Mặt trận Tổ quốc<td>Quý II/2026</tr>
<tr><td>3<td>Xây dựng mô hình điểm<td>Các đoàn thể<td>Trước ngày 15/11/2026</tr></table>"""
ROWS = [
    ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"),
    ("I", "TUYÊN TRUYỀN", "", "", ""),
    ("1", "Tổ chức hội nghị quán triệt kế hoạch", "Ban Xây dựng Đảng", "Các chi bộ trực thuộc", "Tháng 3/2026"),
    ("2", "Đối thoại với Nhân dân", "Ủy ban nhân dân xã", "Mặt trận Tổ quốc", "Quý II/2026"),
    ("3", "Xây dựng mô hình điểm", "", "Các đoàn thể", "Trước ngày 15/11/2026"),
]
WORDS = "Cán bộ, đảng viên gần dân, sát cơ sở, lắng nghe ý kiến của Nhân dân và trả lời rõ ràng từng việc. "

needs_office = not shutil.which("soffice")
needs_tesseract = not shutil.which("tesseract")


def paper(body: str = "", under: str = "") -> bytes:
    """A plan as PDF with text; `under` stands under its number, where a stamp would."""
    return HTML(string=f"<style>{STYLE}</style>{HEAD.format(under=under)}{body}").write_pdf()


def pictures_of(pdf: bytes, *, turned: float = 0.7, quality: int = 55) -> list[Image.Image]:
    """The pages as a poor office scanner gives them: askew, a little blurred, grainy, pressed as JPEG."""
    pictures = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=200 / 72, grayscale=True).to_pil()
            picture = picture.rotate(turned, Image.Resampling.BICUBIC, fillcolor=255)
            picture = picture.filter(ImageFilter.GaussianBlur(0.8))
            picture = Image.blend(picture, _grain(picture.size), 0.1)
            pressed = io.BytesIO()
            picture.save(pressed, "JPEG", quality=quality)
            pictures.append(Image.open(pressed))
    return pictures


def _grain(size: tuple[int, int]) -> Image.Image:
    """The same noise every time, around grey."""
    noise = random.Random(76).randbytes(size[0] * size[1])
    return Image.frombytes("L", size, noise).point(lambda light: 128 + (light - 128) // 5)


def scan(pdf: bytes) -> bytes:
    """The same paper as a PDF of pictures."""
    first, *others = pictures_of(pdf)
    stream = io.BytesIO()
    first.save(stream, "PDF", save_all=True, append_images=others, resolution=200)
    return stream.getvalue()


def photograph(pdf: bytes, kind: str = "JPEG") -> bytes:
    """The first page as a telephone takes it: in a corner dark, lying on its side and saying so (EXIF)."""
    picture = pictures_of(pdf, turned=-1.2, quality=80)[0].convert("L")
    shade = Image.linear_gradient("L").resize(picture.size).point(lambda light: 150 + light * 105 // 255)
    picture = Image.composite(picture, Image.new("L", picture.size, 0), shade).convert("RGB")
    stream = io.BytesIO()
    if kind == "JPEG":
        exif = Image.Exif()
        exif[0x0112] = 6
        picture.transpose(Image.Transpose.ROTATE_90).save(stream, kind, exif=exif, quality=85)
    else:
        picture.save(stream, kind, **{"compression": "jpeg"} if kind == "TIFF" else {})
    return stream.getvalue()


def unreadable_page() -> Image.Image:
    """A page on which there is ink and no letter."""
    picture = Image.new("L", (1654, 2339), 255)
    ImageDraw.Draw(picture).ellipse((200, 300, 1400, 1500), outline=0, width=30)
    return picture


def converted(word: bytes, suffix: str, folder: Path) -> bytes:
    """A .docx as another word processor would have saved it."""
    (folder / "plan.docx").write_bytes(word)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(folder), str(folder / "plan.docx")]
    subprocess.run(command, capture_output=True, check=False)
    subprocess.run(command, capture_output=True, check=True)
    return (folder / f"plan.{suffix}").read_bytes()
