"""Tell which elements the page has that only fix a look, how many of each, and what to take instead."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss

INSTEAD = {
    "font": "Take a class and the style sheet, or a heading where it is one.",
    "center": "Take `text-align: center` in the style sheet.",
    "big": "Take `strong` where it is important, a class and `font-size` where it is not.",
    "strike": "Take `del` for what was taken out, `s` for what no longer holds.",
    "tt": "Take `code`, `kbd` or `samp`, whichever it is.",
    "basefont": "Set the font of `body` in the style sheet.",
}


def check(context: Context, target: Element) -> Iterator[Miss]:  # noqa: ARG001 - the page is the target
    index = context.document.index
    found = {tag: alike for tag in INSTEAD if (alike := [one for one in index.by_tag[tag] if one.tag == tag])}
    if found:
        kinds = [f"`{tag}`" + (f" ({len(alike)} times)" if len(alike) > 1 else "") for tag, alike in found.items()]
        first = min((alike[0] for alike in found.values()), key=index.order.__getitem__)
        yield Miss(
            reason="obsolete-elements",
            found=" and ".join(kinds),
            element=first,
            words={"instead": " ".join(INSTEAD[tag] for tag in found)},
        )
