"""Plan periods: what was stated for one plan, and what it aimed at."""

from dataclasses import replace

from indicators.ui import cards, chart_sections, download_button, filters, page_frame, profile_pages, targets
from indicators.ui.session import current_page

page = current_page()
plan = filters.show_subject_choice(page, "plan")
selection = replace(page.selection, plan=(plan,))
shown = page.catalogue.rows_to_draw(selection)
rows = shown.rows
page_frame.show_title(
    page.dataset.label_of("plans", plan, page.language), profile_pages.describe_plan(page, plan, selection)
)

if rows.empty:
    page_frame.show_no_figures(page)
else:
    page_frame.show_partial_notice(page, shown)
    download_button.show_download(page, selection, page.catalogue.figures(selection))
    cards.show_cards(page, cards.choose_headlines(page.catalogue, selection, 4))
    targets.show_targets(page, rows)
    chart_sections.show_since_earlier_plans(page, plan)
    chart_sections.show_by_topic(page, selection, "plan")
    profile_pages.show_folded_table(page, rows)
