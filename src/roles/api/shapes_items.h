// How attachments, transactions, feedback, sessions and monitors look in answers and bodies. Beside
// attachments.cc and its neighbours, which write them.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kAttachment;
extern const ObjectShape kTransactionEvent;
extern const ObjectShape kUserReport;
extern const ObjectShape kListedUserReport;  ///< With its issue.
extern const ObjectShape kSessionSeries;
extern const ObjectShape kMonitor;
extern const ObjectShape kCheckIn;

// Bodies.
extern const ObjectShape kUserReportBody;

}  // namespace picket::api
