// How releases are shown. Source: shared spec "api", section 16.1.
#pragma once

#include <string>
#include <string_view>

#include "domain/release/version.h"

namespace picket::domain::release {

/// Without the dotted name of a Java package in front; of a whole SHA-1 the first 7 digits. For
/// names of at most kMaxNameBytes: time grows with the square of the dashes.
std::string_view short_version(std::string_view name) noexcept;

/// For people, without the package: "1.2.3-rc.1 (7)", or of a build hash the first 12 digits.
std::string description(const Name& name);

}  // namespace picket::domain::release
