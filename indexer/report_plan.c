/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a dry run shows. */
#include "report_plan.h"
#include "danish.h"
#include "shown.h"
#include <string.h>

static const char *heading(CbAction action)
{
    static const char *const headings[CB_N_ACTIONS] = {
        [CB_ACTION_NEW] = "Nye filer, der læses",
        [CB_ACTION_CHANGED] = "Ændrede filer, der læses igen",
        [CB_ACTION_RETRIED] = "Filer, der ikke kunne læses før, og som prøves igen",
        [CB_ACTION_REDONE] = "Uændrede filer, der læses igen",
        [CB_ACTION_MOVED] = "Flyttede filer, der ikke læses igen",
        [CB_ACTION_GONE] = "Filer, der er væk og går ud af indekset",
        [CB_ACTION_UNCHANGED] = "Uændrede filer, der ikke læses",
    };
    return headings[action];
}

static int compare_groups(gconstpointer a, gconstpointer b)
{
    const CbPlanGroup *first = *(CbPlanGroup *const *)a;
    const CbPlanGroup *second = *(CbPlanGroup *const *)b;
    if (first->action != second->action)
        return first->action < second->action ? -1 : 1;
    if (first->n_paths != second->n_paths)
        return first->n_paths > second->n_paths ? -1 : 1;
    return strcmp(first->reason, second->reason);
}

static void tell_group(const CbPlanGroup *group, GString *out)
{
    g_autofree char *count = cb_danish_number(group->n_paths);
    g_autofree char *reason = cb_shown(group->reason);
    g_string_append_printf(out, "%s", heading(group->action));
    if (*reason != '\0')
        g_string_append_printf(out, " (%s)", reason);
    g_string_append_printf(out, ": %s\n", count);
    for (guint i = 0; i < group->paths->len; i++) {
        g_autofree char *path = cb_shown(group->paths->pdata[i]);
        g_string_append_printf(out, "  %s\n", path);
    }
    if (group->n_paths > group->paths->len) {
        g_autofree char *rest = cb_danish_number(group->n_paths - group->paths->len);
        g_string_append_printf(out, "  og %s til; --verbose viser alle\n", rest);
    }
    g_string_append_c(out, '\n');
}

/* Files with nothing to do are counted; they are listed only where all is. */
static gboolean is_idle(const CbPlanGroup *group)
{
    return group->action == CB_ACTION_UNCHANGED && *group->reason == '\0';
}

void cb_plan_tell(GPtrArray *plan, guint n_unchanged, gboolean all, GString *out)
{
    guint n_groups = 0;
    g_ptr_array_sort(plan, compare_groups);
    for (guint i = 0; i < plan->len; i++) {
        const CbPlanGroup *group = plan->pdata[i];
        n_groups += is_idle(group) ? 0 : 1;
        if (all || !is_idle(group))
            tell_group(group, out);
    }
    g_autofree char *unchanged = cb_danish_count(n_unchanged, "fil", "filer");
    const char *word = n_unchanged == 1 ? "uændret" : "uændrede";
    if (n_groups == 0)
        g_string_append_printf(out, "Der er intet at gøre: %s er %s.\n", unchanged, word);
    else if (n_unchanged > 0)
        g_string_append_printf(out, "I alt er %s %s og læses ikke.\n", unchanged, word);
    if (n_groups > 0)
        g_string_append(out, "Intet er gjort. Uden --dry-run sker det.\n");
}
