"""Names, test by test along the steps of accname 1.2; descriptions have their own file."""

from itertools import pairwise

import pytest
from lxml import etree

from govpagecheck import parse_page
from govpagecheck.accessibility import accessible_name
from govpagecheck.accessibility.names import MAX_LENGTH, Name, control_of, labels_of, name_of, referenced


def found(html: str, css: str = "#it") -> Name:
    document = parse_page(f"<!doctype html><html lang=en><title>Page</title><body>{html}")
    return name_of(document, document.select(css)[0])


def name(html: str, css: str = "#it") -> str:
    return found(html, css).text


def sourced(html: str, css: str = "#it") -> tuple[str, str]:
    one = found(html, css)
    return one.text, one.source


# -- step 1 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["none", "presentation", "paragraph", "strong", "generic"])
def test_step_1_a_role_that_prohibits_naming_has_no_name(role: str) -> None:
    assert name(f'<summary id=it role={role} title="Hours">Opening hours</summary>') == ""


def test_step_1_a_presentational_role_that_does_not_take_effect_does_not_prohibit() -> None:
    assert name('<a id=it href="/" role=none>Home</a>') == "Home"


def test_step_1_browsers_name_elements_that_are_generic_by_themselves() -> None:
    assert sourced('<div id=it aria-label="Map legend">text</div>') == ("Map legend", "aria-label")
    assert sourced('<kbd id=it title="Control and F">Ctrl+F</kbd>') == ("Control and F", "title")


# -- step 2A --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hiding", ["hidden", 'style="display:none"', 'style="visibility:hidden"', 'style="visibility:collapse"', "aria-hidden=true", "inert"]
)
def test_step_2a_hidden_content_is_left_out(hiding: str) -> None:
    assert name(f"<button id=it>Save <span {hiding}>draft</span><b {hiding}>of <i>it</i></b></button>") == "Save"


@pytest.mark.parametrize("hiding", ["hidden", "aria-hidden=true"])
def test_step_2a_what_is_hidden_has_no_name(hiding: str) -> None:
    assert found(f"<div {hiding}><button id=it>Save</button></div>") == Name("", "none")


def test_step_2a_visibility_comes_back_below_hidden() -> None:
    html = '<h2 id=it>News <span style="visibility:hidden">old <b style="visibility:visible">and new</b> end</span></h2>'
    assert name(html) == "News and new"


@pytest.mark.parametrize("style", ["opacity:0", "position:absolute;left:-9999px", "clip-path:inset(50%)"])
def test_step_2a_what_is_merely_unseen_is_not_hidden(style: str) -> None:
    assert name(f'<button id=it><span style="{style}">Close</span></button>') == "Close"


def test_step_2a_scripts_and_styles_are_no_text() -> None:
    html = "<a id=it href=x><script>go()</script><style>a{}</style><template>no</template><noscript>no</noscript></a>"
    assert sourced(html) == ("", "none")


def test_step_2a_a_closed_disclosure_shows_its_summary_only() -> None:
    assert name("<div id=it role=button><details><summary>More</summary>Less</details></div>") == "More"


def test_step_2a_hidden_label_counts() -> None:
    assert sourced("<label for=it hidden>City <i hidden>or town</i></label><input id=it>") == ("City or town", "label")


def test_step_2a_hidden_legend_counts() -> None:
    assert sourced('<fieldset id=it><legend style="display:none">Address</legend></fieldset>') == ("Address", "legend")


# -- step 2B --------------------------------------------------------------------------------------------------------------


def test_step_2b_targets_come_in_the_order_of_the_ids() -> None:
    one = found('<p id=a>first</p><p id=b>second</p><button id=it aria-labelledby="b a">x</button>')
    assert (one.text, one.source, [target.get("id") for target in one.elements]) == ("second first", "aria-labelledby", ["b", "a"])


def test_step_2b_a_target_is_consulted_once() -> None:
    assert name('<p id=a>first</p><button id=it aria-labelledby="a a a">x</button>') == "first"


def test_step_2b_ids_of_nothing_are_skipped_and_none_left_means_the_next_step() -> None:
    assert name('<p id=a>first</p><button id=it aria-labelledby="none a">x</button>') == "first"
    assert sourced('<button id=it aria-labelledby="none">x</button>') == ("x", "contents")


def test_step_2b_an_empty_target_means_the_next_step() -> None:
    assert sourced('<p id=a> </p><button id=it aria-labelledby=a aria-label="Go">x</button>') == ("Go", "aria-label")


@pytest.mark.parametrize("hiding", ["hidden", 'style="display:none"', 'style="visibility:hidden"', "aria-hidden=true"])
def test_step_2b_hidden_target_counts_with_all_that_is_in_it(hiding: str) -> None:
    html = f"<div {hiding}><p id=a>Send <b hidden>the <i aria-hidden=true>form</i></b></p></div><button id=it aria-labelledby=a>x</button>"
    assert name(html) == "Send the form"


def test_step_2b_visible_target_counts_without_its_hidden_parts() -> None:
    assert name("<p id=a>Send <b hidden>it</b></p><button id=it aria-labelledby=a>x</button>") == "Send"


def test_step_2b_self_reference() -> None:
    html = '<a id=file href=x>Budget.pdf</a><button id=it aria-label="Delete" aria-labelledby="it file">x</button>'
    assert name(html) == "Delete Budget.pdf"


def test_step_2b_references_are_not_followed_from_within_a_reference() -> None:
    html = (
        "<p id=c>third</p><p id=b aria-labelledby=c>second</p><p id=a aria-labelledby=b>first</p><button id=it aria-labelledby=a>x</button>"
    )
    assert name(html) == "first"


def test_step_2b_cycle_ends() -> None:
    html = "<a href=x id=it aria-labelledby=b>one</a><a href=x id=b aria-labelledby=it>two</a>"
    assert (name(html), name(html, "#b")) == ("two", "one")


def test_step_2b_descendants_follow_their_references() -> None:
    html = "<p id=a>the plan</p><h2 id=it>Read <a href=x aria-labelledby=a>more</a> today</h2>"
    assert name(html) == "Read the plan today"


def test_step_2b_what_a_link_has_referred_to_is_not_read_again() -> None:
    html = '<h2 id=it><a href=x aria-labelledby=pic>one</a> <a href=x>two <img id=pic src=x alt="Logo"> three</a></h2>'
    assert name(html) == "Logo two three"


def test_step_2b_the_target_may_be_named_by_its_labels() -> None:
    html = "<label for=box>Agree</label><input type=checkbox id=box><button id=it aria-labelledby=box>x</button>"
    assert name(html) == "Agree"


def test_step_2b_svg_named_by_its_title_child() -> None:
    html = "<svg id=it role=img aria-labelledby=t><title id=t>Seal of the agency</title><path d=''/></svg>"
    assert sourced(html) == ("Seal of the agency", "aria-labelledby")


# -- step 2C --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("control", "value"),
    [
        ('<input value="5" aria-label="number">', "5"),
        ('<input type=search value="5">', "5"),
        ("<textarea aria-label=number>5</textarea>", "5"),
        ('<span role=textbox contenteditable aria-label="number">5</span>', "5"),
        ('<input type=password value="secret">', ""),
        ("<select><option>1<option selected>5</select>", "5"),
        ("<select><option disabled>Choose<option>5<option>6</select>", "5"),
        ("<select><option label=five>5</select>", "five"),
        ("<select size=3><option>1<option>5</select>", ""),
        ("<select multiple><option selected>5<option>7<option selected>6</select>", "5 6"),
        ("<div role=listbox aria-label=n><div role=option>4</div><div role=option aria-selected=true>5</div></div>", "5"),
        ("<div role=combobox><div role=textbox></div><ul role=listbox><li role=option aria-selected=true>5</ul></div>", "5"),
        ("<span role=combobox aria-label=number>5</span>", "5"),
        ("<input role=combobox value=5 title=number>", "5"),
        ("<span role=slider aria-valuenow=4 aria-valuetext=five>4.0</span>", "five"),
        ("<span role=spinbutton aria-valuenow=5 aria-label=number>5.0</span>", "5"),
        ("<input type=number value=5>", "5"),
        ("<input type=range min=0 max=10>", "5"),
        ("<input type=range min=x>", ""),
        ("<progress value=5 max=10>half</progress>", "5"),
        ("<span role=menu><span role=menuitem>5</span></span>", ""),
    ],
)
def test_step_2c_embedded_control_adds_its_value(control: str, value: str) -> None:
    expected = f"Flash {value} times" if value else "Flash times"
    assert name(f"<label for=it>Flash {control} times</label><input type=checkbox id=it>") == expected
    assert name(f"<h2 id=it>Flash {control} times</h2>") == expected
    assert name(f"<div id=a>Flash {control} times</div><button id=it aria-labelledby=a>x</button>") == expected


def test_step_2c_listbox_elsewhere_that_the_combobox_controls() -> None:
    listbox = "<div role=listbox id=l><div role=option aria-selected=true>May</div><div role=option>June</div></div>"
    assert name(f"<h2 id=it>Since <span role=combobox aria-controls=l>x</span></h2>{listbox}") == "Since May"


def test_step_2c_control_referred_to_adds_its_value() -> None:
    assert name('<input id=a value="March"><button id=it aria-labelledby=a>x</button>') == "March"


def test_step_2c_the_control_itself_is_not_embedded_in_its_own_label() -> None:
    assert name('<label>City <input id=it value="Boston"></label>') == "City"
    assert name('<label id=a>City <input id=it value="Boston" aria-labelledby=a></label>') == "City"
    assert name('<input id=it value="Boston" aria-label="City" aria-labelledby="it">') == "City"


# -- step 2D --------------------------------------------------------------------------------------------------------------


def test_step_2d_label_wins_over_host_language_content_and_tooltip() -> None:
    assert sourced('<img id=it src=x alt="a" title="t" aria-label="  the\n label ">') == ("the label", "aria-label")
    assert name('<label for=it>a</label><input id=it aria-label="b">') == "b"
    assert name('<button id=it aria-label="b" title="t">a</button>') == "b"


@pytest.mark.parametrize("blank", ["", " ", "\n\t"])
def test_step_2d_blank_label_does_not_count(blank: str) -> None:
    assert sourced(f'<button id=it aria-label="{blank}">Send</button>') == ("Send", "contents")


def test_step_2d_label_in_content_replaces_that_content() -> None:
    assert name('<a id=it href=x>Tel. <span aria-label="five five five">555</span></a>') == "Tel. five five five"


# -- step 2E --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img id=it src=x alt="Seal" title="t">', ("Seal", "alt")),
        ('<img id=it src=x title="Seal">', ("Seal", "title")),
        ('<img id=it src=x alt=" ">', ("", "none")),
        ('<img usemap="#m" src=x><map name=m><area id=it href=x alt="Ohio" shape=default></map>', ("Ohio", "alt")),
        ('<input id=it type=image src=x alt="Go" title="t">', ("Go", "alt")),
        ('<input id=it type=image src=x title="Go">', ("Go", "title")),
        ("<input id=it type=image src=x>", ("Submit", "default")),
        ('<input id=it type=submit value="Send">', ("Send", "value")),
        ("<input id=it type=submit>", ("Submit", "default")),
        ("<input id=it type=reset title=t>", ("Reset", "default")),
        ('<input id=it type=submit value="">', ("", "none")),
        ('<input id=it type=button title="Go">', ("Go", "title")),
        ("<input id=it type=button>", ("", "none")),
        ("<label for=it>a</label><input id=it type=submit value=b>", ("a", "label")),
        ("<label for=it>a</label><button id=it>b</button>", ("a", "label")),
        ("<fieldset id=it><legend>Name</legend><legend>b</legend></fieldset>", ("Name", "legend")),
        ("<fieldset id=it><div><legend>Name</legend></div></fieldset>", ("", "none")),
        ("<figure id=it><img alt=a src=x><figcaption>Dam, <b>1936</b></figcaption></figure>", ("Dam, 1936", "figcaption")),
        ("<table id=it summary=s><caption>Rates</caption><tr><td>1</table>", ("Rates", "caption")),
        ("<table id=it summary=s title=t><tr><td>1</table>", ("s", "summary")),
        ("<select><option id=it label=short>long</select>", ("short", "label-attribute")),
        ("<select><option id=it>long</select>", ("long", "contents")),
        ("<label for=it>a</label><output id=it>4</output>", ("a", "label")),
        ("<label for=it>a</label><meter id=it value=1></meter>", ("a", "label")),
        ("<svg id=it role=img><title>Seal</title><circle r=1><title>Dot</title></circle></svg>", ("Seal", "svg-title")),
        ('<svg><a id=it href="x"><text>Ohio <tspan>River</tspan></text></a></svg>', ("Ohio River", "contents")),
        ("<svg><text id=it>Ohio</text></svg>", ("Ohio", "contents")),
        ('<math id=it alttext="x squared"><mi>x</mi></math>', ("x squared", "alttext")),
        ("<details><summary id=it>More</summary>text</details>", ("More", "contents")),
        ("<details><summary id=it title=t></summary>text</details>", ("t", "title")),
        ("<iframe id=it title=Map></iframe>", ("Map", "title")),
        ("<textarea id=it placeholder=p title=t>value</textarea>", ("t", "title")),
        ("<textarea id=it placeholder=p>value</textarea>", ("p", "placeholder")),
        ("<input id=it placeholder=p>", ("p", "placeholder")),
        ("<input id=it type=date placeholder=p>", ("", "none")),
        ("<input id=it type=file title=t>", ("t", "title")),
        ("<input id=it alt=a value=v>", ("", "none")),
    ],
)
def test_step_2e_host_language(html: str, expected: tuple[str, str]) -> None:
    assert sourced(html) == expected


def test_step_2e_document_is_named_by_its_title() -> None:
    assert sourced("", "html") == ("Page", "title-element")


def test_step_2e_labels_in_document_order() -> None:
    one = found("<label for=it>a test</label><label>This <input id=it type=checkbox> is</label>")
    assert (one.text, [label.tag for label in one.elements]) == ("a test This is", ["label", "label"])


def test_step_2e_a_label_with_for_labels_nothing_else() -> None:
    assert name("<label for=none>Name <input id=it></label>") == ""


def test_step_2e_a_label_labels_its_first_control() -> None:
    html = "<label>Both <input type=hidden><input id=it><input id=other></label>"
    assert (name(html), name(html, "#other")) == ("Both", "")


def test_step_2e_the_first_of_two_elements_with_one_id_is_labelled() -> None:
    assert name("<label for=a>Name</label><input id=a><input id=a class=second>", ".second") == ""


def test_step_2e_labels_do_not_label_what_is_no_control() -> None:
    assert name("<label for=it>Name</label><div id=it role=checkbox></div>") == ""


def test_step_2e_presentational_images_add_nothing() -> None:
    assert name('<a id=it href=x><img src=x alt="" title="t"><img src=x alt=a role=presentation>Home</a>') == "Home"


def test_step_2e_controls_in_a_row_have_their_labels_once() -> None:
    html = "<div role=row id=it><div role=cell><label for=c>Anna</label> <input type=checkbox id=c></div></div>"
    assert name(html) == "Anna"


# -- step 2F, 2G and 2H ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", "button cell checkbox columnheader link heading menuitem option radio row switch tab treeitem".split())
def test_step_2f_roles_named_by_contents(role: str) -> None:
    assert sourced(f"<div id=it role={role}>text</div>") == ("text", "contents")


@pytest.mark.parametrize("role", "alert dialog group img list navigation region table textbox toolbar".split())
def test_step_2f_roles_not_named_by_contents(role: str) -> None:
    assert sourced(f"<div id=it role={role}>text</div>") == ("", "none")


@pytest.mark.parametrize("html", ["<a id=it>text</a>", "<p id=it>text</p>", "<div id=it>text</div>", "<nav id=it>text</nav>"])
def test_step_2f_elements_not_named_by_contents(html: str) -> None:
    assert name(html) == ""


def test_step_2f_generated_content() -> None:
    style = '<style>a::before { content: "New: " } a::after { content: " (external)" / "leaves this site" }</style>'
    assert name(f"{style}<a id=it href=x>Data</a>") == "New: Dataleaves this site"


def test_step_2f_icon_characters_are_no_text() -> None:
    assert sourced('<style>i::before { content: "\\f09a" }</style><a id=it href=x><i></i></a>') == ("", "none")
    assert name("<a id=it href=x>&#xe8b6; Search</a>") == "Search"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("one<b>two</b>three", "onetwothree"),
        ("one<!-- -->two", "onetwo"),
        ("one<br>two", "one two"),
        ("<div>one</div><div>two</div>three", "one two three"),
        ('<span style="display:block">one</span>two', "one two"),
        ('<span style="display:inline-block">one</span><span style="display:inline-block">two</span>', "one two"),
        ('<span style="float:left">one</span><span style="position:absolute">two</span>three', "one two three"),
        ('<span style="display:flex"><b>one</b><b>two</b></span>', "one two"),
        ('<div style="display:inline">one</div>two', "onetwo"),
        ("<table><tr><td>one</td><td>two</td></tr></table>", "one two"),
        ('one<img src=x alt="two">three', "onetwothree"),
        ("one<input value=two>three", "one two three"),
        ("\n one\t<b> <i> </i></b> two\r\n", "one two"),
        ("&nbsp;one&nbsp;two&nbsp;", "one\u00a0two"),
        ("one<wbr>two", "onetwo"),
        ("<ul><li>one<li>two</ul>", "one two"),
        ("<ul role=menu><li role=menuitem>no</ul>one", "one"),
    ],
)
def test_step_2f_spaces_and_2g_text(html: str, expected: str) -> None:
    assert name(f"<div id=it role=button>{html}</div>") == expected


def test_step_2f_visually_hidden_text_stands_apart_where_sheets_are_missing() -> None:
    html = '<link rel=stylesheet href="site.css"><a id=it href=x>Budget<span class="usa-sr-only">opens a PDF</span></a>'
    assert name(html) == "Budget opens a PDF"


def test_step_2f_owned_elements_are_children() -> None:
    assert name("<ul id=a aria-owns=c><li>A<li>B</ul><p id=c>C</p><input id=it aria-labelledby=a>") == "A B C"
    assert name("<div id=it role=button aria-owns=it>one</div>") == "one"


def test_step_2f_slots_and_shadow_roots() -> None:
    shadow = "<template shadowrootmode=open>Download <slot name=kind>file</slot>: <slot aria-label=no>nothing</slot></template>"
    host = f"<span>{shadow}budget <b slot=kind>table</b></span>"
    assert name(f"<button id=it>{host}</button>") == "Download table: budget"
    assert name(f"<button id=it><span>{shadow}</span></button>") == "Download file: nothing"


def test_step_2f_ids_and_labels_stay_in_their_shadow_root() -> None:
    shadow = (
        "<template shadowrootmode=open><label for=a>Inner</label><input id=a class=inner><b aria-labelledby=out class=b></b></template>"
    )
    html = f"<p id=out>Outer text</p><label for=a>Outer</label><div>{shadow}</div><input id=a class=outer>"
    assert (name(html, ".inner"), name(html, ".outer"), name(html, ".b")) == ("Inner", "Outer", "")


def test_step_2h_subgroups_of_items_are_left_out() -> None:
    html = "<ul role=tree><li role=treeitem id=it>Fruit<ul role=group><li role=treeitem>Pear</ul></li></ul>"
    assert name(html) == "Fruit"


def test_step_2h_nested_images_and_titles() -> None:
    html = '<h3 id=it>By <a href=x><span>the <img src=x alt="Census"></span> <i title="Bureau"></i></a> today</h3>'
    assert name(html) == "By the Census Bureau today"


# -- step 2I --------------------------------------------------------------------------------------------------------------


def test_step_2i_tooltip_is_last() -> None:
    assert sourced('<a id=it href=x title="Home"><img src=x alt=""></a>') == ("Home", "title")
    assert sourced('<a id=it href=x title="Home">Start</a>') == ("Start", "contents")
    assert sourced('<div id=it role=group title="Tools">text</div>') == ("Tools", "title")
    assert sourced('<input id=it type=checkbox title="Agree">') == ("Agree", "title")


# -- doubt ----------------------------------------------------------------------------------------------------------------


def test_doubt_where_a_script_may_render_text() -> None:
    assert found("<a id=it href=x><site-icon></site-icon></a>") == Name("", "none", (), "rendered-by-script")
    assert found("<span><template shadowrootmode=open><button id=it><slot></slot></button></template></span>").is_uncertain
    assert not found("<a id=it href=x aria-label=Home><site-icon></site-icon></a>").is_uncertain


def test_doubt_where_a_sheet_that_was_not_read_may_add_text() -> None:
    linked = "<link rel=stylesheet href='https://example.gov/site.css'>"
    assert found(f'{linked}<a id=it href=x><i class="icon-home"></i></a>').doubt == "unread-sheets"
    assert found(f"{linked}<a id=it href=x><i></i></a>").doubt == ""
    assert found(f'{linked}<a id=it href=x class="home">Home</a>').doubt == ""
    assert found('<a id=it href=x><i class="icon-home"></i></a>').doubt == ""


def test_doubt_where_generated_content_cannot_be_known() -> None:
    assert found("<style>a::before { content: counter(n) }</style><a id=it href=x></a>").doubt == "generated-content"


# -- hostile pages --------------------------------------------------------------------------------------------------------


def test_long_names_are_cut() -> None:
    one = found(f"<button id=it>{'word ' * MAX_LENGTH}</button>")
    assert len(one.text) == MAX_LENGTH
    assert one.doubt == "too-long"
    assert len(name(f'<button id=it aria-label="{"word " * MAX_LENGTH}">x</button>')) <= MAX_LENGTH


def test_hostile_many_buttons_of_one_subtree() -> None:
    big = "<div id=big>" + "".join(f"<b>w{number}</b>" for number in range(1500)) + "</div>"
    document = parse_page(big + "<button aria-labelledby=big>x</button>" * 5000)
    names = [accessible_name(document, one) for one in document.select("button")]
    assert len(names) == 5000
    assert len({id(one) for one in names}) == 1


def test_hostile_many_fields_that_are_in_their_label() -> None:
    document = parse_page("<label id=big>" + "<b>w</b><input type=text value=v aria-labelledby=big>" * 3000)
    doubts = {name_of(document, one).doubt for one in document.select("input")}
    assert "too-costly" in doubts  # each has another name; what exceeds the budget says so


def test_hostile_many_labels_of_one_field_and_many_fields_of_one_label() -> None:
    assert name("<label for=it>l</label>" * 10_000 + "<input id=it>").startswith("l l l")
    document = parse_page("<label>all " + "<input>" * 10_000 + "</label>")
    assert [accessible_name(document, one) for one in document.select("input")][:2] == ["all", ""]


def test_hostile_many_ids() -> None:
    ids = " ".join(f"i{number}" for number in range(100_000))
    targets = "".join(f"<p id=i{number}>a" for number in range(10_000))
    one = found(f'<button id=it aria-labelledby="{ids}">x</button>{targets}')
    assert one.doubt == "too-long"


def test_hostile_ring_of_references() -> None:
    document = parse_page("".join(f"<a href=x id=i{number} aria-labelledby=i{(number + 1) % 5000}>t{number}</a>" for number in range(5000)))
    links = document.select("a")
    assert accessible_name(document, links[0]) == "t1"
    assert accessible_name(document, links[-1]) == "t0"


def test_hostile_ring_of_owners() -> None:
    document = parse_page(
        "".join(f"<p role=button id=i{number} aria-owns='i{(number + 1) % 3000} i{number}'>t</p>" for number in range(3000))
    )
    assert all(accessible_name(document, one) or name_of(document, one).is_uncertain for one in document.select("[role]"))


def test_hostile_deep_nesting() -> None:
    root = etree.Element("html")
    element = link = etree.SubElement(etree.SubElement(root, "body"), "a", href="x", id="it")
    for _ in range(15_000):
        element = etree.SubElement(element, "span")
    element.text = "deep"
    document = parse_page(root)
    assert accessible_name(document, link) == "deep"


def test_hostile_nested_names() -> None:
    root = etree.Element("html")
    element = etree.SubElement(root, "body")
    for tag in ("span", "label", "fieldset", "legend", "figure", "figcaption") * 600:
        element = etree.SubElement(element, tag, role="button") if tag == "span" else etree.SubElement(element, tag)
        element.text = "t"
    field = etree.SubElement(element, "input")
    document = parse_page(root)
    assert accessible_name(document, field).startswith("t t")
    for one in document.index.elements:
        name_of(document, one)


# -- references -----------------------------------------------------------------------------------------------------------


def test_labels_and_controls() -> None:
    document = parse_page("<label for=a>A</label><label>B <select id=a></select></label><label>none</label>")
    (control,) = document.select("select")
    labels = document.select("label")
    assert labels_of(document, control) == (labels[0], labels[1])
    assert [control_of(document, label) for label in labels] == [control, control, None]
    assert referenced(document, labels[0], "for") == (control,)
    assert all(document.precedes(one, other) for one, other in pairwise(labels_of(document, control)))


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("<input id=f>", "Search"),
        ("<input id=f value=Docks>", "Docks"),
        ("<input id=f aria-label=Find>", "Find"),
        ("<textarea id=f></textarea>", "Search"),
        ("<textarea id=f>Docks</textarea>", "Docks"),
        ("<textarea id=f aria-label=Find>Docks</textarea>", "Docks"),
        ("<select id=f></select>", "Search"),
        ("<select id=f><option>Docks</select>", "Docks"),
        ("<div id=f role=textbox aria-label=Find></div>", "Find"),
        ("<ul id=f role=menu aria-label=Find></ul>", ""),
    ],
)
def test_what_aria_labelledby_points_at_straight_is_named_by_its_label_where_it_has_no_value(field: str, expected: str) -> None:
    assert name(f"<label for=f>Search</label>{field}<button id=it aria-labelledby=f></button>") == expected


def test_a_field_without_value_inside_a_label_adds_nothing() -> None:
    assert name("<label for=f>Search</label><span id=s>Find <input id=f></span><button id=it aria-labelledby=s></button>") == "Find"
