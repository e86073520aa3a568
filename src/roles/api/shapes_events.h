// How events look in answers. Beside event_json.h and event_parts.h, which write them. What is
// below `entries`, `contexts`, `context` and `_meta` came from an application and is described by
// the SDKs' documentation.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kSimpleEvent;
extern const ObjectShape kEventBase;  ///< Of a list with `full`.
extern const ObjectShape kEvent;
extern const ObjectShape kEventPlace;
extern const ObjectShape kStoredEvent;
extern const ObjectShape kGroupingInfo;

inline constexpr Shape kEventLists[] = {list_of(kEventBase), list_of(kSimpleEvent)};

}  // namespace picket::api
