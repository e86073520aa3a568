// How previews of settings look in answers and in the bodies of requests.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kSample;
extern const ObjectShape kFilterPreview;
extern const ObjectShape kGroupingPreview;
extern const ObjectShape kScrubbingPreview;

// Bodies: a change of the project that is not made, and what it is tried on.
extern const ObjectShape kFilterPreviewBody;
extern const ObjectShape kScrubbingPreviewBody;

}  // namespace picket::api
