/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the service says to a request, before it becomes HTTP. */
#ifndef CB_SEARCHD_REPLY_H
#define CB_SEARCHD_REPLY_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * CbReply:
 * @status: HTTP status.
 * @content_type: static.
 * @body: UTF-8, owned.
 * @allow: (nullable): the methods that may be used, for 405; static.
 * @retry_after: seconds after which to try again, 0 for unsaid.
 */
typedef struct {
    guint status;
    const char *content_type;
    char *body;
    const char *allow;
    guint retry_after;
} CbReply;

/** 200 with @json (transfer full) and a newline after it, as casebank prints it. */
CbReply *cb_reply_json(char *json);

/**
 * cb_reply_problem:
 * @code: what is wrong, for programs: "bad-parameter", "no-such-case", ... see docs/API.md. Static.
 * @parameter: (nullable): the parameter that is wrong.
 * @detail: what is wrong, for people, in Danish.
 *
 * An application/problem+json of RFC 9457. Its type is "about:blank": the status says it; @code and
 * @parameter are members of our own.
 */
CbReply *cb_reply_problem(guint status, const char *code, const char *parameter,
                          const char *detail);

/** The problem that a failed search or look-up is. Folders of this machine are not told to the
 * asker. */
CbReply *cb_reply_error(const GError *error);

void cb_reply_free(CbReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbReply, cb_reply_free)

G_END_DECLS

#endif
