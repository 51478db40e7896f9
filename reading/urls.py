from django.urls import path, register_converter

from reading import addresses
from reading.views import (
    compare,
    components,
    copy,
    display,
    feeds,
    home,
    hubs,
    issues,
    lessons,
    receipts,
    scans,
    search,
    site,
)

register_converter(addresses.YearConverter, "year")
register_converter(addresses.NumberConverter, "number")
register_converter(addresses.FormatConverter, "format")

app_name = "reading"
urlpatterns = [
    path("", home.home, name="home"),
    path("issues/", issues.issue_list, name="issue-list"),
    path("issues/<year:year>/", issues.issue_year, name="issue-year"),
    path("issues/<year:year>/<number:slug>/", issues.issue_detail, name="issue-detail"),
    path("issues/<year:year>/<number:slug>.pdf", issues.issue_pdf, name="issue-pdf"),
    path("issues/<year:year>/<number:slug>.<format:extension>", issues.issue_format, name="issue-format"),
    path("issues/<year:year>/<number:slug>/scan/<int:position>/", scans.issue_scan, name="issue-scan"),
    path("issues/<year:year>/<number:slug>/copy/", copy.issue_copy, name="issue-copy"),
    path("hubs/", hubs.hub_list, name="hub-list"),
    path("hubs/compare/", compare.hub_compare, name="hub-compare"),
    path("hubs/<slug:slug>/", hubs.hub_detail, name="hub-detail"),
    path("lessons/", lessons.lesson_list, name="lesson-list"),
    path("lessons/<slug:slug>/", lessons.theme_detail, name="theme-detail"),
    path("components/", components.components, name="components"),
    path("display/", display.display, name="display"),
    path("receipts/", receipts.receipt_list, name="receipt-list"),
    path("receipts/sign/", receipts.receipt_sign, name="receipt-sign"),
    path("sitemap/", site.site_map, name="site-map"),
    path("sitemap.xml", feeds.sitemap_index, name="sitemap"),
    path("sitemap-<int:number>.xml", feeds.sitemap_file, name="sitemap-file"),
    path("robots.txt", feeds.robots, name="robots"),
    path("feed/", feeds.atom, name="feed"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="search-suggestions"),
    path("healthz", home.healthz, name="healthz"),
]
