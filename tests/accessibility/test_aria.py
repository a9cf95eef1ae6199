"""The ARIA tables: what WAI-ARIA 1.2 says of roles and attributes, and where the npm package was corrected."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from govpagecheck.accessibility import aria


def test_required_attributes_are_those_without_a_default() -> None:
    """WAI-ARIA 1.2, "Required States and Properties" of each role; ACT 4e8ab6 for combobox."""
    required = {name: set(role.required) for name, role in aria.ROLES.items() if role.required and not role.is_abstract}
    assert required == {
        "checkbox": {"aria-checked"},
        "combobox": {"aria-expanded"},
        "heading": {"aria-level"},
        "menuitemcheckbox": {"aria-checked"},
        "menuitemradio": {"aria-checked"},
        "meter": {"aria-valuenow"},
        "radio": {"aria-checked"},
        "scrollbar": {"aria-controls", "aria-valuenow"},
        "slider": {"aria-valuenow"},
        "switch": {"aria-checked"},
    }
    assert aria.ROLES["combobox"].required_if_expanded == {"aria-controls"}
    assert aria.ROLES["separator"].required_if_focusable == {"aria-valuenow"}


def test_roles_that_cannot_be_named() -> None:
    """WAI-ARIA 1.2, section 5.2.8.6; mark and suggestion as the 1.3 draft has them."""
    prohibited = {name for name, role in aria.ROLES.items() if role.prohibits_name and role.standard == "aria"}
    assert prohibited == set(
        "caption code deletion emphasis generic insertion mark none paragraph presentation strong subscript suggestion superscript".split()
    )
    assert all({"aria-label", "aria-labelledby"} <= aria.ROLES[name].prohibited for name in prohibited)


def test_roles_that_take_their_name_from_content() -> None:
    """WAI-ARIA 1.2, section 5.2.8.5; comment as the 1.3 draft has it."""
    named = {name for name, role in aria.ROLES.items() if role.takes_name_from_content and role.standard == "aria" and not role.is_abstract}
    assert named == set(
        "button cell checkbox columnheader comment gridcell heading link menuitem menuitemcheckbox menuitemradio option radio row "
        "rowheader switch tab tooltip treeitem".split()
    )


def test_presentational_children() -> None:
    """WAI-ARIA 1.2, section 5.2.9."""
    found = {name for name, role in aria.ROLES.items() if role.children_presentational and role.standard == "aria"}
    assert found == set(
        "button checkbox image img menuitemcheckbox menuitemradio meter option progressbar radio scrollbar separator slider switch "
        "tab".split()
    )


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("cell", "row"),
        ("listitem", "directory list"),
        ("menuitem", "group menu menubar"),
        ("option", "group listbox"),
        ("row", "grid rowgroup table treegrid"),
        ("rowheader", "row"),
        ("tab", "tablist"),
        ("treeitem", "group tree"),
    ],
)
def test_required_context(name: str, context: str) -> None:
    assert aria.ROLES[name].required_context == set(context.split())


@pytest.mark.parametrize(
    ("name", "owned"),
    [
        ("feed", "article"),
        ("grid", "row rowgroup"),
        ("list", "listitem"),
        ("listbox", "group option"),
        ("menu", "group menuitem menuitemcheckbox menuitemradio"),
        ("row", "cell columnheader gridcell rowheader"),
        ("rowgroup", "row"),
        ("tablist", "tab"),
        ("tree", "group treeitem"),
    ],
)
def test_required_owned(name: str, owned: str) -> None:
    assert aria.ROLES[name].required_owned == set(owned.split())


def test_global_attributes_are_supported_but_where_prohibited() -> None:
    """WAI-ARIA 1.2, section 6.5; and the attributes whose global use 1.2 deprecates."""
    assert "aria-describedby" in aria.ROLES["generic"].supported
    assert "aria-label" not in aria.ROLES["generic"].supported
    assert "aria-roledescription" in aria.ROLES["generic"].prohibited
    assert "aria-disabled" in aria.ROLES["heading"].supported & aria.ROLES["heading"].deprecated_attributes
    assert "aria-disabled" in aria.ROLES["button"].supported - aria.ROLES["button"].deprecated_attributes
    assert "aria-checked" not in aria.ROLES["button"].supported


@pytest.mark.parametrize(
    ("name", "kind", "values"),
    [
        ("aria-busy", "boolean", "true false"),
        ("aria-checked", "tristate", "true false mixed undefined"),
        ("aria-expanded", "true-false-undefined", "true false undefined"),
        ("aria-current", "token", "page step location date time true false"),
        ("aria-relevant", "token-list", "additions all removals text"),
        ("aria-activedescendant", "id", ""),
        ("aria-labelledby", "id-list", ""),
        ("aria-level", "integer", ""),
        ("aria-valuenow", "number", ""),
        ("aria-label", "string", ""),
    ],
)
def test_attribute_values(name: str, kind: str, values: str) -> None:
    assert (aria.ATTRIBUTES[name].kind, aria.ATTRIBUTES[name].values) == (kind, set(values.split()))


def test_deprecated_and_draft() -> None:
    assert {name for name, one in aria.ATTRIBUTES.items() if one.is_deprecated} == {"aria-dropeffect", "aria-grabbed"}
    assert {name for name, one in aria.ROLES.items() if one.is_deprecated} == {"directory", "doc-biblioentry", "doc-endnote"}
    assert aria.ATTRIBUTES["aria-description"].is_draft
    assert aria.ATTRIBUTES["aria-description"].is_global


def test_kinds_of_roles() -> None:
    """WAI-ARIA 1.2, sections 5.3.2 and 5.3.4."""
    assert all(aria.ROLES[name].is_widget for name in ("button", "combobox", "gridcell", "tabpanel", "treegrid"))
    assert not any(aria.ROLES[name].is_widget for name in ("columnheader", "heading", "row", "table"))
    landmarks = {name for name, role in aria.ROLES.items() if role.is_landmark and role.standard == "aria"}
    assert landmarks == set("banner complementary contentinfo form main navigation region search".split())


def test_the_data_is_consistent_and_sorted() -> None:
    data = json.loads(files("govpagecheck").joinpath("data", "aria.json").read_text(encoding="utf-8"))
    for kind in ("roles", "attributes"):
        assert list(data[kind]) == sorted(data[kind])
    for role in aria.ROLES.values():
        assert role.required | role.required_if_expanded | role.required_if_focusable <= role.supported, role.name
        assert role.required_context | role.required_owned | role.ancestors <= set(aria.ROLES), role.name
        assert role.supported | role.prohibited <= set(aria.ATTRIBUTES), role.name
        assert not role.supported & role.prohibited
