// Names of SDKs as rules know them. Source: shared spec "grouping", section 12.
#pragma once

#include <string>
#include <string_view>

namespace picket::domain::fingerprint_rules {

/// "sentry.python.django" and "sentry-python" become "sentry.python", "sentry.react" becomes
/// "sentry.javascript.react"; what is not Sentry's becomes "other".
std::string normalized_sdk_name(std::string_view name);

}  // namespace picket::domain::fingerprint_rules
