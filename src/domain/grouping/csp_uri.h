// What a content security policy blocked, reduced to its origin. Source: shared spec "grouping",
// section 9.8, and "ingest", section 3.14.
#pragma once

#include <string>
#include <string_view>

namespace picket::domain::grouping {

inline constexpr std::string_view kLocalUri = "'self'";

/// "https://cdn.test:8443/x.js" is "cdn.test:8443", "data" is "data:", "" is "'self'". A port that
/// is the scheme's own is dropped; what cannot be parsed stays.
std::string normalize_csp_uri(std::string_view uri);

}  // namespace picket::domain::grouping
