"""Addresses of reports, one line a page, grouped by noun."""

from django.urls import path

from reports.views import briefing, completeness, exports, files, letters, overview, papers, reports, sections, tables

app_name = "reports"

urlpatterns = [
    path("overview/", overview.overview, name="overview"),
    path("overview/duties/", overview.overview_duties, name="overview_duties"),
    path("overview/duties.xlsx", exports.duties_xlsx, name="duties_xlsx"),
    path("overview/briefing/", briefing.overview_briefing, name="overview_briefing"),
    path("overview/completeness/", completeness.overview_completeness, name="overview_completeness"),
    path("overview/completeness/<str:by>.xlsx", exports.completeness_xlsx, name="completeness_xlsx"),
    path("overview/reports/", completeness.overview_reports, name="overview_reports"),
    path("overview/reports.xlsx", exports.owed_xlsx, name="owed_xlsx"),
    path("overview/table.xlsx", exports.overview_xlsx, name="overview_xlsx"),
    path("work/rows.xlsx", exports.work_xlsx, name="work_xlsx"),
    path("plans.xlsx", exports.plans_xlsx, name="plans_xlsx"),
    path("units.xlsx", exports.units_xlsx, name="units_xlsx"),
    path("periods/<int:pk>/figures.xlsx", tables.indicators_xlsx, name="indicators_xlsx"),
    path("plans/<int:pk>/targets.xlsx", tables.targets_xlsx, name="targets_xlsx"),
    path("initiatives.xlsx", tables.initiatives_xlsx, name="initiatives_xlsx"),
    path("initiatives/annex.xlsx", tables.initiative_annex_xlsx, name="initiative_annex_xlsx"),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/new/", reports.report_create, name="report_create"),
    path("reports/<int:pk>/", reports.report_detail, name="report_detail"),
    path("reports/<int:pk>/edit/", reports.report_edit, name="report_edit"),
    path("reports/<int:pk>/history/", reports.report_history, name="report_history"),
    path("reports/<int:pk>/submit/", reports.report_submit, name="report_submit"),
    path("reports/<int:pk>/take-back/", reports.report_take_back, name="report_take_back"),
    path("reports/<int:pk>/sign/", reports.report_sign, name="report_sign"),
    path("reports/<int:pk>/signed-copy/", files.signed_copy, name="signed_copy"),
    path("reports/<int:pk>/files/<str:form>/", files.file_request, name="file_request"),
    path("report-sections/<int:pk>/", sections.section_edit, name="section_edit"),
    path("report-sections/<int:pk>/words/", sections.section_words, name="section_words"),
    path("report-paragraphs/<int:pk>/", sections.paragraph_edit, name="paragraph_edit"),
    path("report-files/<int:pk>/", files.file_status, name="file_status"),
    path("report-files/<int:pk>/download/", files.file_download, name="file_download"),
    path("letters/", letters.letter_list, name="letter_list"),
    path("letters/new/", letters.letter_create, name="letter_create"),
    path("letters/<int:pk>/", letters.letter_detail, name="letter_detail"),
    path("letters/<int:pk>/edit/", letters.letter_edit, name="letter_edit"),
    path("letters/<int:pk>/send/", letters.letter_send, name="letter_send"),
    path("letters/<int:pk>/delete/", letters.letter_delete, name="letter_delete"),
    path("letters/<int:pk>/history/", letters.letter_history, name="letter_history"),
    path("letters/<int:pk>/papers/<str:form>/", papers.paper_letter, name="paper_letter"),
    path("submissions/<int:pk>/papers/<str:kind>/<str:form>/", papers.paper_report, name="paper_report"),
    path("papers/<int:pk>/", papers.paper_status, name="paper_status"),
    path("papers/<int:pk>/download/", papers.paper_download, name="paper_download"),
]
