"""The site map: every page once per language, with its other languages."""

from xml.sax.saxutils import escape, quoteattr

from tweeluik.site.site import Site


def site_map(site: Site) -> str:
    """Return the XML of the site map; '' if the site's address is not known."""
    if not site.url:
        return ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for _, addresses in site.all_addresses():
        links = [
            f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(address)}/>'
            for tag, address in addresses.items()
        ]
        for address in addresses.values():
            lines += ["<url>", f"<loc>{escape(address)}</loc>", *links, "</url>"]
    return "\n".join([*lines, "</urlset>", ""])
