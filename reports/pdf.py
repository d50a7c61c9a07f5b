"""The report's PDF: the print template set by WeasyPrint, PDF/A-3a and PDF/UA-1 in one file, kept by the hash of what it prints.

WeasyPrint takes most of a second to import, so it is imported when the first report is set: a kept PDF does without it.
"""

import fcntl
import hashlib
import threading
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from reports import files, repeated_goals
from reports.charts import level_chart
from reports.document import ReportDocument
from reports.widths import column_css

#: Setting takes some 100 MB: one report at a time in a process.
_setting = threading.Lock()

#: Says that the file keeps PDF/UA-1 too, in the form that PDF/A asks for: the property and the schema that explains it.
PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


def report_pdf(document: ReportDocument) -> bytes:
    """The PDF of ``document``: the kept one if the same was printed before, else set now (seconds, some 100 MB).

    Two requests for the same report at once set it once; the second waits.
    """
    html = print_html(document)
    name = files.file_name(document, fingerprint(document, html))
    if (pdf := files.kept(name)) is None:
        with _one_at_a_time(name):
            if (pdf := files.kept(name)) is None:
                pdf = render(document, html)
                files.keep(name, pdf)
    return pdf


def print_html(document: ReportDocument) -> str:
    """The report as the HTML that is printed, without its style."""
    return render_to_string(
        "reports/print.html", {"document": document, "chart": level_chart(document.figures), "print": True}
    )


def standalone_html(document: ReportDocument) -> str:
    """The report as one HTML file with its style in it, which any browser shows and prints."""
    styles = [*_styles(document), column_css(document)]
    return print_html(document).replace("</head>", f"<style>{chr(10).join(styles)}</style></head>", 1)


def fingerprint(document: ReportDocument, html: str) -> str:
    """SHA-256 (hexadecimal) of everything that decides how the PDF looks: the HTML, the style sheets, the engine, our finish."""
    parts = [*_engine(), *_styles(document), column_css(document), html]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def render(document: ReportDocument, html: str) -> bytes:
    """Set ``html``, the ``print_html`` of ``document``, and return the PDF's bytes."""
    from weasyprint import CSS, HTML

    with _setting:
        pages = HTML(string=html, base_url="report:", url_fetcher=_fetcher()).render(
            stylesheets=[*_stylesheets(document), CSS(string=column_css(document))],
            font_config=_fonts(),
            pdf_variant="pdf/a-3a",
        )
        repeated_goals.repeat_goals(pages)
        return _sound_pdf(pages, hashlib.sha256(html.encode()).digest()[:16])


def _sound_pdf(pages, identifier: bytes) -> bytes:
    """The file of laid out ``pages``, in which no stream ends with a carriage return.

    Before ``endstream`` stands a line feed; after a carriage return, readers that look for the line's end (validators do) take
    the two for one and miss a byte. Compressed bytes end so by chance, in every fifth file.
    """
    for attempt in range(9):
        pdf = pages.write_pdf(
            pdf_variant="pdf/a-3a", pdf_identifier=identifier, finisher=partial(_finish, padding=attempt)
        )
        if b"\r\nendstream" not in pdf:
            break
    return pdf


def _finish(pages, pdf, *, padding: int):
    """Identify PDF/UA and see to the streams' ends; ``padding`` empty objects change the tables that are written last."""
    import pydyf

    _identify_pdf_ua(pdf)
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            stream.compress = False
            content = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
            stream.compress = zlib.adler32(content) & 0xFF != ord("\r")  # a compressed stream ends with this sum
    for _ in range(padding):
        pdf.add_object(pydyf.Dictionary())


def _identify_pdf_ua(pdf):
    """Add the PDF/UA identification inside the XMP packet, which archives want to find uncompressed."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", PDF_UA) for part in metadata.stream]
    metadata.compress = False


@cache
def _engine() -> list[str]:
    """The engine's version, asked without importing it, and the code that has a hand in the file beside it."""
    ours = [Path(__file__), Path(repeated_goals.__file__)]
    return [version("weasyprint"), *(path.read_text(encoding="utf-8") for path in ours)]


def _style_files(document: ReportDocument) -> list[Path]:
    names = ["report-print.css", "report-draft.css"] if document.is_draft else ["report-print.css"]
    return [settings.BASE_DIR / "static" / "css" / name for name in names]


def _styles(document: ReportDocument) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in _style_files(document)]


def _stylesheets(document: ReportDocument) -> list:
    return [_stylesheet(path, path.stat().st_mtime_ns) for path in _style_files(document)]


@cache
def _stylesheet(path: Path, changed: int):
    """A parsed style sheet; ``changed`` makes an edited file be parsed anew."""
    from weasyprint import CSS

    return CSS(filename=path, font_config=_fonts(), url_fetcher=_fetcher())


@cache
def _fonts():
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _fetcher():
    """Fetches nothing but what the style sheets hold themselves: no network, no files."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=["data"])


@contextmanager
def _one_at_a_time(name: str) -> Iterator[None]:
    """A lock between the threads and processes of one server; where there can be none, the same may be set twice."""
    with ExitStack() as stack:
        with suppress(OSError):
            folder = settings.VAR_DIR / "locks"
            folder.mkdir(parents=True, exist_ok=True)
            lock = folder / f"report-{hashlib.sha256(name.encode()).hexdigest()[:2]}.lock"
            fcntl.flock(stack.enter_context(lock.open("w")), fcntl.LOCK_EX)
        yield
