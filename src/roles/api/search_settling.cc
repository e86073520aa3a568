#include "roles/api/search_settling.h"

#include <utility>

namespace picket::api {
namespace {

using domain::search::EventCondition;
using domain::search::EventExpression;
using domain::search::EventGroup;
using SettledPart = std::variant<bool, EventExpression>;

template <class T>
Answer<SettledPart> as_part(Answer<Settled<T>> settled) {
  if (!settled) return unexpected(std::move(settled.error()));
  if (const bool* const known = std::get_if<bool>(&*settled)) return SettledPart(*known);
  return SettledPart(EventExpression{std::get<T>(*std::move(settled))});
}

Answer<SettledPart> settle_part(const EventExpression& part, const SettleEvent& settle) {
  if (const auto* const group = std::get_if<EventGroup>(&part.node))
    return as_part<EventGroup>(settle_group(*group, settle));
  return as_part<EventCondition>(settle(std::get<EventCondition>(part.node)));
}

}  // namespace

Answer<Settled<EventGroup>> settle_group(const EventGroup& group, const SettleEvent& settle) {
  EventGroup kept{group.any, {}};
  bool decided = false;  // By one part alone: true of an OR, false of an AND.
  for (const EventExpression& part : group.parts) {
    auto settled = settle_part(part, settle);
    if (!settled) return unexpected(std::move(settled.error()));
    if (const bool* const known = std::get_if<bool>(&*settled)) {
      decided = decided || *known == group.any;
    } else {
      kept.parts.push_back(std::get<EventExpression>(*std::move(settled)));
    }
  }
  if (decided) return Settled<EventGroup>(group.any);
  if (kept.parts.empty()) return Settled<EventGroup>(!group.any);
  return Settled<EventGroup>(std::move(kept));
}

}  // namespace picket::api
