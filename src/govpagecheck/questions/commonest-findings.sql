-- The commonest findings
-- Each rule and reason that failed, those on most pages first, with how many hosts have it and a page that shows it.

SELECT
  rule,
  reason,
  severity,
  count(DISTINCT page) AS pages,
  count(*) AS findings,
  count(DISTINCT host) AS hosts,
  min(page) AS example
FROM findings
WHERE outcome = 'failed' AND ignored_by IS NULL
GROUP BY rule, reason, severity
ORDER BY pages DESC, findings DESC, rule, reason, severity
