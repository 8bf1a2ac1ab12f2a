"""Frameworks and coaching activities as CASE 1.0 packages, for programs that hold standards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.addresses import package_uri
from handbook.exports.case_names import ACTIVITIES, CaseNames, titled
from handbook.exports.catalog import dump, plain
from handbook.exports.rubrics import render_rubrics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.exports.case_names import Json
    from handbook.model.handbook import Handbook
    from handbook.model.role import Activity, Role
    from handbook.model.standard import Domain, Framework, Function
    from handbook.pages.desk import Desk

_SUMMARY = "The statements are this handbook's own summaries."


def render_packages(desk: Desk) -> dict[str, bytes]:
    """Return a package for each framework and one for the activities, by their URIs."""
    maker = _Maker(CaseNames(desk))
    made = {one.id: maker.framework(one) for one in desk.handbook.frameworks}
    made[ACTIVITIES] = maker.activities()
    return {package_uri(name): dump(package) for name, package in made.items()}


@dataclass(frozen=True)
class _Maker:
    """Makes the packages of one handbook."""

    names: CaseNames

    @property
    def _handbook(self) -> Handbook:
        return self.names.handbook

    def framework(self, framework: Framework) -> Json:
        """Return a framework: its domains, their functions and all that these are made of."""
        document = self.names.link("framework", framework.id, framework.name)
        changed = self.names.moment(framework.reviewed)
        items: list[Json] = []
        associations: list[Json] = []
        for place, domain in enumerate(framework.domains, start=1):
            items.append(self._domain(domain, framework=framework, document=document))
            above = self.names.link("domain", domain.id, domain.name)
            associations.append(self._child(above, of=document, place=place, changed=changed))
            for one, whole, number in _nested(domain):
                items.append(
                    self._function(one, depth=number[0], framework=framework, document=document)
                )
                parent = self.names.link("function", whole.id, whole.name) if whole else above
                child = self.names.link("function", one.id, one.name)
                associations.append(self._child(child, of=parent, place=number[1], changed=changed))
        return {
            "CFDocument": {
                **self._document(document, summary=framework.summary, changed=changed),
                "notes": f"{plain(framework.note)} {_SUMMARY}",
                **self._official(framework),
            },
            "CFItems": items,
            "CFAssociations": associations,
            "CFDefinitions": {
                "CFItemTypes": [
                    self._type(name, depth=depth, changed=changed)
                    for depth, name in enumerate(framework.level_names, start=1)
                ]
            },
            **render_rubrics(framework, names=self.names, changed=changed),
        }

    def activities(self) -> Json:
        """Return the roles and their activities, and which functions each activity serves."""
        handbook = self._handbook
        title = f"Coaching activities of {plain(handbook.district.name)}"
        document = self.names.link("activities", ACTIVITIES, title)
        changed = self.names.moment()
        items: list[Json] = []
        associations: list[Json] = []
        for place, role in enumerate(handbook.roles, start=1):
            items.append(self._role(role, document=document))
            above = self.names.link("role", role.id, role.name)
            associations.append(self._child(above, of=document, place=place, changed=changed))
            for number, activity in enumerate(role.activities, start=1):
                items.append(self._activity(activity, role=role, document=document))
                child = self.names.link("activity", activity.id, activity.name)
                associations.append(self._child(child, of=above, place=number, changed=changed))
                associations += self._served(activity, origin=child, changed=changed)
        return {
            "CFDocument": self._document(
                document, summary="What coaches do in each role.", changed=changed
            ),
            "CFItems": items,
            "CFAssociations": associations,
            "CFDefinitions": {
                "CFItemTypes": [
                    self._type(name, depth=depth, changed=changed)
                    for depth, name in enumerate(("role", "activity"), start=1)
                ]
            },
        }

    def _served(self, activity: Activity, *, origin: Json, changed: str) -> list[Json]:
        entries = self._handbook.entries
        return [
            self._association(
                "isRelatedTo",
                origin,
                self.names.link("function", name, entries["function", name].name),
                changed=changed,
            )
            for name in activity.standards
        ]

    def _document(self, document: Json, *, summary: str, changed: str) -> Json:
        district = self._handbook.district
        return {
            "identifier": document["identifier"],
            "uri": document["uri"],
            "creator": plain(district.name),
            "title": document["title"],
            "description": plain(summary),
            "publisher": plain(district.name),
            "language": district.language,
            "version": plain(district.edition.label),
            "lastChangeDateTime": changed,
        }

    def _official(self, framework: Framework) -> Json:
        """Return where the framework itself is published, if a source says so."""
        sources = {source.id: source for source in self._handbook.sources}
        urls = (sources[name].URL for name in framework.sources if name in sources)
        found = next(filter(None, urls), "")
        return {"officialSourceURL": found} if found else {}

    def _domain(self, domain: Domain, *, framework: Framework, document: Json) -> Json:
        return self._item(
            self.names.link("domain", domain.id, domain.name),
            statement=domain.summary,
            code=domain.code,
            type_name=framework.level_names[0],
            document=document,
            changed=self.names.moment(framework.reviewed),
        )

    def _function(
        self, function: Function, *, depth: int, framework: Framework, document: Json
    ) -> Json:
        return self._item(
            self.names.link("function", function.id, function.name),
            statement=function.official_text or function.statement,
            code=function.code,
            type_name=framework.level_names[depth],
            document=document,
            changed=self.names.moment(framework.reviewed),
        )

    def _role(self, role: Role, *, document: Json) -> Json:
        return self._item(
            self.names.link("role", role.id, role.name),
            statement=role.summary,
            code="",
            type_name="role",
            document=document,
            changed=self.names.moment(role.reviewed),
        )

    def _activity(self, activity: Activity, *, role: Role, document: Json) -> Json:
        return self._item(
            self.names.link("activity", activity.id, activity.name),
            statement=activity.text,
            code="",
            type_name="activity",
            document=document,
            changed=self.names.moment(role.reviewed),
        )

    def _item(  # noqa: PLR0913  (an item has this much)
        self,
        link: Json,
        *,
        statement: str,
        code: str,
        type_name: str,
        document: Json,
        changed: str,
    ) -> Json:
        coded = {"humanCodingScheme": plain(code), "listEnumeration": plain(code)} if code else {}
        return {
            "identifier": link["identifier"],
            "uri": link["uri"],
            "CFDocumentURI": document,
            "fullStatement": plain(statement),
            "abbreviatedStatement": link["title"],
            **coded,
            "CFItemType": titled(type_name),
            "CFItemTypeURI": self.names.type_link(type_name),
            "language": self._handbook.district.language,
            "lastChangeDateTime": changed,
        }

    def _child(self, child: Json, *, of: Json, place: int, changed: str) -> Json:
        made = self._association("isChildOf", child, of, changed=changed)
        return {**made, "sequenceNumber": place}

    def _association(self, sort: str, origin: Json, destination: Json, *, changed: str) -> Json:
        name = f"{sort} {origin['identifier']} {destination['identifier']}"
        return {
            **self.names.named(name),
            "associationType": sort,
            "originNodeURI": origin,
            "destinationNodeURI": destination,
            "lastChangeDateTime": changed,
        }

    def _type(self, name: str, *, depth: int, changed: str) -> Json:
        link = self.names.type_link(name)
        return {
            **link,
            "description": f"One {plain(name)}.",
            "hierarchyCode": str(depth),
            "lastChangeDateTime": changed,
        }


def _nested(domain: Domain) -> Iterator[tuple[Function, Function | None, tuple[int, int]]]:
    """Yield what a domain is made of, what each is part of, how deep it is and its place there."""
    for place, function in enumerate(domain.functions, start=1):
        yield function, None, (1, place)
        yield from _nested_in(function, depth=2)


def _nested_in(
    function: Function, *, depth: int
) -> Iterator[tuple[Function, Function | None, tuple[int, int]]]:
    for place, part in enumerate(function.parts, start=1):
        yield part, function, (depth, place)
        yield from _nested_in(part, depth=depth + 1)
