// Whom a request means by `assignedTo` or `assigned:`. Source: shared spec "api", section 8.3, and
// "issues", section 10.1.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "domain/issue/record.h"
#include "roles/api/call.h"

namespace picket::api {

/// "user:12", "12", an address, "team:2", "#backend"; nullopt for nobody of this organization.
Answer<std::optional<domain::Assignee>> find_assignee(const Call& call, std::string_view text);

/// 400 that names the field when `who` may not look after one of the issues: with closed membership
/// a project is that of its teams.
Answer<void> check_assignee(const Call& call, const domain::Assignee& who,
                            std::span<const domain::Issue> issues);

}  // namespace picket::api
