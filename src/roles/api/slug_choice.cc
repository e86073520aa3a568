#include "roles/api/slug_choice.h"

#include <cstdint>

namespace picket::api {

std::optional<std::string> read_slug(Fields& fields, domain::account::SlugKind kind) {
  auto slug = fields.text("slug", domain::account::max_slug_length(kind));
  if (!slug || slug->empty()) return std::nullopt;
  if (const auto flaw = domain::account::find_slug_flaw(kind, *slug)) {
    fields.refuse("slug", domain::account::sentence(*flaw));
    return std::nullopt;
  }
  return slug;
}

std::string free_slug(domain::account::SlugKind kind, std::string_view name,
                      const std::function<bool(std::string_view)>& is_taken) {
  for (std::uint32_t attempt = 0;; ++attempt) {
    std::string slug = domain::account::suggest_slug(kind, name, attempt);
    if (!is_taken(slug)) return slug;
  }
}

}  // namespace picket::api
