"""Know file names by their endings, placeholders by their words, and images that only make space by their own names."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Element, Miss, comparable, name_of

ENDING = re.compile(r"\w\.(?:png|jpe?g|jfif|gif|svg|webp|avif|bmp|tiff?)$", re.IGNORECASE)
CAMERA = re.compile(r"(?:IMG|DSC[NF]?|DSCN|PXL|MVIMG|IMAG|SAM|P)[_-]?\d{3,}\S*|image\d{2,}|WhatsApp[ _]Image[ _].*", re.IGNORECASE)
MADE_OF_PARTS = re.compile(r"(?=\S*_|\S*-\S*-)[\w.%()+-]+")
PLACEHOLDERS = frozenset(
    "image img picture pic photo photograph graphic graphics alt alt-text alttext imagealt spacer blank bullet placeholder untitled "
    "unnamed null undefined nan todo tbd xxx none n/a thumbnail imagen foto gráfico espaciador photographie".split()
) | {"alt text", "alternative text", "image alt", "image alt text", "image description", "image placeholder", "placeholder image"}
NUMBERED = re.compile(r"(?:image|img|picture|pic|photo|graphic|imagen|foto)[ _#-]*\d*", re.IGNORECASE)
MAKES_SPACE = re.compile(r"(?:(?:spacer|blank|transp(?:arent)?|trans|clear|pixel|shim|empty)[_-]?[\dx]*|1x1)\.(?:gif|png)", re.IGNORECASE)
SPACER = CannotTell("needs-person", "this image seems to make space only, and has a text alternative; look whether it shows anything")


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    name = name_of(context.document, target)
    alt = comparable(name.text)
    if name.source != "alt" or len(alt) > 200:
        return
    file = target.get("src", "")[-300:].partition("?")[0].partition("#")[0].rpartition("/")[2]
    is_part_of_file = bool(MADE_OF_PARTS.fullmatch(alt)) and file.casefold().startswith(alt.casefold())
    word = alt.strip("[]()<>*.:-_ ").casefold()
    if ENDING.search(alt) or CAMERA.fullmatch(alt) or is_part_of_file:
        yield Miss(alt, reason="file-name")
    elif word in PLACEHOLDERS or not word or NUMBERED.fullmatch(word):
        yield Miss(alt, reason="placeholder")
    elif MAKES_SPACE.fullmatch(file) and not any("src" in key and key != "src" for key in target.keys()):  # noqa: SIM118
        yield SPACER
