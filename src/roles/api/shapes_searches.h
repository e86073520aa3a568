// How kept searches and tables look in answers and bodies. Beside saved_search_fields.cc and
// discover_saved_fields.cc, which write and read them.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kSavedSearch;
extern const ObjectShape kRecentSearch;
extern const ObjectShape kDiscoverQuery;

// Bodies.
extern const ObjectShape kSavedSearchBody;
extern const ObjectShape kPinnedSearchBody;
extern const ObjectShape kSearchTypeBody;
extern const ObjectShape kRecentSearchBody;
extern const ObjectShape kDiscoverQueryBody;
extern const ObjectShape kDiscoverHomepageBody;

}  // namespace picket::api
