/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Telling systemd how a service is, by the protocol of sd_notify(3): a datagram to the socket it
 * names. Outside a service of Type=notify all of this does nothing.
 */
#ifndef CB_INDEXER_NOTIFY_H
#define CB_INDEXER_NOTIFY_H

#include <glib.h>

G_BEGIN_DECLS

/** @state: lines such as "READY=1" or "STATUS=...", as sd_notify(3) has them. Whether it arrives is
 * nothing to a service that does its work, and is not told. */
void cb_notify(const char *state);

/** How often (microseconds) "WATCHDOG=1" is to be sent: twice in the time after which systemd takes
 * the process for hanging. 0: never. */
gint64 cb_notify_watchdog_us(void);

G_END_DECLS

#endif
