#include "roles/api/issue_owners.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "domain/issue/owner.h"
#include "ports/issues.h"
#include "roles/api/issue_stats.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

std::string_view name_of(domain::OwnerKind kind) noexcept {
  switch (kind) {
    case domain::OwnerKind::suspect_commit:
      return "suspectCommit";
    case domain::OwnerKind::ownership_rule:
      return "ownershipRule";
    case domain::OwnerKind::codeowners:
      return "codeowners";
  }
  return "";
}

json::object owner_json(const domain::IssueOwner& owner, const json::value& date) {
  const bool is_user{owner.who.user};
  return {{"type", name_of(owner.kind)},
          {"owner", fmt::format("{}:{}", is_user ? "user" : "team",
                                is_user ? owner.who.user.value : owner.who.team.value)},
          {"date_added", date}};
}

}  // namespace

Answer<void> add_owners(const Call& call, std::span<const std::string> expansions,
                        std::span<const domain::Issue> issues, json::array& items) {
  if (std::find(expansions.begin(), expansions.end(), "owners") == expansions.end()) return {};
  ports::IssueRepository& repository = call.meta().issues();
  const auto owners = repository.owners_of(ids_of(issues));
  if (!owners) return unexpected(failed(owners.error()));
  for (std::size_t i = 0; i < issues.size(); ++i) {
    json::array suggested;
    json::value date;
    for (const domain::IssueOwner& owner : *owners) {
      if (owner.issue != issues[i].id) continue;
      if (date.is_null()) {
        const auto evaluated = repository.owners_evaluated(owner.issue);
        if (!evaluated) return unexpected(failed(evaluated.error()));
        date = date_text(evaluated->value_or(issues[i].first_seen));
      }
      suggested.push_back(owner_json(owner, date));
    }
    items[i].get_object()["owners"] =
        suggested.empty() ? json::value(nullptr) : json::value(std::move(suggested));
  }
  return {};
}

}  // namespace picket::api
