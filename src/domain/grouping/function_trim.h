// Function names without what differs between builds: arguments, template parameters, return
// types, hashes. Source: shared spec "grouping", section 6; the reference is Sentry's
// trim_function_name.
#pragma once

#include <string>
#include <string_view>

namespace picket::domain::grouping {

/// `platform` is the frame's, or else the event's. Unchanged where the platform has no rule.
std::string trim_function_name(std::string_view function, std::string_view platform);

}  // namespace picket::domain::grouping
