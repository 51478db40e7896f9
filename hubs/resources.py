from hubs.models import CaseStudy, Hub
from hubs.spreadsheets import Column, Reference, SpreadsheetResource


class HubResource(SpreadsheetResource):
    natural_key = "slug"
    same_by = ("name",)

    slug = Column(Hub, "slug")
    name = Column(Hub, "name")
    country = Column(Hub, "country")
    city = Column(Hub, "city")
    latitude = Column(Hub, "latitude")
    longitude = Column(Hub, "longitude")
    aliases = Column(Hub, "aliases")

    class Meta:
        model = Hub
        name = "科创中心"
        fields = ("slug", "name", "country", "city", "latitude", "longitude", "aliases")


class CaseStudyResource(SpreadsheetResource):
    same_by = ("hub", "thesis")

    key = Column(CaseStudy, "key")
    hub = Reference(CaseStudy, "hub")
    thesis = Column(CaseStudy, "thesis")
    body = Column(CaseStudy, "body")
    formula = Column(CaseStudy, "formula")
    sources = Column(CaseStudy, "sources")

    class Meta:
        model = CaseStudy
        name = "案例"
        fields = ("key", "hub", "thesis", "body", "formula", "sources")
