-- What a query reads, over the pages and sites as they are reported; $schema is main, or old for --since.

CREATE VIEW $schema.pages_and_sites AS
SELECT
  report,
  coalesce(nullif(path, ''), nullif(url, ''), 'page') AS page,
  path,
  url,
  CASE WHEN scope = 'site' THEN nullif(substr(path, length('site:') + 1), '$unnamed') ELSE main.host_of(url) END AS host,
  coalesce(scope, 'page') AS scope,
  results,
  facts,
  notes,
  siteFacts AS site_facts
FROM $schema.reported;

CREATE VIEW $schema.pages AS
SELECT
  report, page, path, url, host,
  list_has_any(list_transform(notes, lambda note: note.reason), [$incomplete_reasons]) AS is_incomplete,
  facts, notes, site_facts
FROM $schema.pages_and_sites
WHERE scope = 'page';

-- Results and findings of sites too. The page of a finding of a site is the one that it names, else "site:" and the host.
CREATE VIEW $schema.results AS
SELECT
  report, page, host, scope,
  result.rule AS rule,
  result.outcome AS outcome,
  result.severity AS severity,
  result.findings AS findings,
  notes
FROM (SELECT report, page, host, scope, unnest(results) AS result, notes FROM $schema.pages_and_sites);

CREATE VIEW $schema.findings AS
SELECT
  report,
  coalesce(finding.target.page, page) AS page,
  host, scope, rule,
  finding.outcome AS outcome,
  finding.severity AS severity,
  finding.reason AS reason,
  finding.message AS message,
  finding.target.line AS line,
  finding.target."column" AS "column",
  finding.target.selector AS selector,
  finding.target.snippet AS snippet,
  finding.fingerprint AS fingerprint,
  finding.ignored."by" AS ignored_by,
  finding.ignored.reason AS ignored_reason
FROM (SELECT report, page, host, scope, rule, unnest(findings) AS finding FROM $schema.results);
