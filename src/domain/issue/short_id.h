// Short ids: "SHOP-API-2F" = project slug and the number in Crockford base 32.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace picket::domain {

struct ShortId {
  std::string slug;  ///< Lower case.
  std::int64_t number = 0;
};

std::string format_short_id(std::string_view project_slug, std::int64_t number);

/// Lenient as people type: any case, `-`, `_` or a blank before the code, O as 0, I and L as 1.
/// nullopt when it cannot be one, also when the number passes 2^31 - 1.
std::optional<ShortId> parse_short_id(std::string_view text);

}  // namespace picket::domain
