// The attributes of an error event. Source: shared spec "ingest", section 3.3.
#pragma once

#include "domain/normalize/schema.h"

namespace picket::domain::normalize {

extern const Schema kEventSchema;
extern const Schema kBreadcrumbSchema;
extern const Schema kContextSchema;       ///< Any context; all its keys are kept.
extern const Schema kTraceContextSchema;  ///< `contexts.trace`.
extern const Schema kExceptionSchema;
extern const Schema kFrameSchema;
extern const Schema kLogEntrySchema;
extern const Schema kMechanismSchema;
extern const Schema kRequestSchema;
extern const Schema kSdkSchema;
extern const Schema kStacktraceSchema;
extern const Schema kTemplateSchema;
extern const Schema kThreadSchema;
extern const Schema kUserSchema;
extern const Schema kGeoSchema;

}  // namespace picket::domain::normalize
