"""The measures of an article and the services that carry them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from gaodi.apps.policies.models import Article
from gaodi.apps.programmes.choices import ProgrammeKind
from gaodi.apps.programmes.models import Programme
from gaodi.web.public.article_index import is_running
from gaodi.web.public.counts import FEW, count_entitled_of
from gaodi.web.shell.ui.articles import ONLY_FRAMEWORK, ClauseRow
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.tiles import FEWEST

GAP = Chip("有缺口", "unknown")


def read_clauses(article: Article, programmes: Iterable[Programme], on: date) -> tuple[ClauseRow, ...]:
    """A row for each measure; a programme carries out the measure whose id is its code."""
    by_code = {one.code: one for one in programmes}
    return tuple(
        _clause(place, measure, by_code.get(measure["id"]), on)
        for place, measure in enumerate(article.measures, start=1)
    )


def _clause(number: int, measure: Mapping[str, str], programme: Programme | None, on: date) -> ClauseRow:
    text = measure["says"]
    if programme is None:
        name, state = measure.get("name") or "尚未做成服务", "平台上尚无这项服务，请先联系牵头单位"
        return ClauseRow(number, text, name, state, figure_note="尚未交办", chip=GAP)
    href = reverse("public:programme", args=[programme.code])
    if programme.kind == ProgrammeKind.FRAMEWORK_ONLY:
        state = "未见实施细则，条件可看，暂不受理"
        return ClauseRow(number, text, programme.title, state, figure_note="尚未交办", chip=ONLY_FRAMEWORK)
    firms, matters = count_entitled_of(programme.code)
    running, shown = is_running(programme, on), firms >= FEWEST
    return ClauseRow(
        number,
        text,
        programme.title,
        "按规则逐家判定，条件、金额和依据都可看" if running else "已到期，期内事项仍按当时规则判断",
        href,
        figure=str(matters) if shown else FEW,
        figure_unit="项" if shown else "",
        figure_note=f"现在可享，涉及 {firms} 家" if shown else "现在可享",
    )
