"""What the register's refusals and doubts are called in the reader's language."""

from django.utils.translation import gettext_lazy as _

from .kinds import Names

WORDS: Names = {
    "project_out_of_reach": _("This project is not in the register, or not yours."),
    "register_refused": _("Nothing was recorded: %(count)s things are not right."),
    "since_future": _("The day is still to come. Enter this when it has come."),
    "person_missing": _("Say the person's name."),
    "body_missing": _("Say which body it is."),
    "unit_needed": _("The responsible unit must be one of the unit tree."),
    "unit_not_in_force": _("This unit is no longer in force."),
    "credit_code_wrong": _("%(text)s is no unified social credit code; check each sign."),
    "part_held": _("%(body)s holds this part. Record a handover instead."),
    "holder_already": _("%(body)s already holds this part."),
    "part_ended": _("%(body)s no longer holds this part."),
    "before_it_began": _("%(body)s has held this part only since %(since)s."),
    "reason_missing": _("Say the reason."),
    "before_last_split": _("The shares were last divided from %(since)s; enter a later day."),
    "shares_not_whole": _("The shares make %(sum)s; together they must make exactly 1."),
    "unit_not_accounting": _("Shares go to accounting units only."),
    "secret_project": _(
        "“%(mark)s” marks a secret project. It may not be entered here in any form (Law on "
        "Guarding State Secrets; Government Investment Regulations, art. 10). The office adds its "
        "count and amount to the line of projects outside the system, and nothing else."
    ),
    "name_missing": _("A project needs a name."),
    "name_taken": _("%(number)s already bears this name with the same owner and sector."),
    "name_as_before": _("It is called so already."),
    "name_day_wrong": _("Not before %(since)s, when the present name began, and not to come."),
    "text_too_long": _("At most %(most)d characters."),
    "code_unknown": _("%(text)s is not one of the codes."),
    "amount_negative": _("An amount is more than nought."),
    "region_unknown": _("No region has the code %(text)s on this day."),
    "industry_unknown": _("GB/T 4754 has no industry %(text)s."),
    "template_unknown": _("There is no template %(text)s."),
    "sector_broken": _("A part of the path is empty."),
    "position_incomplete": _("A position is two numbers."),
    "position_without_crs": _("Say in which coordinate system the position was given."),
    "position_projected": _("These are metres of a map projection; give degrees."),
    "position_swapped": _("Longitude and latitude seem to have changed places."),
    "position_outside": _("This position does not lie in China."),
    "part_over_total": _("A part cannot exceed the total investment."),
    "entry_day_to_come": _("This day is still to come."),
    "entry_day_without_entry": _("It has a day of entry, so it was entered."),
    "code_in_force": _("It already bears the code %(text)s."),
    "code_not_in_force": _("It does not bear the code %(text)s, or not before that day."),
    "not_a_project_code": _("%(text)s is no national project code; 24 signs with hyphens."),
    "parts_over_total": _("The parts come to more than the total."),
    "parts_short_of_total": _("All four parts are given, and they do not make the total."),
    "adjustment_without_paper": _("An adjusted total needs the document that adjusts it."),
    "decided_to_come": _("This day is still to come."),
    "capacity_incomplete": _("A capacity is an item, a figure and a measure."),
    "capacity_twice": _("%(text)s stands twice."),
    "list_missing": _("Name the list."),
    "on_list_already": _("It stands on the list %(text)s already."),
    "not_on_list": _("It does not stand on the list %(text)s, or not before that day."),
    "state_forbids_suspended": _("%(number)s is not active, so it cannot be suspended."),
    "state_forbids_resumed": _("%(number)s is not suspended, so it cannot be resumed."),
    "state_forbids_exited": _("%(number)s has left the list already."),
    "state_forbids_reinstated": _("%(number)s has not left the list."),
    "state_forbids_merged": _("%(number)s has left the list already."),
    "state_forbids_split": _("%(number)s has left the list already."),
    "happening_out_of_order": _("Neither before what happened last (%(last)s) nor to come."),
    "exit_cause_missing": _("Choose why it leaves the list."),
    "merged_into_itself": _("%(number)s cannot be merged into itself."),
    "merged_into_gone": _("%(number)s has left the list; merge into one that stays."),
    "split_into_one": _("A split makes at least two."),
    "split_does_not_add_up": _(
        "The parts' total investments do not make the total of the whole. Say why, or correct them."
    ),
    "parent_is_part": _("%(number)s is a part itself; there is only one level."),
    "parent_gone": _("%(number)s has left the list and takes no parts."),
    "part_of_itself": _("%(number)s cannot be a part of itself."),
    "part_already": _("%(number)s is a part already; let it stand alone first."),
    "part_has_parts": _("%(number)s has parts of its own; there is only one level."),
    "no_part": _("%(number)s is no part of another."),
    "number_unknown": _("No project has the number %(text)s."),
    "step_unknown": _("This kind of project has no step %(step)s."),
    "actual_future": _("%(step)s: the day it was reached is still to come."),
    "left_out_without_reason": _("%(step)s: say why it does not apply."),
    "left_out_yet_reached": _("%(step)s: what was reached cannot be not applicable."),
    "before_what_is_not_done": _("%(step)s is done, and %(earlier)s before it is not."),
    "before_what_came_later": _("%(step)s was done before %(earlier)s, which it waits for."),
    # Doubts: they may be right, and are shown until somebody has looked.
    "region_of_code_unknown": _("No region has ever had the code %(region)s in it."),
    "code_shared": _("Also borne by %(numbers)s."),
    "over_estimate": _(
        "The approved estimate exceeds the original by %(share)s. Above 10 %% it is reported, and "
        "the feasibility study may have to be made again (Government Investment Regulations, "
        "art. 12)."
    ),
    "total_other_than_paper": _("The list shows %(listed)s; the last document says %(last)s."),
}
