"""Pages read as text, and what may not stand in them: template code, code and style inside the markup, ids given twice."""

import re
from collections import Counter
from html.parser import HTMLParser

TEMPLATE_CODE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
DATA_TYPES = {"application/json", "application/ld+json"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.ids = Counter()
        self.tags = Counter()
        self.language = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags[tag] += 1
        if tag == "html":
            self.language = attributes.get("lang")
        if tag == "style":
            self.found.append("a <style> element")
        if tag == "script" and "src" not in attributes and attributes.get("type") not in DATA_TYPES:
            self.found.append("a <script> with code in it")
        for name, value in attributes.items():
            if value in ("None", "[]", "{}"):
                self.found.append(f'{name}="{value}" on <{tag}>')
            if name == "style" or re.fullmatch(r"on[a-z]+", name):
                self.found.append(f"{name}= on <{tag}>")
        if "id" in attributes:
            self.ids[attributes["id"]] += 1


def complaints(text, *, whole_page=True):
    """What is wrong with a piece of HTML, a sentence each; an empty list if nothing is."""
    reader = _Reader()
    reader.feed(text)
    found = reader.found
    found += [f"template code {match.group()!r} in the output" for match in TEMPLATE_CODE.finditer(text)]
    found += [f"id {name!r} stands {times} times" for name, times in reader.ids.items() if times > 1]
    if whole_page:
        if reader.language != "lv":
            found.append(f"<html lang> is {reader.language!r}")
        if reader.tags["h1"] != 1:
            found.append(f"{reader.tags['h1']} <h1> headings")
        if reader.tags["main"] != 1:
            found.append(f"{reader.tags['main']} <main> elements")
    return found


def without_tags(source):
    """What a piece of HTML says, as one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", source).replace("&nbsp;", " ").split())


def text_of(response):
    """What a whole page says, as one line."""
    source = re.sub(r"<(script|style)\b.*?</\1>|<title>.*?</title>", " ", response.content.decode(), flags=re.DOTALL)
    return without_tags(source)


def main_text(response):
    """What the main part of a page says, or the part of a page that htmx asked for, as one line."""
    source = response.content.decode()
    main = re.search(r"<main.*?</main>", source, re.DOTALL)
    return without_tags(main.group() if main else source)
