"""Find the site alert's name, and other site alerts before it."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Document, Element, Miss, normalise


def check(context: Context, alert: Element) -> Iterator[Miss]:
    document = context.document
    names = alert.get("aria-labelledby", "").split()
    if names:
        if not any(document.dom_text(one) for name in names for one in document.index.by_id.get(name, ())):
            yield Miss(" ".join(names), reason="label-points-nowhere")
    elif not normalise(alert.get("aria-label", "")):
        yield Miss(reason="no-label")
    shown = _shown(document)
    if shown and alert is not shown[0] and not document.is_hidden(alert):
        yield Miss(reason="stacked", words={"count": str(len(shown))})


def _shown(document: Document) -> list[Element]:
    alerts = document.index.by_class["usa-site-alert"]
    return document.memo("site alerts", lambda: [one for one in alerts if document.dom_text(one) and not document.is_hidden(one)])
