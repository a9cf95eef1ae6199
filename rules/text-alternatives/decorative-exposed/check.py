"""Look whether the role that was given up is back; elements that are generic without it are none the worse for that."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, role, undoes_presentation


def check(context: Context, target: Element) -> Iterator[Miss]:
    announced = role(context.document, target)
    if announced not in (None, "none", "presentation"):
        cause = undoes_presentation(context.document, target)
        words = {"cause": "it can receive focus" if cause == "focus" else f"it has `{cause}`"}
        yield Miss(announced or "", reason="announced", words=words)
