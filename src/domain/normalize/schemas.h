// The attributes of an error event. Source: shared spec "ingest", section 3.3.
#pragma once

#include <string_view>

#include "domain/normalize/schema.h"

namespace picket::domain::normalize {

extern const Schema kEventSchema;
extern const Schema kBreadcrumbSchema;
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
extern const Schema kLockSchema;

/// Of contexts of that `type`; all keep what else they hold. Null for free-form ones.
const Schema* context_schema(std::string_view type) noexcept;

/// Of a debug image of that `type`; null for types that nobody knows.
const Schema* image_schema(std::string_view type) noexcept;
extern const Schema kDebugMetaSchema;

extern const Schema kSpanSchema;
extern const Schema kMeasurementSchema;
extern const Schema kTransactionInfoSchema;

}  // namespace picket::domain::normalize
