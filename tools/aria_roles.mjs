/*
 * Write src/govpagecheck/data/aria.json from the npm package aria-query (Apache-2.0), which holds WAI-ARIA 1.2,
 * DPUB-ARIA and Graphics-ARIA as data. To renew:
 *
 *     npm pack aria-query@5.3.2 && tar xzf aria-query-5.3.2.tgz
 *     node tools/aria_roles.mjs package
 *
 * Where the package differs from WAI-ARIA 1.2 (Recommendation, 6 June 2023) or lacks what the 1.3 draft adds, the lists
 * below correct it, each with its reason. The same package gives the same bytes. Lists checked: 24 November 2026.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const TARGET = join(dirname(fileURLToPath(import.meta.url)), "..", "src", "govpagecheck", "data", "aria.json");

// Global in 1.1. 1.2 deprecates global use, and its roles say one by one which they support (1.2, section 6.5).
const GLOBAL_OF_OLD = ["aria-disabled", "aria-errormessage", "aria-haspopup", "aria-invalid"];

// 1.3: known to browsers and assistive technology, so a page may use them.
const DRAFT_GLOBAL = ["aria-braillelabel", "aria-brailleroledescription", "aria-description"];
const DRAFT_ATTRIBUTES = { "aria-actions": "id-list", "aria-colindextext": "string", "aria-rowindextext": "string" };

const DEPRECATED_ATTRIBUTES = ["aria-dropeffect", "aria-grabbed"]; // 1.1
const ID_LISTS = ["aria-details", "aria-errormessage"]; // one id in 1.2; 1.3 and browsers take several

const DEPRECATED_ROLES = ["directory", "doc-biblioentry", "doc-endnote"]; // 1.2; DPUB-ARIA 1.1

// 1.2 has both attributes for combobox. 1.3 and ACT 4e8ab6 ask for aria-controls only while there is a popup to control.
const REQUIRED_IF_EXPANDED = { combobox: ["aria-controls"] };
const REQUIRED_IF_FOCUSABLE = { separator: ["aria-valuenow"] }; // 1.2
const REQUIRED = {
  combobox: ["aria-expanded"],
  option: [], // 1.2: aria-selected has a default
  treeitem: [],
};

const SUPERCLASSES = { "doc-pullquote": ["roletype", "section", "structure"], none: ["roletype", "structure"] }; // DPUB-ARIA 1.1; 1.2
const PROHIBITS_NAME = ["none", "presentation"]; // 1.2, section 5.2.8.6; none is a synonym
const NOT_NAMED_BY_CONTENT = ["rowgroup"]; // 1.2, section 5.2.8.5
// 1.2, section 6.7, aria-roledescription; 1.3, and ACT kb1m8s
const HAS_NO_DESCRIBED_ROLE = ["generic", "none", "presentation"];

const REQUIRED_CONTEXT = {
  caption: ["figure", "grid", "table", "treegrid"], // 1.2
  option: ["group", "listbox"], // 1.2
  rowheader: ["row"], // 1.2
};
const REQUIRED_OWNED = {
  "doc-bibliography": [], // DPUB-ARIA 1.1 deprecates the items in favour of list items
  "doc-endnotes": [],
  "doc-glossary": [],
};

// 1.3 and browsers; on role=textbox and its kin the package follows 1.2.
const SUPPORTED_TOO = {
  "aria-actions": ["row", "tab", "option", "treeitem", "menuitem", "button", "link"], // 1.3 draft, still in motion: the usual hosts
  "aria-colindextext": ["cell", "columnheader", "gridcell", "row", "rowheader"],
  "aria-placeholder": ["combobox"], // a text input with this role has a placeholder
  "aria-required": ["radio"], // HTML-AAM maps input type=radio required so
  "aria-rowindextext": ["cell", "columnheader", "gridcell", "row", "rowheader"],
};

// Roles of the 1.3 draft that browsers know, and the role each is most like.
const DRAFT_ROLES = { comment: "article", image: "img", sectionfooter: "group", sectionheader: "group", suggestion: "insertion" };
const DRAFT_CHANGES = { comment: { takes_name_from_content: true } };

const KINDS = { idlist: "id-list", tokenlist: "token-list" };

const sorted = (names) => [...new Set(names)].sort();

function main(folder) {
  const load = createRequire(import.meta.url);
  const { aria, roles } = load(resolve(folder));
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
  const global = sorted([...Object.keys(roles.get("roletype").props), ...DRAFT_GLOBAL]);

  const attributes = {};
  for (const [name, { type, values = [], allowundefined }] of aria.entries()) {
    let kind = KINDS[type] ?? type;
    if (ID_LISTS.includes(name)) kind = "id-list";
    if (kind === "boolean" && allowundefined) kind = "true-false-undefined";
    attributes[name] = describe(name, kind, values.map(String));
  }
  for (const [name, kind] of Object.entries(DRAFT_ATTRIBUTES)) attributes[name] = describe(name, kind, []);

  function describe(name, kind, values) {
    const is_draft = DRAFT_GLOBAL.includes(name) || name in DRAFT_ATTRIBUTES;
    const is_global = global.includes(name) || GLOBAL_OF_OLD.includes(name);
    return { kind, values: sorted(values), is_global, is_deprecated: DEPRECATED_ATTRIBUTES.includes(name), is_draft };
  }

  const table = {};
  for (const [name, role] of roles.entries()) {
    const prohibits_name = role.nameFrom.includes("prohibited") || PROHIBITS_NAME.includes(name);
    const prohibited = prohibits_name ? ["aria-braillelabel", "aria-label", "aria-labelledby"] : [];
    if (HAS_NO_DESCRIBED_ROLE.includes(name)) prohibited.push("aria-brailleroledescription", "aria-roledescription");
    const added = Object.entries(SUPPORTED_TOO).filter(([, hosts]) => hosts.includes(name));
    const own = [...Object.keys(role.props), ...added.map(([attribute]) => attribute)];
    table[name] = {
      standard: name.startsWith("doc-") ? "dpub" : name.startsWith("graphics-") ? "graphics" : "aria",
      is_abstract: role.abstract,
      is_deprecated: DEPRECATED_ROLES.includes(name),
      is_draft: name === "mark",
      ancestors: SUPERCLASSES[name] ?? sorted(role.superClass.flat()),
      required: sorted(REQUIRED[name] ?? Object.keys(role.requiredProps)),
      required_if_expanded: REQUIRED_IF_EXPANDED[name] ?? [],
      required_if_focusable: REQUIRED_IF_FOCUSABLE[name] ?? [],
      supported: sorted(own.filter((attribute) => !global.includes(attribute))),
      prohibited: sorted(prohibited),
      takes_name_from_content: role.nameFrom.includes("contents") && !NOT_NAMED_BY_CONTENT.includes(name),
      takes_name_from_author: role.nameFrom.includes("author"),
      prohibits_name,
      needs_name: role.accessibleNameRequired,
      children_presentational: role.childrenPresentational,
      required_context: sorted(REQUIRED_CONTEXT[name] ?? role.requiredContextRole),
      required_owned: sorted(REQUIRED_OWNED[name] ?? role.requiredOwnedElements.flat()),
    };
  }
  for (const [name, like] of Object.entries(DRAFT_ROLES))
    table[name] = { ...table[like], ...(DRAFT_CHANGES[name] ?? {}), is_draft: true, ancestors: sorted([...table[like].ancestors, like]) };

  const origin = [
    `npm package aria-query ${version} (Apache-2.0): WAI-ARIA 1.2, DPUB-ARIA, Graphics-ARIA; what is a draft is WAI-ARIA 1.3.`,
    "Corrected and written by tools/aria_roles.mjs; do not edit. What is false or empty is left out, and so are global",
    "attributes in `supported`.",
  ].join(" ");
  writeFileSync(TARGET, write({ origin, global_of_old: GLOBAL_OF_OLD, attributes, roles: table }));
  console.log(`${TARGET}: ${Object.keys(table).length} roles, ${Object.keys(attributes).length} attributes`);
}

// One role or attribute a line, in order of their names, so that a renewal reads well as a diff.
function write({ origin, global_of_old, attributes, roles }) {
  const says = (value) => value !== false && value.length !== 0;
  const line = (record) => JSON.stringify(Object.fromEntries(Object.entries(record).filter(([, value]) => says(value))));
  const lines = (records) =>
    Object.keys(records)
      .sort()
      .map((name) => `    ${JSON.stringify(name)}: ${line(records[name])}`)
      .join(",\n");
  return [
    "{",
    `  "origin": ${JSON.stringify(origin)},`,
    `  "global_of_old": ${JSON.stringify(global_of_old)},`,
    `  "attributes": {\n${lines(attributes)}\n  },`,
    `  "roles": {\n${lines(roles)}\n  }`,
    "}\n",
  ].join("\n");
}

if (process.argv.length !== 3) throw new Error("say where the package is: node tools/aria_roles.mjs package");
main(process.argv[2]);
