// Which slug something new or renamed gets. Source: shared spec "api", sections 1.1, 4.3 and 5.1.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "domain/account/slug.h"
#include "roles/api/body.h"

namespace picket::api {

/// Field `slug`, when it is sent and not empty: refused for a flaw. Nullopt when absent or refused.
std::optional<std::string> read_slug(Fields& fields, domain::account::SlugKind kind);

/// A free slug for something of that name: tries one after the other. `is_taken` says of each.
std::string free_slug(domain::account::SlugKind kind, std::string_view name,
                      const std::function<bool(std::string_view)>& is_taken);

}  // namespace picket::api
