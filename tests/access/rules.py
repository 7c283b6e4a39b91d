"""The oracle: what each view is about and who may write by it, from DESIGN §5 and the issue, not from the product."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from tests.access.actors import ACTORS
from tests.access.sent import (
    A_DAY,
    a_figure,
    a_letter,
    a_likely_tie,
    a_scan,
    another,
    answers_of_a_report,
    answers_of_both,
    blank_rows,
    sendings_of,
    the_row_itself,
    upside_down,
    words_on_paper,
)
from tests.access.walk import Rule

OFFICER, LEADER, ADMIN, REPORTER = "officer of {}", "leader of {}", "administrator of {}", "reporter of {}"
EVERYBODY = frozenset((actor.name, "") for actor in ACTORS if actor.role and actor.is_active)


def writers(**codes: str) -> frozenset:
    """`writers(officer="A:PA B:PB")` is {("officer of A", "PA"), ("officer of B", "PB")}."""
    pairs = set()
    for role, words in codes.items():
        name = {"officer": OFFICER, "leader": LEADER, "administrator": ADMIN, "reporter": REPORTER}[role]
        for word in words.split():
            home, code = word.split(":")
            pairs.add((name.format(home), code))
    return frozenset(pairs)


READ = {"never_writes": True}
SOON = f"{localdate() + timedelta(days=30):%d/%m/%Y}"
MODEL = {"name": "Mô hình mới", "lead": "Chi ủy", "year": "2026", "field": "SOCIETY", "state": "RUNNING"}
ADMINISTERED = writers(administrator="A:A A:A1 A:A2")
OWN_PEOPLE = writers(administrator="A:A1 A:A2", officer="A:A1 A:A2 B:B1")
ENTERED = writers(officer="A:PDA B:PDB")
HANDED_OUT = writers(officer="A:PA B:PB R:PR")
REGISTERED = writers(officer="A:CA A:KA A:PA A:PDA B:CB B:KB B:PB B:PDB R:CR R:PR")
TAKEN_IN = writers(officer="A:A1PA A:A2PA B:B1PB R:APR R:BPR")
ANSWERED = writers(reporter="A1:A1PA A:APR")
PLANS_READ = writers(
    officer="A:PA A:PR A:PDA B:PB B:PR B:PDB R:PR", leader="A:PA A:PR R:PR", reporter="A1:PA A:PA A:PR"
)
LAID_OUT = writers(officer="A:A B:B", administrator="A:A")
DRAFTED = writers(officer="A:RA B:RB")
OUTLINED = writers(officer="A:OA B:OB")
URGED = writers(officer="A:LA B:LB")
SENT = writers(
    officer="A:A1PA A:A2PA A:APR B:B1PB B:BPR R:APR R:BPR", leader="A:A1PA A:A2PA A:APR R:APR R:BPR",
    reporter="A1:A1PA A:A1PA A:A2PA A:APR",
)  # fmt: skip
FILLED = writers(officer="A:A1PA A:A2PA B:B1PB R:APR R:BPR", reporter="A1:A1PA A:APR")
OFFICES_MODELS = writers(officer="A:A1PA A:A2PA A:APR B:B1PB B:BPR")
AT_SIGNATURE = writers(officer="A:RTA")
RETURNED = writers(officer="A:RTA", leader="A:RTA")
KEPT = writers(officer="A:RSA")
PRINTED = writers(officer="A:RA A:RTA A:RSA B:RB R:RSA", leader="A:RA A:RTA A:RSA R:RSA")
ADMIN_FILLS = {"by": "administrator of A"}

NEW_COMMUNE = {"kind": "xã", "name": "Mới", "province": "Gia Lai", "cells": "Thôn 1", "create": "1"}
HAND_OVER = Rule(
    "person",
    OWN_PEOPLE,
    sends={"to_user": lambda w, person: another(w, "person", person).username},
)

RULES = {
    "home": Rule(**READ),
    "favicon": Rule(is_public=True),
    "health": Rule(is_public=True),
    "orgs:login": Rule(is_public=True),
    "orgs:logout": Rule(is_public=True),
    "orgs:password_change": Rule(writers=EVERYBODY, never_writes=True),
    "orgs:account": Rule(writers=EVERYBODY, sends={"email": "toi@example.vn", "wants_mail": "on"}),
    "orgs:unit_list": Rule(**READ),
    "orgs:unit_detail": Rule("unit", **READ),
    "orgs:unit_history": Rule("unit", **READ),
    "orgs:unit_create": Rule("unit", ADMINISTERED, **ADMIN_FILLS, sends={"name": "Đơn vị mới", "kind": "OTHER"}),
    "orgs:unit_order": Rule("unit", ADMINISTERED, **ADMIN_FILLS, sends=upside_down),
    "orgs:unit_edit": Rule("unit", ADMINISTERED, **ADMIN_FILLS, sends={"name": "Tên khác"}),
    "orgs:unit_move": Rule(
        "unit", writers(administrator="A:A1 A:A2"), **ADMIN_FILLS,
        sends={"parent_name": lambda w, unit: another(w, "unit", unit).name},
    ),
    "orgs:unit_end": Rule("unit", ADMINISTERED, **ADMIN_FILLS, sends={"on": A_DAY}),
    "plans:unit_end": Rule("unit", ADMINISTERED, **ADMIN_FILLS, sends={"on": A_DAY}),
    "orgs:unit_candidates": Rule("unit", **READ, extra={"kind": "units"}),
    "orgs:group_list": Rule(**READ),
    "orgs:group_create": Rule("unit", ADMINISTERED, **ADMIN_FILLS, sends={"name": "Nhóm mới"}),
    "orgs:group_detail": Rule("group", **READ),
    "orgs:group_history": Rule("group", **READ),
    "orgs:group_edit": Rule("group", writers(administrator="A:A"), **ADMIN_FILLS, sends={"name": "Tên khác"}),
    "orgs:group_members": Rule(
        "group", writers(administrator="A:A"), **ADMIN_FILLS, sends={"units": lambda w, g: [w.objects["unit"]["A1"].pk]}
    ),
    "orgs:user_list": Rule(**READ),
    "orgs:user_create": Rule(
        "unit", ADMINISTERED | writers(officer="A:A A:A1 A:A2 B:B B:B1 R:R"),
        sends={"full_name": "Người Mới", "role": "REPORTER"}, **ADMIN_FILLS,
    ),
    "orgs:user_slips": Rule(writers=writers(administrator="A:", officer="A: B:"), never_writes=True),
    "orgs:user_detail": Rule("person", **READ),
    "orgs:user_history": Rule("person", **READ),
    "orgs:user_edit": Rule("person", OWN_PEOPLE, sends={"full_name": "Tên Khác"}),
    "orgs:role_create": Rule(
        "person", OWN_PEOPLE, sends={"unit_name": lambda w, p: w.objects["unit"]["A"].name, "role": "REPORTER"}
    ),
    "orgs:role_delete": Rule("membership", OWN_PEOPLE, sends={"confirm": "1"}),
    "orgs:user_hand_over": HAND_OVER,
    "orgs:user_slip": Rule("person", OWN_PEOPLE, never_writes=True),
    "orgs:user_reset": Rule("person", OWN_PEOPLE, sends={"confirm": "1"}),
    "orgs:user_unlock": Rule("person", OWN_PEOPLE, never_writes=True),
    "orgs:user_disable": Rule("person", OWN_PEOPLE, sends={"confirm": "1"}),
    "orgs:user_enable": Rule("person", OWN_PEOPLE, never_writes=True),
    "orgs:commune_create": Rule("unit", ADMINISTERED, **ADMIN_FILLS, sends=NEW_COMMUNE),
    "orgs:import_create": Rule(writers=writers(administrator="A:"), never_writes=True),
    "orgs:import_save": Rule(writers=writers(administrator="A:"), never_writes=True),
    "orgs:import_template": Rule(**READ),
    "plans:plan_list": Rule(**READ),
    "plans:plan_create": Rule(
        writers=writers(officer="A: B: R:"), sends={"abstract": "Kế hoạch mới", "number": "1-KH/ĐU"}
    ),
    "plans:plan_detail": Rule("plan", **READ),
    "plans:plan_edit": Rule("plan", ENTERED, sends={"abstract": "Trích yếu khác"}),
    "plans:plan_delete": Rule("plan", ENTERED, sends={"confirm": "1"}),
    "plans:plan_issue": Rule("plan", ENTERED, sends={"issue": "1", "past": "FOLLOWED"}),
    "plans:plan_versions": Rule("plan", **READ),
    "plans:version_file": Rule("version", **READ),
    "plans:plan_close": Rule("plan", HANDED_OUT, sends={"confirm": "1", "version": "0"}),
    "plans:deadline_read": Rule("plan", **READ),
    "plans:item_create": Rule("plan", ENTERED, sends={"text": "Việc mới"}),
    "plans:item_source": Rule("item", **READ),
    "plans:item_edit": Rule("item", ENTERED, sends={"text": "Lời khác"}),
    "plans:item_move": Rule("item", ENTERED, sends={"to": "down", "direction": "down", "version": "0"}),
    "plans:item_delete": Rule("item", ENTERED, sends={"confirm": "1"}),
    "plans:item_amend": Rule("item", HANDED_OUT, sends={"text": "Lời khác", "reason": "Sửa theo thông báo"}),
    "plans:item_supplement": Rule("plan", HANDED_OUT, sends={"text": "Việc mới", "reason": "Bổ sung theo thông báo"}),
    "plans:item_drop": Rule("item", HANDED_OUT, sends={"reason": "Thôi theo thông báo"}),
    "plans:plan_revise": Rule(
        "plan", HANDED_OUT, sends={"text": "KẾ HOẠCH\nviệc mới\nI. Nhiệm vụ", "is_not_secret": "on"}, is_journaled=False
    ),
    "plans:import_compare": Rule(
        "amendment", HANDED_OUT, sends={"save": "1", "reason": "Theo thông báo"}, is_journaled=False
    ),
    "plans:rule_edit": Rule(
        "unit", writers(officer="A:A B:B R:R", administrator="A:A"), sends={"calendar": "QUARTERS", "due_after": "5"}
    ),
    "plans:request_create": Rule(writers=writers(officer="A: B: R:"), sends=a_letter),
    "plans:period_create": Rule(
        "plan", HANDED_OUT, sends={"label": "Kỳ thêm", "starts_on": "01/01/2027", "ends_on": "30/06/2027"}
    ),
    "plans:period_detail": Rule("opened period", **READ),
    "plans:period_edit": Rule("period", HANDED_OUT, sends={"due_on": "15/07/2026"}),
    "plans:period_open": Rule("period", HANDED_OUT, sends={"open": "1"}),
    "plans:period_lock": Rule("period", HANDED_OUT, sends={"lock": "1"}),
    "plans:report_accept_many": Rule("opened period", HANDED_OUT, sends=sendings_of),
    "plans:report_reopen": Rule("owed report", TAKEN_IN, sends={"until": SOON, "reason": "Mất mạng"}),
    "plans:report_excuse": Rule("owed report", TAKEN_IN, sends={"reason": "Mới thành lập"}),
    "plans:report_enter": Rule("owed report", TAKEN_IN, sends=words_on_paper),
    "plans:report_enter_draft": Rule("owed report", TAKEN_IN, sends=words_on_paper, is_journaled=False),
    "plans:submission_file": Rule(
        "owed report", ANSWERED, by="reporter of A1",
        sends={"file": lambda w, t: SimpleUploadedFile("bao-cao.txt", "Báo cáo".encode())},
    ),
    "plans:round_file": Rule("round", **READ),
    "plans:round_review": Rule("round", TAKEN_IN, sends={"verdict": "ACCEPTED"}),
    "plans:import_create": Rule(
        writers=writers(officer="A: B: R:"), sends={"text": "KẾ HOẠCH\nviệc mới\nI. Nhiệm vụ", "is_not_secret": "on"},
        is_journaled=False,
    ),
    "plans:import_status": Rule("import", **READ),
    "plans:import_review": Rule("import", ENTERED, never_writes=True),
    "plans:import_keep": Rule("import", ENTERED, never_writes=True),
    "plans:import_correct": Rule("import", ENTERED, never_writes=True),
    "plans:import_undo": Rule("import", ENTERED, never_writes=True),
    "plans:import_again": Rule("import", ENTERED, never_writes=True),
    "plans:import_deadline": Rule("import", **READ),
    "plans:import_item": Rule("import", ENTERED, never_writes=True, extra={"key": "1-0"}),
    "plans:import_split": Rule("import", ENTERED, never_writes=True, extra={"key": "1-0"}),
    "plans:import_unit_create": Rule("import", ENTERED, never_writes=True, extra={"field": "name_0"}),
    "plans:import_group_create": Rule("import", ENTERED, never_writes=True, extra={"field": "name_0"}),
    "plans:import_delete": Rule("import", ENTERED, sends={"confirm": "1"}),
    "plans:document_list": Rule(**READ),
    "plans:document_detail": Rule("document", **READ),
    "plans:document_lineage": Rule("document", **READ),
    "plans:document_create": Rule(
        writers=writers(officer="A: B: R:"), sends={"type_name": "Kết luận", "number": "43-KL/TW"}
    ),
    "plans:document_edit": Rule(
        "document", writers(officer="A:CA A:KA B:CB B:KB R:CR"), sends={"abstract": "Trích yếu khác"}
    ),
    "plans:document_implements": Rule("document", REGISTERED, sends={"number": "99-NQ/TW"}),
    "plans:document_settle": Rule(
        "document", writers(officer="A:CA B:CB R:CR"), sends={"kind": "issued_on", "value": "as_written"}
    ),
    "plans:citation_create": Rule(
        "plan", ENTERED | HANDED_OUT, sends={"number": "5-KL/TU", "issuer_text": "Tỉnh ủy"}
    ),
    "plans:work_list": Rule(**READ),
    "plans:work_table": Rule(**READ),
    "plans:occurrence_detail": Rule("occurrence", **READ),
    "plans:occurrence_history": Rule("occurrence", **READ),
    "plans:decision_create": Rule(
        "occurrence", TAKEN_IN | writers(leader="A:A1PA A:A2PA R:APR R:BPR"),
        sends={"decided_by": "Bí thư", "text": "Đồng ý", "decided_on": A_DAY},
    ),
    "plans:reminder_list": Rule(**READ),
    "plans:urging_list": Rule(**READ),
    "plans:urging_message": Rule("unit", writers(officer="A:A1 A:A2 B:B1 R:A R:B"), sends={"channel": "CALL"}),
    "plans:urging_message_all": Rule(writers=writers(officer="A: B: R:"), sends={"channel": "MESSAGE"}),
    "plans:extension_list": Rule(**READ),
    "plans:extension_create": Rule(
        "far row", TAKEN_IN | ANSWERED,
        sends={"wanted_on": lambda w, row: f"{row.due_on + timedelta(days=9):%d/%m/%Y}", "reason": "Chờ số liệu"},
    ),
    "plans:extension_decide": Rule(
        "extension", writers(officer="A:A1PA A:A2PA B:B1PB R:APR R:BPR", leader="A:A1PA A:A2PA R:APR R:BPR"),
        sends={"verdict": "GRANTED", "decided_by": "Bí thư"},
    ),
    "plans:person_edit": Rule(
        "occurrence", TAKEN_IN | ANSWERED,
        sends={"person": lambda w, row: row.unit.memberships.filter(role="REPORTER").first().user_id},
    ),
    "plans:progress_create": Rule("open row", ANSWERED, sends={"progress": "FINISHED", "outcome": "Đã làm xong"}),
    "plans:progress_enter": Rule(
        "open row", TAKEN_IN,
        sends={"progress": "FINISHED", "outcome": "Đã làm xong", "source": "CALL", "sent_on": A_DAY},
    ),
    "plans:progress_object": Rule("occurrence", ANSWERED, sends={"reason": "Chưa đúng"}, never_writes=True),
    "plans:draft_save": Rule("open row", TAKEN_IN | ANSWERED, sends={"outcome": "Đang gõ"}, is_journaled=False),
    "plans:draft_discard": Rule("open row", TAKEN_IN | ANSWERED, never_writes=True, is_journaled=False),
    "plans:attachment_download": Rule("attachment", **READ),
    "plans:submission_detail": Rule("owed report", ANSWERED, sends=answers_of_a_report),
    "plans:submission_draft": Rule("owed report", ANSWERED, sends=answers_of_a_report, is_journaled=False),
    "plans:submission_nothing": Rule("owed report", ANSWERED, sends=blank_rows, is_journaled=False),
    "plans:answer_many": Rule("open row", ANSWERED, sends=the_row_itself),
    "plans:desk": Rule(**READ),
    "plans:review_create": Rule("update", TAKEN_IN, sends={"verdict": "ACCEPTED"}),
    "plans:review_accept_many": Rule(writers=writers(officer="A: B: R:"), sends=answers_of_both),
    "plans:indicator_edit": Rule("period", HANDED_OUT, sends={"pasted": "Số buổi\tbuổi"}),
    "plans:figure_list": Rule("opened period", **READ),
    "plans:figure_edit": Rule("owed report", FILLED, sends=a_figure, is_journaled=False),
    "plans:figure_keep": Rule("owed report", FILLED, sends=a_figure, is_journaled=False),
    "plans:target_list": Rule("plan", **READ),
    "plans:target_beside": Rule("plan", **READ),
    "plans:target_detail": Rule("target", **READ),
    "plans:target_edit": Rule("target", HANDED_OUT, sends={"value": "5"}),
    "plans:initiative_list": Rule(**READ),
    "plans:initiative_annex": Rule(**READ),
    "plans:initiative_create": Rule(
        writers=writers(reporter="A1: A:", officer="A: B: R:"),
        sends=lambda w, t: MODEL | {"unit": w.objects["unit"]["A1"].pk},
    ),
    "plans:initiative_detail": Rule("initiative", **READ),
    "plans:initiative_edit": Rule("initiative", OFFICES_MODELS | writers(reporter="A1:A1PA A:APR"), sends=MODEL),
    "plans:initiative_recognize": Rule("initiative", OFFICES_MODELS, sends={"recognition": "BASE"}),
    "plans:search": Rule(**READ),
    "plans:plan_history": Rule("plan", **READ),
    "plans:handover": HAND_OVER,
    "reports:overview": Rule(**READ),
    "reports:overview_duties": Rule(**READ),
    "reports:duties_xlsx": Rule(**READ),
    "reports:overview_briefing": Rule(**READ),
    "reports:overview_completeness": Rule(**READ),
    "reports:completeness_xlsx": Rule(**READ, extra={"by": "unit"}),
    "reports:overview_reports": Rule(**READ),
    "reports:owed_xlsx": Rule(**READ),
    "reports:overview_xlsx": Rule(**READ),
    "reports:work_xlsx": Rule(**READ),
    "reports:plans_xlsx": Rule(**READ),
    "reports:units_xlsx": Rule(**READ),
    "reports:plan_package": Rule("plan", writers(officer="A:PA B:PB R:PR", leader="A:PA R:PR"), sends={"go": "1"}),
    "reports:package_download": Rule("package", **READ),
    "reports:indicators_xlsx": Rule("opened period", **READ),
    "reports:targets_xlsx": Rule("plan", **READ),
    "reports:initiatives_xlsx": Rule(**READ),
    "reports:initiative_annex_xlsx": Rule(**READ),
    "reports:layout_list": Rule("unit", **READ),
    "reports:layout_edit": Rule(
        "unit", writers(officer="A:A B:B R:R", administrator="A:A"), extra={"base": "PARTY_2026"},
        sends={"signature_lines": "4"},
    ),
    "reports:layout_preview": Rule("unit", extra={"base": "PARTY_2026"}, **READ),
    "reports:layout_apply": Rule(
        "layout", LAID_OUT, sends={"valid_from": "31/12/2199", "version": lambda w, layout: layout.version}
    ),
    "reports:layout_drop": Rule("layout", LAID_OUT, sends={"go": "1"}),
    "reports:letter_list": Rule(**READ),
    "reports:letter_create": Rule(
        writers=writers(officer="A:"), sends={"rows": lambda w, t: [w.objects["late row"]["A1PA"].pk], "way": "each"}
    ),
    "reports:letter_detail": Rule("letter", **READ),
    "reports:letter_edit": Rule("letter", URGED, sends={"text": "Lời khác"}),
    "reports:letter_send": Rule("letter", URGED, sends={"number": "12"}),
    "reports:letter_delete": Rule("letter", URGED, sends={"version": lambda w, letter: letter.version}),
    "reports:letter_history": Rule("letter", **READ),
    "reports:paper_letter": Rule(
        "letter", URGED | writers(leader="A:LA"), extra={"form": "pdf"}, sends={"go": "1"}, is_journaled=False
    ),
    "reports:paper_letters": Rule("letter", URGED | writers(leader="A:LA"), sends={"go": "1"}, is_journaled=False),
    "reports:paper_plan": Rule("plan", PLANS_READ, extra={"form": "pdf"}, sends={"go": "1"}, is_journaled=False),
    "reports:paper_report": Rule(
        "submission", SENT, extra={"kind": "blank", "form": "pdf"}, sends={"go": "1"}, is_journaled=False
    ),
    "reports:sheet_create": Rule(
        "owed report", TAKEN_IN | ANSWERED, sends={"file": lambda w, t: SimpleUploadedFile("phieu.docx", b"PK")},
        is_journaled=False,
    ),
    "reports:sheet_detail": Rule("sheet", **READ),
    "reports:sheet_take": Rule("sheet", **READ),
    "reports:paper_status": Rule("paper", **READ),
    "reports:paper_download": Rule("paper", **READ),
    "reports:report_list": Rule(**READ),
    "reports:report_create": Rule(
        writers=writers(officer="A:"),
        sends={"abstract": "kết quả", "plans": lambda w, t: [w.objects["plan"]["PA"].pk]},
    ),
    "reports:report_detail": Rule("report", **READ, tells={"RSA": {"PA"}}),
    "reports:report_annexes": Rule("report", DRAFTED, sends={"kinds": ["UNITS"]}, tells={"RSA": {"PA"}}),
    "reports:annex_xlsx": Rule("report", extra={"kind": "UNITS"}, **READ),
    "reports:rows_xlsx": Rule("report", **READ),
    "reports:report_edit": Rule("report", DRAFTED, sends={"abstract": "kết quả khác"}),
    "reports:report_delete": Rule("report", DRAFTED, sends={"version": lambda w, report: report.version}),
    "reports:report_history": Rule("report", **READ),
    "reports:report_submit": Rule(
        "report", DRAFTED, sends={"version": lambda w, report: report.version, "confirmed": "1"}
    ),
    "reports:report_take_back": Rule("report", RETURNED, sends={"reason": "Thiếu số liệu"}),
    "reports:report_sign": Rule("report", AT_SIGNATURE, sends={"number": "77", "signatory": "Bí thư"}),
    "reports:report_replace": Rule("report", KEPT, sends={"go": "1"}),
    "reports:report_hand_up": Rule("report", KEPT),
    "reports:signed_copy_create": Rule("report", KEPT, sends=a_scan),
    "reports:signed_copy": Rule("copy", **READ),
    "reports:file_request": Rule("report", PRINTED, extra={"form": "pdf"}, sends={"go": "1"}, is_journaled=False),
    "reports:report_length": Rule("report", PRINTED, sends={"go": "1"}, is_journaled=False),
    "reports:outline_list": Rule(**READ),
    "reports:outline_create": Rule(writers=writers(officer="A: B: R:"), sends={"name": "Mẫu mới"}),
    "reports:outline_edit": Rule("outline", OUTLINED, sends={"name": "Tên khác"}),
    "reports:outline_delete": Rule("outline", OUTLINED, sends={"confirm": "1"}),
    "reports:report_tie": Rule("report", DRAFTED, sends={"tie": a_likely_tie}),
    "reports:section_create": Rule("report", DRAFTED, sends={"heading": "MỤC MỚI"}),
    "reports:section_edit": Rule("section", DRAFTED, sends={"text": "Đoạn mới"}),
    "reports:section_quotes": Rule("section", DRAFTED, never_writes=True),
    "reports:section_words": Rule("section", DRAFTED, never_writes=True),
    "reports:section_rename": Rule("section", DRAFTED, sends={"heading": "ĐỀ MỤC KHÁC"}),
    "reports:section_move": Rule("section", DRAFTED, sends={"to": "down"}),
    "reports:section_delete": Rule("section", DRAFTED, sends={"confirm": "1"}),
    "reports:paragraph_edit": Rule("paragraph", DRAFTED, sends={"text": "Lời khác"}),
    "reports:paragraph_keep": Rule(
        "paragraph", DRAFTED | writers(officer="A:RTA A:RSA"), sends={"text": "Lời khác", "version": "0"},
        is_journaled=False,
    ),
    "reports:paragraph_settle": Rule("paragraph", DRAFTED, sends={"text": "Lời khác", "choice": "mine", "seen": "0"}),
    "reports:paragraph_move": Rule(
        "paragraph", DRAFTED, sends={"to": lambda w, paragraph: paragraph.section.report.sections.last().pk}
    ),
    "reports:paragraph_delete": Rule("paragraph", DRAFTED, sends={"version": "0"}),
    "reports:paragraph_restore": Rule("gone paragraph", DRAFTED, sends={"confirm": "1"}),
    "reports:paragraph_sources": Rule("paragraph", **READ),
    "reports:file_status": Rule("drawn", **READ),
    "reports:file_download": Rule("drawn", **READ),
}  # fmt: skip
