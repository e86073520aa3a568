// Reason codes and ids of the quotas that Picket makes itself.
// Source: shared spec "ingest", section 4.1; ids and reasons of Sentry where it has them.
#pragma once

#include <string_view>

namespace picket::domain::reason {

inline constexpr std::string_view kKey = "key_quota";
inline constexpr std::string_view kProject = "project_quota";
inline constexpr std::string_view kOrg = "org_quota";
inline constexpr std::string_view kProjectAbuse = "project_abuse_limit";
inline constexpr std::string_view kOrgAbuse = "org_abuse_limit";
inline constexpr std::string_view kSpike = "spike";  ///< Picket's own, see decision 0033.

}  // namespace picket::domain::reason
