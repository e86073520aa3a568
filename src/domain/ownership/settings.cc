#include "domain/ownership/settings.h"

#include <array>
#include <utility>

namespace picket::domain::ownership {
namespace {

constexpr std::array<std::pair<AutoAssignment, std::string_view>, 3> kNames{
    {{AutoAssignment::off, "Turn off Auto-Assignment"},
     {AutoAssignment::owner, "Auto Assign to Issue Owner"},
     {AutoAssignment::suspect_commit, "Auto Assign to Suspect Commits"}}};

}  // namespace

std::string_view to_string(AutoAssignment choice) noexcept {
  for (const auto& [one, name] : kNames) {
    if (one == choice) return name;
  }
  return {};
}

std::optional<AutoAssignment> parse_auto_assignment(std::string_view name) noexcept {
  for (const auto& [choice, one] : kNames) {
    if (one == name) return choice;
  }
  return std::nullopt;
}

}  // namespace picket::domain::ownership
