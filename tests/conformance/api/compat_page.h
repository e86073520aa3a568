// docs/compat.md.
#pragma once

#include <string>

namespace picket::conformance {

/// From the table of facts, the API's routes and the types of items.
std::string compat_page();

}  // namespace picket::conformance
