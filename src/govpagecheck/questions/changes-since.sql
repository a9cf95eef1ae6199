-- Changes since an earlier report
-- Failed findings that are new or fixed, known by their fingerprints as in `report diff`. "not judged" are those of the earlier report
-- whose page is not in the later one, or whose rule did not run on it or could not tell.

WITH
appeared AS (
  SELECT 'new' AS change, severity, page, rule, reason, message, line, fingerprint
  FROM findings
  WHERE outcome = 'failed' AND ignored_by IS NULL
    AND fingerprint NOT IN (SELECT fingerprint FROM old.findings WHERE outcome = 'failed')
),
gone AS MATERIALIZED (
  SELECT severity, page, host, rule, reason, message, line, fingerprint
  FROM old.findings
  WHERE outcome = 'failed' AND fingerprint NOT IN (SELECT fingerprint FROM findings WHERE outcome = 'failed')
),
-- What rules about sites found on a page, the report of the site tells.
judged AS (
  SELECT page, host, scope, rule
  FROM results
  WHERE outcome IN ('passed', 'failed', 'inapplicable') AND rule IN (SELECT rule FROM gone)
),
fixed AS (
  SELECT fingerprint FROM gone JOIN judged USING (page, rule)
  UNION
  SELECT fingerprint FROM gone JOIN judged USING (rule)
  WHERE judged.scope = 'site' AND judged.host IS NOT DISTINCT FROM gone.host AND gone.page IN (SELECT page FROM pages)
)
SELECT change, severity, page, rule, reason, message, fingerprint
FROM (
  FROM appeared
  UNION ALL
  SELECT
    CASE WHEN fingerprint IN (FROM fixed) THEN 'fixed' ELSE 'not judged' END AS change,
    severity, page, rule, reason, message, line, fingerprint
  FROM gone
)
ORDER BY
  list_position(['new', 'fixed', 'not judged'], change),
  list_position(['error', 'warning', 'info'], severity),
  page, rule, coalesce(line, 0), fingerprint
