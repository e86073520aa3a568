#include "roles/relay/event_groups.h"

#include <algorithm>
#include <utility>

namespace picket::relay {

void EventGroup::drop(protocol::Outcome outcome, std::string_view reason) {
  if (event.guard.open()) event.guard.drop(outcome, reason);
  for (Item& item : rest) {
    if (item.guard.open()) item.guard.drop(outcome, reason);
  }
  rest.clear();
}

std::vector<EventGroup> take_event_groups(Intake& intake) {
  std::vector<EventGroup> groups;
  std::vector<Item>& items = intake.items;
  const auto event = std::find_if(items.begin(), items.end(), [](const Item& item) {
    return protocol::creates_event(item.content.type, item.content.attachment_type);
  });
  if (event == items.end()) return groups;
  EventGroup& group = groups.emplace_back(EventGroup{*intake.event_id(), std::move(*event), {}});
  items.erase(event);
  const auto own = std::stable_partition(items.begin(), items.end(), [](const Item& item) {
    return !protocol::traits(item.content.type).requires_event;
  });
  std::move(own, items.end(), std::back_inserter(group.rest));
  items.erase(own, items.end());
  return groups;
}

}  // namespace picket::relay
