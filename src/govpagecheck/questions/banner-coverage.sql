-- Coverage of the banner by host
-- How many pages of each host carry an official-site banner, in percent of those that were judged as a whole; the lowest first.
-- A banner in parts and none at all are no coverage; the text of a web component is not in the page.

SELECT
  coalesce(host, '(no address)') AS host,
  round(100 * covered / nullif(judged, 0), 1) AS percent,
  judged, covered, federal, state, web_component, other, partial, none, https_notice, not_judged
FROM (
  SELECT
    host,
    count(*) FILTER (NOT is_incomplete) AS judged,
    count(*) FILTER (NOT is_incomplete AND kind NOT IN ('none', 'partial')) AS covered,
    count(*) FILTER (NOT is_incomplete AND kind IN ('us-federal-gov', 'us-federal-mil')) AS federal,
    count(*) FILTER (NOT is_incomplete AND kind = 'us-state') AS state,
    count(*) FILTER (NOT is_incomplete AND kind = 'web-component') AS web_component,
    count(*) FILTER (NOT is_incomplete AND kind = 'other') AS other,
    count(*) FILTER (NOT is_incomplete AND kind = 'partial') AS partial,
    count(*) FILTER (NOT is_incomplete AND kind = 'none') AS none,
    count(*) FILTER (NOT is_incomplete AND has_https_notice) AS https_notice,
    count(*) FILTER (is_incomplete) AS not_judged
  FROM (SELECT host, is_incomplete, facts.banner.kind AS kind, facts.banner.httpsNotice AS has_https_notice FROM pages)
  GROUP BY host
)
ORDER BY percent NULLS LAST, judged DESC, host
