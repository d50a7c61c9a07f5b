"""The engine: HTML and style sheets set by WeasyPrint as PDF/A-3a and PDF/UA-1 in one file.

WeasyPrint takes most of a second to import and some 100 MB to set a report, so nothing here runs in a process of the web.
"""

import hashlib
import zlib
from collections.abc import Iterable
from functools import cache, lru_cache, partial
from importlib.metadata import version as version_of
from pathlib import Path

from reports import repeated_goals

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


@cache
def version() -> str:
    """What decides how the same HTML and styles look: the engine's version and our own code beside it; imports nothing of it."""
    ours = [Path(__file__), Path(repeated_goals.__file__)]
    content = b"\0".join([version_of("weasyprint").encode(), *(path.read_bytes() for path in ours)])
    return hashlib.sha256(content).hexdigest()


def typeset(html: str, styles: Iterable[str]) -> bytes:
    """The PDF of ``html`` with the texts of its style sheets. The same input gives the same bytes."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    # Fonts anew each time (some milliseconds): newer versions of Pango look them up in a thread, which a fork leaves behind.
    pages = HTML(string=html, base_url="report:", url_fetcher=_fetcher()).render(
        stylesheets=[_stylesheet(text) for text in styles], font_config=FontConfiguration(), pdf_variant="pdf/a-3a"
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


@lru_cache(maxsize=8)
def _stylesheet(text: str):
    """A parsed style sheet, read once in a process."""
    from weasyprint import CSS

    return CSS(string=text, url_fetcher=_fetcher())


@cache
def _fetcher():
    """Fetches nothing but what the style sheets hold themselves: no network, no files."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=["data"])
